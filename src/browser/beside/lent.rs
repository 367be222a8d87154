//! What the script has lent the page.

use super::{Archive, Heard, Program};
use crate::browser::page;
use js_sys::{Array, Function, Reflect, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

/// One kind of closure, whatever it does.
type Call = Closure<dyn FnMut(JsValue) -> JsValue>;

/// Something that was handed in; dropping it calls it off.
pub struct Task {
    cancel: Function,
    _tell: Call,
    _archive: Option<Call>,
}

/// Hands a question in. `None` where the page was lent no such program.
pub(in crate::browser) fn hand_in(
    program: Program,
    question: &[u8],
    archive: Option<Archive>,
    mut tell: Box<dyn FnMut(Heard)>,
) -> Option<Task> {
    let tell: Call = Closure::wrap(Box::new(move |said| {
        tell(read(&said));
        JsValue::UNDEFINED
    }));
    // The script asks for the bytes of an edition that it was not given yet.
    let edition = archive.as_ref().map_or(0, Archive::edition);
    let archive: Option<Call> = archive.map(|archive| {
        let give = move |_| Uint8Array::new_from_slice(&archive.bytes).into();
        Closure::wrap(Box::new(give) as _)
    });
    let none = JsValue::UNDEFINED;
    let given = archive.as_ref().map_or(&none, AsRef::as_ref);
    let name = match program {
        Program::Workshop => "workshop",
        Program::Reader => "reader",
    };
    let lent: Function = Reflect::get(page::mount_point()?.as_ref(), &name.into()).ok()?.dyn_into().ok()?;
    let question = Uint8Array::new_from_slice(question);
    let given = Array::of4(&question, given, tell.as_ref(), &edition.into());
    let cancel = lent.apply(&none, &given).ok()?.dyn_into().ok()?;
    Some(Task { cancel, _tell: tell, _archive: archive })
}

fn read(said: &JsValue) -> Heard {
    if let Some(share) = said.as_f64() {
        return Heard::Share(share);
    }
    match said.dyn_ref::<Uint8Array>() {
        Some(bytes) => Heard::Answer(bytes.to_vec()),
        None if said.as_string().as_deref() == Some("missing") => Heard::Missing,
        None => Heard::Stopped,
    }
}

impl Drop for Task {
    fn drop(&mut self) {
        // The script calls back no more, for the closure is gone; it cannot fail.
        let _ = self.cancel.call0(&JsValue::UNDEFINED);
    }
}
