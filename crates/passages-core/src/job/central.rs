//! The foremost nodes of a graph, as bytes.

use super::wire::{Reader, Wire, fields};
use crate::graph::Central;

fields! {
    Central { connecting, visited, pivots, linked }
}
