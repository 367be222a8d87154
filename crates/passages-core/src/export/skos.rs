//! The vocabulary as linked data: A. Miles and S. Bechhofer, "SKOS Simple Knowledge Organization System Reference",
//! W3C Recommendation (2009).
//!
//! A concept's address shows the passages that have it.

use super::json::Json;
use super::source::Source;
use crate::search::{Choice, FacetKind};
use crate::state::{View, ViewState, encode};
use crate::vocabulary::{Framework, Kind, Labels};

/// Short names of what is used of SKOS and Dublin Core: addresses, and texts by language.
const CONTEXT: &str = r#"{
"id":"@id","type":"@type","skos":"http://www.w3.org/2004/02/skos/core#","dcterms":"http://purl.org/dc/terms/",
"ConceptScheme":"skos:ConceptScheme","Concept":"skos:Concept","Collection":"skos:Collection","notation":"skos:notation",
"creator":"dcterms:creator","identifier":"dcterms:identifier","source":"dcterms:source",
"description":"dcterms:description",
"inScheme":{"@id":"skos:inScheme","@type":"@id"},"topConceptOf":{"@id":"skos:topConceptOf","@type":"@id"},
"broader":{"@id":"skos:broader","@type":"@id"},"related":{"@id":"skos:related","@type":"@id"},
"relatedMatch":{"@id":"skos:relatedMatch","@type":"@id"},"member":{"@id":"skos:member","@type":"@id"},
"prefLabel":{"@id":"skos:prefLabel","@container":"@language"},
"scopeNote":{"@id":"skos:scopeNote","@container":"@language"}}"#;

/// The terms as concepts of one scheme, the families of themes as collections, and the objectives of other frameworks
/// as concepts of theirs.
pub(super) fn write(source: &Source) -> String {
    let vocabulary = source.corpus.vocabulary();
    let crosswalk = &vocabulary.crosswalk;
    let scheme = source.url(&ViewState::default().showing(View::About).print());
    let mut json = Json::new();
    json.object();
    json.key("@context");
    json.plain(CONTEXT);
    json.key("@graph");
    json.list();
    let name = vec![("en".to_owned(), "Passages".to_owned())];
    begin(&mut json, &scheme, "ConceptScheme", "passages", &name);
    json.pair("creator", &source.program());
    json.pair("identifier", &source.fingerprint());
    json.pair("source", &source.view());
    json.pair("description", source.caution);
    json.end_object();
    for (ix, term) in vocabulary.indexed() {
        begin(&mut json, &address(source, facet(term.kind), &term.id), "Concept", &term.id, &term.labels);
        json.pair("inScheme", &scheme);
        if !term.note.is_empty() {
            json.key("scopeNote");
            json.object();
            json.pair("en", &term.note);
            json.end_object();
        }
        match term.broader.and_then(|ix| vocabulary.term(ix)) {
            Some(broader) => json.pair("broader", &address(source, facet(broader.kind), &broader.id)),
            None => json.pair("topConceptOf", &scheme),
        }
        let others = term.related.iter().filter_map(|ix| vocabulary.term(*ix));
        list(&mut json, "related", others.map(|term| address(source, facet(term.kind), &term.id)).collect());
        let through = crosswalk.objectives.iter().filter(|o| o.through.iter().any(|(theme, _)| *theme == ix));
        let bears_on = through.map(|o| address(source, FacetKind::Objective, &o.id));
        list(&mut json, "relatedMatch", bears_on.collect());
        json.end_object();
    }
    for (at, family) in (0_u8..).zip(&vocabulary.families) {
        // The families have no address of their own.
        let id = [&scheme, "&family=", &encode(&family.id)].concat();
        begin(&mut json, &id, "Collection", &family.id, &family.labels);
        let members = vocabulary.terms.iter().filter(|term| term.family == Some(at));
        list(&mut json, "member", members.map(|term| address(source, facet(term.kind), &term.id)).collect());
        json.end_object();
    }
    let frameworks = source.url(&ViewState::default().showing(View::Frameworks).print());
    let of = |framework: &Framework| [&frameworks, "&framework=", &encode(&framework.id)].concat();
    for framework in &crosswalk.frameworks {
        begin(&mut json, &of(framework), "ConceptScheme", &framework.id, &framework.labels);
        json.pair("source", &framework.source);
        json.end_object();
    }
    for objective in &crosswalk.objectives {
        let id = address(source, FacetKind::Objective, &objective.id);
        begin(&mut json, &id, "Concept", &objective.number, &objective.labels);
        if let Some(framework) = crosswalk.frameworks.get(usize::from(objective.framework)) {
            json.pair("topConceptOf", &of(framework));
        }
        json.end_object();
    }
    json.end_list();
    json.end_object();
    json.finish()
}

/// Opens what has an address, a type, a notation and labels.
fn begin(json: &mut Json, id: &str, kind: &str, notation: &str, labels: &Labels) {
    json.line();
    json.object();
    json.pair("id", id);
    json.pair("type", kind);
    json.pair("notation", notation);
    json.key("prefLabel");
    json.object();
    for (language, label) in labels {
        json.pair(language, label);
    }
    json.end_object();
}

fn list(json: &mut Json, name: &str, values: Vec<String>) {
    if !values.is_empty() {
        json.key(name);
        json.list();
        values.iter().for_each(|value| json.text(value));
        json.end_list();
    }
}

/// The facet in which a passage has a term of this kind.
fn facet(kind: Kind) -> FacetKind {
    match kind {
        Kind::Theme => FacetKind::Theme,
        Kind::Actor => FacetKind::Actor,
        Kind::Place => FacetKind::Place,
        Kind::Programme => FacetKind::Programme,
        Kind::Event => FacetKind::Event,
        Kind::Instrument => FacetKind::Instrument,
        Kind::Voice => FacetKind::Speaker,
        Kind::Rung => FacetKind::Strength,
    }
}

fn address(source: &Source, kind: FacetKind, id: &str) -> String {
    let state = ViewState::default().showing(View::Find).with_choice(kind, id, Choice::Chosen);
    source.url(&state.print())
}
