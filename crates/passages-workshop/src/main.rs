//! The workshop of the engine (`passages_core::job`) as a wasm module of its own, which `public/workshop.js` drives in
//! a worker, or in slices on the page.
//!
//! It computes nothing itself: bytes go in, bytes come out.

use wasm_bindgen::prelude::wasm_bindgen;

/// A workshop, as the script sees it.
#[wasm_bindgen]
#[derive(Default)]
pub struct Workshop(passages_core::job::Workshop);

#[wasm_bindgen]
impl Workshop {
    /// An empty one.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Hands over the corpus, as the bytes of its archive.
    pub fn supply(&mut self, archive: Vec<u8>) {
        self.0.supply(archive);
    }

    /// Takes a job in.
    pub fn begin(&mut self, job: &[u8]) {
        self.0.begin(job);
    }

    /// Goes on by one step; whether all is done.
    pub fn step(&mut self) -> bool {
        self.0.step()
    }

    /// How much of the job is done, from 0 to 1.
    pub fn progress(&self) -> f32 {
        self.0.progress()
    }

    /// Hands over what was worked out, or why nothing was.
    pub fn answer(&mut self) -> Vec<u8> {
        self.0.answer()
    }
}

/// The script makes a workshop when it wants one.
fn main() {}
