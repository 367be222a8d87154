//! Programs of one's own, where there is no browser that could lend one: what is asked is done at once.

use super::{Archive, Heard, Program};
use passages_core::job::Workshop;
use std::cell::RefCell;

/// Answers a question to the reader, with the bytes of the corpus where it needs them.
type Reader = Box<dyn Fn(&[u8], Option<&[u8]>) -> Vec<u8>>;

thread_local! {
    static READER: RefCell<Option<Reader>> = const { RefCell::new(None) };
}

/// Lends a reader to whoever works on this thread: the program itself is no part of the explorer.
pub fn lend_reader(reader: impl Fn(&[u8], Option<&[u8]>) -> Vec<u8> + 'static) {
    READER.set(Some(Box::new(reader)));
}

/// Something that was handed in, and is done.
pub struct Task;

/// Letting go of it means the same as in a browser, though there is nothing left to call off.
impl Drop for Task {
    fn drop(&mut self) {}
}

pub(in crate::browser) fn hand_in(
    program: Program,
    question: &[u8],
    archive: Option<Archive>,
    mut tell: Box<dyn FnMut(Heard)>,
) -> Option<Task> {
    let bytes = archive.as_ref().map(|archive| &archive.bytes[..]);
    let answer = match program {
        Program::Workshop => {
            let mut workshop = Workshop::default();
            if let Some(bytes) = bytes {
                workshop.supply(bytes.to_vec());
            }
            workshop.begin(question);
            while !workshop.step() {}
            workshop.answer()
        }
        Program::Reader => {
            READER.with_borrow(|reader| reader.as_ref().map(|reader| reader(question, bytes)))?
        }
    };
    tell(Heard::Answer(answer));
    Some(Task)
}
