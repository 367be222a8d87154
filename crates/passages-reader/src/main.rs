//! The reader as a wasm module of its own, which `public/workshop.js` drives in a worker, or in slices on the page.

use wasm_bindgen::prelude::wasm_bindgen;

/// A reader, as the script sees it; the script drives it as it drives the workshop, and calls it so.
#[wasm_bindgen]
#[derive(Default)]
pub struct Workshop(passages_reader::Reader);

#[wasm_bindgen]
impl Workshop {
    /// An empty one.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Hands over the corpus in use.
    pub fn supply(&mut self, corpus: Vec<u8>) {
        self.0.supply(corpus);
    }

    /// Takes a question in.
    pub fn begin(&mut self, asked: &[u8]) {
        self.0.begin(asked);
    }

    /// Goes on by one step; whether all is done.
    pub fn step(&mut self) -> bool {
        self.0.step()
    }

    /// How much of it is done, from 0 to 1.
    pub fn progress(&self) -> f32 {
        self.0.progress()
    }

    /// Hands over what came of it, or why nothing did.
    pub fn answer(&mut self) -> Vec<u8> {
        self.0.answer()
    }
}

/// The script makes a reader when it wants one.
fn main() {}
