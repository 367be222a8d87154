//! The pictures of the real corpus hold all of it, and say what the selection says.

use super::{corpus, id};
use passages_core::graph::{KEPT_WITHIN, Layout, Point};
use passages_core::scene::{
    Arrange, Arrangement, Dates, Frame, Ground, Mark, Matrix, Palette, Scene, Shape, Shown, Target, Timeline,
    Tone, Viewport, estimated_width, map_camera, map_picture, matrix_camera, matrix_picture, summary, svg,
    threads_picture, timeline_camera, timeline_picture,
};
use passages_core::select::{Selection, select};
use passages_core::state::ViewState;

fn is_shape(mark: &Mark) -> bool {
    !matches!(mark.shape, Shape::Text(_) | Shape::Line { .. } | Shape::Curve { .. })
}

/// Targets of the marks for which something holds, each once.
fn targets(scene: &Scene, wanted: impl Fn(&Mark) -> bool) -> Vec<Target> {
    let mut found: Vec<Target> = scene.marks.iter().filter(|m| wanted(m)).map(|m| m.target).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// Map, matrix, timeline and threads of a state, on a screen of this size.
fn pictures(state: &ViewState, viewport: Viewport) -> (Selection, [Scene; 4]) {
    let selection = select(corpus(), state);
    let ground = Ground::of(corpus(), None, None);
    let shown = Shown::of(&ground, corpus(), &selection);
    let key = |ix| corpus().get(ix).and_then(|(_, p)| p.label.clone()).unwrap_or_default();
    let name = |ix| corpus().get(ix).map(|(d, p)| d.citation(p)).unwrap_or_default();
    let document = |d: u32| corpus().documents()[d as usize].short.clone();
    let number = |n: usize| n.to_string();
    let frame = |camera| Frame {
        camera,
        viewport,
        measure: &estimated_width,
        key: &key,
        name: &name,
        document: &document,
        number: &number,
    };
    let matrix = Matrix::new(&ground, &shown, Arrange::Communities);
    let timeline = Timeline::of(corpus());
    let families: Vec<String> = corpus().vocabulary().families.iter().map(|f| f.id.clone()).collect();
    let tick = |year: u32, month: Option<u32>| month.map_or(year.to_string(), |m| format!("{m}/{year}"));
    let dates = Dates { tick: &tick, undated: "undated", families: &families };
    let camera = timeline_camera(&timeline, viewport, families.len());
    let scenes = [
        map_picture(&ground, &shown, &frame(map_camera(&ground, viewport))),
        matrix_picture(&ground, &shown, &matrix, &frame(matrix_camera(&matrix, viewport))),
        timeline_picture(&ground, &shown, &timeline, &dates, &frame(camera)),
        threads_picture(corpus(), &selection, (0, 1), viewport.width, false),
    ];
    let numbers = summary(&ground, &shown, corpus());
    assert_eq!((numbers.passages, numbers.links), (selection.rows.len(), selection.links.len()));
    (selection, scenes)
}

/// All of the map of a selection, without words, on a screen that has room for it.
fn whole_map(ground: &Ground, selection: &Selection) -> Scene {
    let viewport = Viewport::new(1400.0, 1000.0);
    let words = |_| String::new();
    let frame = Frame {
        camera: map_camera(ground, viewport),
        viewport,
        measure: &estimated_width,
        key: &words,
        name: &words,
        document: &words,
        number: &|n| n.to_string(),
    };
    map_picture(ground, &Shown::of(ground, corpus(), selection), &frame)
}

/// The passages that the map of a selection shows and does not dim, and the links that it draws; both ascending.
pub(super) fn drawn(selection: &Selection) -> (Vec<u32>, Vec<usize>) {
    let scene = whole_map(&Ground::of(corpus(), None, None), selection);
    let bright = targets(&scene, |m| is_shape(m) && m.paint.tone != Tone::Dimmed);
    let passage = |target: Target| if let Target::Passage(ix) = target { Some(ix) } else { None };
    let link = |target: Target| if let Target::Link(at) = target { Some(at) } else { None };
    let links = targets(&scene, |_| true).into_iter().filter_map(link).collect();
    (bright.into_iter().filter_map(passage).collect(), links)
}

/// What a state shows laid out by itself, in slices of so many steps.
fn arranged(address: &str, before: &[Point], slice: usize) -> Vec<Point> {
    let selection = select(corpus(), &ViewState::parse(address).0);
    let arrangement = Arrangement::new(corpus(), &selection, before).expect("something is left out");
    let mut layout = Layout::new(&arrangement.request);
    while !(0..slice).any(|_| layout.step()) {}
    let places = arrangement.places(&layout.points());
    for (ix, place) in (0..).zip(&places) {
        assert_eq!(place.x.is_finite() && place.y.is_finite(), selection.is_listed(ix), "{address} {ix}");
    }
    places
}

#[test]
fn what_is_found_is_laid_out_by_itself_and_stays_when_less_is_found() {
    let many = arranged("map&q=migration&arrange=found", &[], 1);
    // How the steps are cut into slices makes no difference; places that are no numbers are not equal to themselves.
    let bits = |places: &[Point]| places.iter().map(|p| (p.x.to_bits(), p.y.to_bits())).collect::<Vec<_>>();
    assert_eq!(bits(&arranged("map&q=migration&arrange=found", &[], 7)), bits(&many));
    let fewer = arranged("map&q=migration&theme=remittances&arrange=found", &many, 3);
    let stays = fewer.iter().zip(&many).filter(|(now, _)| now.x.is_finite());
    let mut staying = 0;
    for (now, then) in stays {
        let gone = ((now.x - then.x).powi(2) + (now.y - then.y).powi(2)).sqrt();
        assert!(gone <= KEPT_WITHIN, "{gone}");
        staying += 1;
    }
    assert!(staying > 1);
    // The picture of it has a mark for each, and none for the others.
    let selection = select(corpus(), &ViewState::parse("map&q=migration").0);
    let drawn = targets(&whole_map(&Ground::of(corpus(), Some(&many), None), &selection), is_shape);
    let rows = selection.rows.iter().map(|row| Target::Passage(row.paragraph));
    let mut rows: Vec<Target> = rows.collect();
    rows.sort_unstable();
    assert_eq!(drawn, rows);
    // Where nothing is left out, everything stays where it is.
    let all = select(corpus(), &ViewState::parse("map").0);
    assert!(Arrangement::new(corpus(), &all, &[]).is_none() && !Arrangement::is_offered(corpus(), &all));
    // Among a few nothing is far from anything: it is done where an address asks for it, and not offered.
    let few = select(corpus(), &ViewState::parse("map&q=remittances").0);
    assert!(Arrangement::new(corpus(), &few, &[]).is_some() && !Arrangement::is_offered(corpus(), &few));
    assert!(Arrangement::is_offered(corpus(), &selection));
    // Another passage open moves nothing.
    let open = select(corpus(), &ViewState::parse("map&q=migration&at=A/CONF.191/L.7:5").0);
    let [open, found, fewer] = [&open, &selection, &few].map(|s| Arrangement::new(corpus(), s, &many));
    let found = found.expect("something is left out");
    assert!(open.is_some_and(|open| open.is_of_the_same(&found)));
    assert!(fewer.is_some_and(|fewer| !fewer.is_of_the_same(&found)));
}

#[test]
fn every_passage_is_on_the_map_and_named_where_it_is_large() {
    for (width, height) in [(320.0, 320.0), (768.0, 560.0), (1920.0, 900.0)] {
        let (selection, [map, ..]) = pictures(&ViewState::default(), Viewport::new(width, height));
        let drawn = targets(&map, is_shape);
        let rows: Vec<Target> = selection.rows.iter().map(|r| Target::Passage(r.paragraph)).collect();
        assert_eq!(drawn, rows);
        let labels = targets(&map, |m| matches!(m.shape, Shape::Text(_)));
        let labelled =
            corpus().indices().filter(|ix| corpus().get(*ix).is_some_and(|(_, p)| p.label.is_some()));
        assert!(width < 700.0 || labels.len() == labelled.count(), "{} at {width}", labels.len());
    }
}

#[test]
fn filters_leave_on_the_pictures_what_they_leave_in_the_list() {
    let state = ViewState::default().looking_for("remittances").at(Some(&id("10")));
    let (selection, [map, matrix, timeline, _]) = pictures(&state, Viewport::new(1280.0, 700.0));
    let mut rows: Vec<Target> = selection.rows.iter().map(|r| Target::Passage(r.paragraph)).collect();
    rows.sort_unstable();
    let plain = |m: &Mark| is_shape(m) && m.paint.tone != passages_core::scene::Tone::Dimmed;
    assert_eq!(targets(&map, plain), rows);
    // Each link of the list is a cell of the matrix, and nothing else is.
    let cells = targets(&matrix, |m| matches!(m.target, Target::Link(_)));
    assert_eq!(cells, selection.links.iter().map(|i| Target::Link(*i)).collect::<Vec<_>>());
    assert_eq!(targets(&timeline, |m| is_shape(m) && matches!(m.target, Target::Document(_))).len(), 2);
}

#[test]
fn the_pictures_can_be_kept_as_files() {
    for scene in pictures(&ViewState::default(), Viewport::new(800.0, 600.0)).1 {
        let text = svg(&scene, &Palette::PRINT, "Map <1>", "37 passages & their links");
        let shapes = ["<circle", "<rect", "<polygon", "<path", "<line", "<text"];
        let count: usize = shapes.iter().map(|s| text.matches(s).count()).sum();
        // One more is the ground.
        assert_eq!(count, scene.marks.len() + 1);
        assert!(text.contains("<title>Map &lt;1&gt;</title>") && text.ends_with("</svg>"));
        assert_eq!(text.matches("<g").count(), text.matches("</g>").count());
    }
}
