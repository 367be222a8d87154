//! What is taken away is what was on screen, as the readers of others see it, whatever the texts hold.

mod akoma_ntoso;
mod bibliographies;
mod embedding;
mod faults;
mod graphs;
mod linked_data;
mod made;
mod quotations;
mod readable;
mod schema;
mod tables;
