//! The passages that a visitor has picked: kept in the address, like everything else.

use super::{MAX_BYTES, View, ViewState, clean, decoded_bytes};

/// Passages that can be picked at once; with usual ids an address holds so many.
pub const MAX_PICKED: usize = 100;

impl ViewState {
    /// Whether a passage is picked.
    pub fn is_picked(&self, id: &str) -> bool {
        self.picked.iter().any(|known| known == id)
    }

    /// The same with a passage picked, as the last; itself where there is no room for one more.
    pub fn picking(&self, id: &str) -> Self {
        let id = clean(id);
        if !is_id(&id) || self.is_picked(&id) || self.picked.len() >= MAX_PICKED {
            return self.clone();
        }
        let mut state = self.clone();
        state.picked.push(id);
        if decoded_bytes(&state.print()) > MAX_BYTES { self.clone() } else { state }
    }

    /// The same with a passage no longer picked.
    pub fn dropping(&self, id: &str) -> Self {
        let picked: Vec<String> = self.picked.iter().filter(|known| *known != id).cloned().collect();
        let step = self.step.filter(|step| usize::from(*step) <= picked.len());
        Self { picked, step, ..self.clone() }
    }

    /// The same with nothing picked.
    pub fn without_picks(&self) -> Self {
        Self { picked: Vec::new(), step: None, ..self.clone() }
    }

    /// The same with the picked passage at `from` moved to `to`, both from 0; itself where there are none.
    pub fn moving(&self, from: usize, to: usize) -> Self {
        let mut picked = self.picked.clone();
        if from < picked.len() && to < picked.len() {
            let one = picked.remove(from);
            picked.insert(to, one);
        }
        Self { picked, ..self.clone() }
    }

    /// The collection, played at a step that is counted from 1 and kept among those there are; `None` is its list.
    pub fn playing(&self, step: Option<u16>) -> Self {
        let last = u16::try_from(self.picked.len()).unwrap_or(u16::MAX);
        let step = step.filter(|_| last > 0).map(|step| step.clamp(1, last));
        Self { step, passage: None, partner: None, ..self.showing(View::Collection) }
    }
}

/// Whether it names a document and a paragraph. What begins with a colon names the document before it, in an address.
fn is_id(id: &str) -> bool {
    let named = id.rsplit_once(':').filter(|_| !id.starts_with(':'));
    named.is_some_and(|(document, key)| !document.is_empty() && !key.is_empty())
}

/// Ids as they stand in an address, before it is encoded: the name of a document is said once for those that follow.
pub(super) fn shortened(picked: &[String]) -> Vec<&str> {
    let mut before = "";
    let mut short = Vec::with_capacity(picked.len());
    for id in picked {
        let (document, _) = id.rsplit_once(':').unwrap_or((id, ""));
        short.push(if document == before { id.get(document.len()..).unwrap_or(id) } else { id });
        before = document;
    }
    short
}

/// Adds an id as it stood in an address, decoded; whether it means something.
pub(super) fn lengthened(picked: &mut Vec<String>, written: &str) -> bool {
    let id = match (written.strip_prefix(':'), picked.last().and_then(|last| last.rsplit_once(':'))) {
        (Some(key), Some((document, _))) => format!("{document}:{key}"),
        (Some(_), None) => return false,
        (None, _) => written.to_owned(),
    };
    if is_id(&id) && !picked.contains(&id) && picked.len() < MAX_PICKED {
        picked.push(id);
        return true;
    }
    false
}
