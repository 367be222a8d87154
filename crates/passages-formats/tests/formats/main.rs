//! Files as people have them -> what the core is given; files as attackers make them -> a refusal in plain words.

mod akoma_ntoso;
mod any;
mod attacks;
mod collection;
mod docx;
mod hostile;
mod made;
mod pdf;
mod texts;
