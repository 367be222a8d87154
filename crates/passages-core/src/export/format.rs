//! The kinds of files, and what there is of each.

use super::source::Source;
use super::{
    akoma_ntoso, annotations, bibtex, csv, gexf, graphml, inert, listing, markdown, ris, skos, table, word,
};

/// What a file is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The passages that are listed.
    List,
    /// The links between them.
    Links,
    /// Both, as a graph.
    Graph,
    /// One document, whatever is listed of it.
    Document,
    /// The vocabulary, whatever is listed.
    Vocabulary,
}

impl Subject {
    /// Its name in file names.
    pub fn id(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Links => "links",
            Self::Graph => "graph",
            Self::Document => "document",
            Self::Vocabulary => "vocabulary",
        }
    }
}

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Passages as rows of a spreadsheet.
    PassagesCsv,
    /// Links as rows of a spreadsheet.
    LinksCsv,
    /// Passages for programs.
    PassagesJson,
    /// Links with their evidence for programs.
    LinksJson,
    /// Quotations with their citations, as Markdown.
    Markdown,
    /// Quotations with their citations, as a page that word processors open.
    Word,
    /// The documents of the passages for reference managers.
    Ris,
    /// The same for LaTeX.
    Bibtex,
    /// The graph for most programs that read graphs.
    Graphml,
    /// The graph for Gephi, with the places of the map.
    Gexf,
    /// Links as W3C Web Annotations.
    Annotations,
    /// The vocabulary as SKOS.
    Skos,
    /// A document as Akoma Ntoso 3.0.
    AkomaNtoso,
}

/// What there is to say about a format, beside how it is written.
struct Traits {
    id: &'static str,
    subject: Subject,
    extension: &'static str,
    media_type: &'static str,
    write: fn(&Source) -> String,
}

impl Format {
    /// All formats, in the order in which a reader may be offered them.
    pub const ALL: [Self; 13] = [
        Self::Word,
        Self::Markdown,
        Self::PassagesCsv,
        Self::LinksCsv,
        Self::Ris,
        Self::Bibtex,
        Self::PassagesJson,
        Self::LinksJson,
        Self::Gexf,
        Self::Graphml,
        Self::AkomaNtoso,
        Self::Annotations,
        Self::Skos,
    ];

    fn traits(self) -> Traits {
        const CSV: &str = "text/csv;charset=utf-8";
        const LINKED_DATA: &str = "application/ld+json";
        let (id, subject, extension, media_type, write): (_, _, _, _, fn(&Source) -> String) = match self {
            Self::PassagesCsv => {
                ("passages-csv", Subject::List, "csv", CSV, |s| csv::write(s, &table::passages(s)))
            }
            Self::LinksCsv => ("links-csv", Subject::Links, "csv", CSV, |s| csv::write(s, &table::links(s))),
            Self::PassagesJson => {
                ("passages-json", Subject::List, "json", "application/json", listing::passages)
            }
            Self::LinksJson => ("links-json", Subject::Links, "json", "application/json", listing::links),
            Self::Markdown => {
                ("markdown", Subject::List, "md", "text/markdown;charset=utf-8", markdown::write)
            }
            Self::Word => ("word", Subject::List, "html", "text/html;charset=utf-8", word::write),
            Self::Ris => ("ris", Subject::List, "ris", "application/x-research-info-systems", ris::write),
            Self::Bibtex => ("bibtex", Subject::List, "bib", "application/x-bibtex", bibtex::write),
            Self::Graphml => ("graphml", Subject::Graph, "graphml", "application/xml", graphml::write),
            Self::Gexf => ("gexf", Subject::Graph, "gexf", "application/xml", gexf::write),
            Self::Annotations => ("annotations", Subject::Links, "jsonld", LINKED_DATA, annotations::write),
            Self::Skos => ("skos", Subject::Vocabulary, "jsonld", LINKED_DATA, skos::write),
            Self::AkomaNtoso => {
                ("akoma-ntoso", Subject::Document, "xml", "application/akn+xml", akoma_ntoso::write)
            }
        };
        Traits { id, subject, extension, media_type, write }
    }

    /// Its name, permanent and unique: "passages-csv".
    pub fn id(self) -> &'static str {
        self.traits().id
    }

    /// The format of this name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.id() == id)
    }

    /// What its files are about.
    pub fn subject(self) -> Subject {
        self.traits().subject
    }

    /// How the names of its files end, without the dot.
    pub fn extension(self) -> &'static str {
        self.traits().extension
    }

    /// Its media type, with the encoding where there is a choice: all files are UTF-8.
    pub fn media_type(self) -> &'static str {
        self.traits().media_type
    }
}

/// The file, whole; the same source gives the same bytes.
pub fn write(format: Format, source: &Source) -> String {
    (format.traits().write)(source)
}

/// "passages-list-1a2b3c4d.csv", "passages-A-CONF.191-L.7-1a2b3c4d.xml": plain letters that any file system takes.
pub fn file_name(format: Format, source: &Source) -> String {
    let document = source.document().filter(|_| format.subject() == Subject::Document);
    let about = document.map_or(format.subject().id().to_owned(), |document| inert::token(&document.name));
    let corpus = inert::token(source.corpus.fingerprint());
    format!("passages-{about}-{corpus}.{}", format.extension())
}
