//! The pictures: bounded, legible, never empty, and the same however they are painted, for any corpus and camera.

#[path = "scene/corpora.rs"]
mod corpora;
#[path = "scene/plane.rs"]
mod plane;

use corpora::compiled;
use passages_core::corpus::Corpus;
use passages_core::date::Date;
use passages_core::scene::{
    Arrange, Bounds, Camera, Dates, Direction, Drawn, Frame, Ground, Limits, MAX_ARCS, MAX_BUNDLES,
    MAX_CELLS, MAX_CLUSTERS, MAX_CURVES, MAX_DOCUMENTS, MAX_LABELS, MAX_NODES, MAX_THREADS, Mark, Matrix,
    Palette, PointIndex, Scene, Shape, Shown, Step, Target, Text, Thread, Timeline, Viewport, caught,
    estimated_width, linked, map_camera, map_limits, map_picture, mark_of, matrix_camera, matrix_limits,
    matrix_picture, neighbour, placed, stops, summary, svg, themes_picture, threads, threads_picture,
    timeline_camera, timeline_limits, timeline_picture, wheeled,
};
use passages_core::select::select;
use passages_core::state::{View, ViewState};
use plane::{Plane, big, plane};
use proptest::collection::vec;
use proptest::prelude::*;

fn key(ix: u32) -> String {
    ix.to_string()
}

fn name(ix: u32) -> String {
    format!("A/CONF.{}/L.7, para. {ix}", ix % 7)
}

fn document(ix: u32) -> String {
    format!("Resolution {ix} (السنة)")
}

fn number(n: usize) -> String {
    n.to_string()
}

fn frame(camera: Camera, viewport: Viewport) -> Frame<'static> {
    let document = &document;
    Frame { camera, viewport, measure: &estimated_width, key: &key, name: &name, document, number: &number }
}

fn viewport() -> impl Strategy<Value = Viewport> {
    prop_oneof![
        (1.0_f64..2000.0, 1.0_f64..1200.0).prop_map(|(w, h)| Viewport::new(w, h)),
        Just(Viewport::new(320.0, 480.0)),
        Just(Viewport::new(1280.0, 700.0)),
    ]
}

/// Nearer than the whole by a factor, and aside by parts of the screen.
fn look() -> impl Strategy<Value = (f64, f64, f64, bool)> {
    (0.3_f64..60.0, -1.5_f64..1.5, -1.5_f64..1.5, any::<bool>())
}

fn camera(ground: &Ground, viewport: Viewport, (nearer, dx, dy, mirrored): (f64, f64, f64, bool)) -> Camera {
    let limits = map_limits(ground, viewport);
    let middle = (viewport.width / 2.0, viewport.height / 2.0);
    let fit = map_camera(ground, viewport).mirrored(mirrored).zoomed(viewport, &limits, middle, nearer);
    fit.panned(dx * viewport.width, dy * viewport.height).clamped(&limits)
}

fn texts(scene: &Scene) -> Vec<&Text> {
    let text = |m: &'_ Mark| matches!(m.shape, Shape::Text(_));
    scene
        .marks
        .iter()
        .filter(|m| text(m))
        .map(|m| match &m.shape {
            Shape::Text(text) => text,
            _ => unreachable!("only texts were left"),
        })
        .collect()
}

fn is_solid(mark: &Mark) -> bool {
    !matches!(mark.shape, Shape::Text(_) | Shape::Line { .. } | Shape::Curve { .. })
}

/// Places on the outline of a closed form, its corners among them.
fn rim(shape: &Shape) -> impl Iterator<Item = (f64, f64)> + use<> {
    let bounds = shape.bounds();
    let (half, (x, y)) = (bounds.width() / 2.0, bounds.centre());
    let shape = shape.clone();
    (0..64).map(move |nth| {
        let (sin, cos) = (f64::from(nth) / 64.0 * std::f64::consts::TAU).sin_cos();
        let long = match shape {
            Shape::Square { .. } => 1.0 / sin.abs().max(cos.abs()),
            Shape::Diamond { .. } => 1.0 / (sin.abs() + cos.abs()),
            _ => 1.0,
        };
        (x + half * long * cos, y + half * long * sin)
    })
}

fn screen(scene: &Scene) -> Bounds {
    Bounds { left: 0.0, top: 0.0, right: scene.width, bottom: scene.height }
}

/// What must be true of any picture.
fn check(scene: &Scene) -> Result<(), TestCaseError> {
    let screen = screen(scene);
    for mark in &scene.marks {
        let b = mark.shape.bounds();
        prop_assert!([b.left, b.top, b.right, b.bottom].iter().all(|n| n.is_finite()), "{:?}", mark);
        prop_assert!(b.left <= b.right && b.top <= b.bottom, "{:?}", mark);
        match &mark.shape {
            Shape::Text(text) => {
                prop_assert!(screen.grown(1e-6).contains(&b), "{:?} on {:?}", mark, screen);
                prop_assert!(!text.text.is_empty() && text.size > 0.0);
                prop_assert!(text.width + 1e-9 >= estimated_width(&text.text, text.size));
            }
            _ => prop_assert!(screen.grown(64.0).overlaps(&b.grown(1e-6)), "{:?} on {:?}", mark, screen),
        }
    }
    let rooms: Vec<Bounds> = texts(scene).into_iter().map(Text::bounds).collect();
    for (i, a) in rooms.iter().enumerate() {
        for b in &rooms[i + 1..] {
            prop_assert!(!a.grown(-1e-6).overlaps(&b.grown(-1e-6)), "{:?} and {:?}", a, b);
        }
    }
    Ok(())
}

/// Every number that stands in the picture as SVG, and how often each element is there.
fn check_svg(scene: &Scene) -> Result<(), TestCaseError> {
    let text = svg(scene, &Palette::PRINT, "Title <&>\" \u{1}", "What it shows");
    let document = roxmltree::Document::parse(&text).map_err(|e| TestCaseError::fail(e.to_string()))?;
    let root = document.root_element();
    prop_assert_eq!(
        root.children().find(|n| n.has_tag_name("title")).and_then(|n| n.text()),
        Some("Title <&>\" ")
    );
    let elements: Vec<_> =
        root.descendants().filter(|n| n.parent().is_some_and(|p| p.tag_name().name() == "g")).collect();
    prop_assert_eq!(elements.len(), scene.marks.len());
    let near = |node: &roxmltree::Node, name: &str, value: f64| {
        node.attribute(name).and_then(|v| v.parse::<f64>().ok()).is_some_and(|v| (v - value).abs() <= 0.006)
    };
    for (node, mark) in elements.iter().zip(&scene.marks) {
        let tag = node.tag_name().name();
        let same = match &mark.shape {
            Shape::Circle { x, y, radius } => {
                tag == "circle" && near(node, "cx", *x) && near(node, "cy", *y) && near(node, "r", *radius)
            }
            Shape::Square { x, y, half } => {
                tag == "rect"
                    && near(node, "x", x - half)
                    && near(node, "y", y - half)
                    && near(node, "width", 2.0 * half)
            }
            Shape::Rect { x, y, width, height } => {
                tag == "rect"
                    && near(node, "x", *x)
                    && near(node, "y", *y)
                    && near(node, "width", *width)
                    && near(node, "height", *height)
            }
            Shape::Line { from, to, .. } => {
                tag == "line"
                    && near(node, "x1", from.0)
                    && near(node, "y1", from.1)
                    && near(node, "x2", to.0)
                    && near(node, "y2", to.1)
            }
            Shape::Text(text) => {
                tag == "text"
                    && near(node, "x", text.x)
                    && near(node, "y", text.y)
                    && node.text() == Some(text.text.as_str())
            }
            Shape::Diamond { x, y, half } => {
                let numbers = numbers(node.attribute("points").unwrap_or_default());
                tag == "polygon"
                    && numbers.len() == 8
                    && (numbers[0] - x).abs() < 0.006
                    && (numbers[1] - (y - half)).abs() < 0.006
            }
            Shape::Curve { points, .. } => {
                let numbers = numbers(node.attribute("d").unwrap_or_default());
                let flat: Vec<f64> = points.iter().flat_map(|(x, y)| [*x, *y]).collect();
                tag == "path"
                    && numbers.len() == 8
                    && numbers.iter().zip(&flat).all(|(a, b)| (a - b).abs() < 0.051)
            }
        };
        prop_assert!(same, "{:?} is {:?}", mark, node);
    }
    Ok(())
}

fn numbers(text: &str) -> Vec<f64> {
    text.split(|c: char| !(c.is_ascii_digit() || c == '.' || c == '-'))
        .filter_map(|n| n.parse().ok())
        .collect()
}

fn count(scene: &Scene, wanted: impl Fn(&Mark) -> bool) -> usize {
    scene.marks.iter().filter(|m| wanted(m)).count()
}

fn check_bounded(scene: &Scene) -> Result<(), TestCaseError> {
    let passages = count(scene, |m| is_solid(m) && matches!(m.target, Target::Passage(_)));
    let clusters = count(scene, |m| is_solid(m) && !matches!(m.target, Target::Passage(_)));
    prop_assert!(clusters <= MAX_CLUSTERS && passages <= MAX_NODES + 2, "{} {}", clusters, passages);
    let lines = count(scene, |m| matches!(m.shape, Shape::Curve { .. }));
    prop_assert!(lines <= if clusters > 0 { MAX_BUNDLES } else { MAX_CURVES }, "{}", lines);
    prop_assert!(texts(scene).len() <= MAX_LABELS.max(2 * MAX_CLUSTERS) + 101);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn a_map_is_legible_and_never_empty(plane in plane(), viewport in viewport(), look in look()) {
        let Plane { ground, shown } = plane;
        let camera = camera(&ground, viewport, look);
        let scene = map_picture(&ground, &shown, &frame(camera, viewport));
        check(&scene)?;
        check_bounded(&scene)?;
        check_svg(&scene)?;
        let in_view = |m: &Mark| is_solid(m) && m.target != Target::None && screen(&scene).holds(m.shape.bounds().centre());
        prop_assert_eq!(count(&scene, in_view) > 0, !ground.is_empty());
        // Twice the same, and the mirror shows the mirror.
        prop_assert_eq!(&scene, &map_picture(&ground, &shown, &frame(camera, viewport)));
        let other = map_picture(&ground, &shown, &frame(camera.mirrored(!camera.mirrored), viewport));
        let (a, b) = if camera.mirrored { (scene, other.mirrored()) } else { (scene.mirrored(), other) };
        prop_assert_eq!(a, b);
    }

    #[test]
    fn whatever_is_looked_at_is_drawn(mut camera_numbers in vec(any::<f64>(), 5), plane in plane()) {
        // Cameras that nobody has: the door keeps what is no number out.
        let viewport = Viewport { width: camera_numbers.pop().unwrap_or(1.0), height: camera_numbers.pop().unwrap_or(1.0) };
        let camera = Camera { x: camera_numbers[0], y: camera_numbers[1], zoom: camera_numbers[2], mirrored: false };
        let scene = map_picture(&plane.ground, &plane.shown, &frame(camera, viewport));
        check_bounded(&scene)?;
        prop_assert_eq!(scene.marks.is_empty(), plane.ground.is_empty());
    }

    /// Whatever their forms, and however near one looks.
    #[test]
    fn no_mark_of_a_passage_covers_another(
        cells in vec((0.0_f64..0.3, 0.0_f64..0.3, 0_u32..3, 0_u32..16), 2..80),
        columns in 1_usize..12,
        nearer in 1.0_f64..20.0,
        viewport in viewport(),
    ) {
        let place = |(nth, cell): (usize, &(f64, f64, u32, u32))| {
            ((nth % columns) as f64 + cell.0, (nth / columns) as f64 + cell.1)
        };
        let points: Vec<(f64, f64)> = cells.iter().enumerate().map(place).collect();
        let documents = cells.iter().map(|cell| cell.2).collect();
        let ground = Ground::new(points.clone(), documents, &[], Vec::new(), false);
        // So many links at each, so that marks are of different sizes.
        let count = cells.len();
        let mut threads = Vec::new();
        for (from, cell) in cells.iter().enumerate() {
            for nth in 1..=(cell.3 as usize).min(count - 1) {
                let to = (from + nth) % count;
                let link = threads.len();
                let (from, to) = (from as u32, to as u32);
                threads.push(Thread { link, from, to, score: 0.5, family: None, drawn: true });
            }
        }
        let shown = Shown::new(&ground, vec![true; count], None, threads);
        let camera = camera(&ground, viewport, (nearer, 0.0, 0.0, false));
        let scene = map_picture(&ground, &shown, &frame(camera, viewport));
        // Where nothing is in view, a mark at the edge shows the way, which stands at no passage.
        let stands = |m: &&Mark| match m.target {
            Target::Passage(ix) if is_solid(m) => {
                let (x, y) = camera.screen_from_world(viewport, points[ix as usize]);
                let (mx, my) = m.shape.bounds().centre();
                (x - mx).abs() < 1e-6 && (y - my).abs() < 1e-6
            }
            _ => false,
        };
        let marks: Vec<&Shape> = scene.marks.iter().filter(stands).map(|m| &m.shape).collect();
        // So small, it is a dot and no form, and has its least size.
        let is_dot = |shape: &Shape| shape.bounds().width() < 7.0;
        for (nth, a) in marks.iter().enumerate() {
            for b in marks.iter().skip(nth + 1).filter(|b| !is_dot(a) && !is_dot(b)) {
                prop_assert!(!rim(a).any(|at| b.distance(at) <= 0.0), "{:?} and {:?}", a, b);
                prop_assert!(!rim(b).any(|at| a.distance(at) <= 0.0), "{:?} and {:?}", b, a);
            }
        }
    }

    #[test]
    fn clusters_stand_for_each_passage_once(plane in plane()) {
        let Plane { ground, shown } = plane;
        let viewport = Viewport::new(300.0, 200.0);
        let scene = map_picture(&ground, &shown, &frame(map_camera(&ground, viewport), viewport));
        let mut held: Vec<u32> = Vec::new();
        for mark in scene.marks.iter().filter(|m| is_solid(m)) {
            match mark.target {
                Target::Passage(ix) => held.push(ix),
                target => held.extend(ground.members(target).iter().filter(|ix| shown.is_listed(**ix) || !has_listed(&ground, &shown))),
            }
        }
        held.sort_unstable();
        prop_assert!(held.windows(2).all(|w| w[0] < w[1]));
        let wanted = (0..ground.len() as u32).filter(|ix| shown.is_listed(*ix));
        prop_assert!(wanted.clone().all(|ix| held.binary_search(&ix).is_ok()), "{:?}", held);
    }

    #[test]
    fn there_and_back(
        x in -1e4_f64..1e4, y in -1e4_f64..1e4, cx in -1e3_f64..1e3, cy in -1e3_f64..1e3,
        zoom in 0.01_f64..500.0, mirrored: bool, viewport in viewport(),
    ) {
        let camera = Camera { x: cx, y: cy, zoom, mirrored };
        let back = camera.world_from_screen(viewport, camera.screen_from_world(viewport, (x, y)));
        let slack = 1e-12 * (x.abs() + y.abs() + cx.abs() + cy.abs() + viewport.width / zoom + 1.0);
        prop_assert!((back.0 - x).abs() <= 8.0 * slack && (back.1 - y).abs() <= 8.0 * slack);
        // The world's mirror is the screen's.
        let (a, b) = (camera.screen_from_world(viewport, (x, y)), camera.mirrored(!mirrored).screen_from_world(viewport, (x, y)));
        prop_assert!((a.0 + b.0 - viewport.width).abs() <= 1e-6 * (1.0 + a.0.abs()) && a.1 == b.1);
    }

    #[test]
    fn what_is_under_the_pointer_stays(
        cx in -100.0_f64..100.0, cy in -100.0_f64..100.0, zoom in 1.0_f64..100.0, mirrored: bool,
        px in 0.0_f64..800.0, py in 0.0_f64..600.0, qx in 0.0_f64..800.0, qy in 0.0_f64..600.0,
        dx in -300.0_f64..300.0, dy in -300.0_f64..300.0, factor in 0.01_f64..100.0,
    ) {
        let viewport = Viewport::new(800.0, 600.0);
        let world = Bounds { left: -100.0, top: -100.0, right: 100.0, bottom: 100.0 };
        let limits = Limits { world, min_zoom: 0.5, max_zoom: 200.0 };
        let camera = Camera { x: cx, y: cy, zoom, mirrored };
        let near = |a: (f64, f64), b: (f64, f64)| (a.0 - b.0).abs() < 1e-6 && (a.1 - b.1).abs() < 1e-6;
        let at = camera.world_from_screen(viewport, (px, py));
        let zoomed = camera.zoomed(viewport, &limits, (px, py), factor);
        prop_assert!(near(zoomed.screen_from_world(viewport, at), (px, py)));
        prop_assert!((limits.min_zoom..=limits.max_zoom).contains(&zoomed.zoom));
        let panned = camera.panned(dx, dy);
        prop_assert!(near(panned.screen_from_world(viewport, at), (px + dx, py + dy)));
        // Two fingers: the middle between them, and, within the limits, each of them when they only spread.
        let pinched = camera.pinched(viewport, &limits, [(px, py), (qx, qy)], [(px + dx, py), (qx, qy + dy)]);
        let middle = camera.world_from_screen(viewport, ((px + qx) / 2.0, (py + qy) / 2.0));
        prop_assert!(near(pinched.screen_from_world(viewport, middle), ((px + dx + qx) / 2.0, (py + qy + dy) / 2.0)));
        let apart = |a: (f64, f64), b: (f64, f64)| ((a.0 - b.0).powi(2) + (a.1 - b.1).powi(2)).sqrt();
        let (before, after) = (apart((px, py), (qx, qy)), apart((px + dx, py), (qx, qy + dy)));
        if before > 1.0 && after > 0.0 {
            let wanted = (zoom * after / before).max(limits.min_zoom).min(limits.max_zoom);
            prop_assert!((pinched.zoom / wanted - 1.0).abs() < 1e-9, "{} {wanted}", pinched.zoom);
        }
        let clamped = panned.clamped(&limits);
        prop_assert!(world.holds((clamped.x, clamped.y)));
        for step in [Step::Left, Step::Right, Step::Up, Step::Down, Step::In, Step::Out] {
            let stepped = camera.stepped(viewport, &limits, step);
            prop_assert!(world.holds((stepped.x, stepped.y)));
            let aside = stepped.screen_from_world(viewport, (cx, cy)).0 - 400.0;
            if step == Step::Right && clamped_free(&stepped, &world) {
                prop_assert!(aside < 0.0, "looking further right moves the picture to the left: {aside}");
            }
        }
    }

    #[test]
    fn the_wheel_follows_the_fingers(spread in vec(-0.15_f64..0.15, 1..80), far in 25.0_f64..1e9) {
        // As a trackpad tells it: -100 ln s of each small spreading; together they bring it as near as the fingers went.
        let factor: f64 = spread.iter().map(|s| wheeled(-100.0 * s, 0.0)).product();
        let whole: f64 = spread.iter().sum::<f64>();
        prop_assert!((libm::log(factor) - whole).abs() < 0.02 * spread.iter().map(|s| s.abs()).sum::<f64>() + 1e-9);
        // A notch is a step of its own, the same there and back; what is turned sideways changes nothing.
        prop_assert!((1.1..1.3).contains(&wheeled(-far, 0.0)) && wheeled(-far, 0.0) == wheeled(-3.0, 1.0));
        prop_assert!((wheeled(far, 0.0) * wheeled(-far, 2.0) - 1.0).abs() < 1e-12);
        for nothing in [0.0, f64::NAN, f64::INFINITY] {
            prop_assert_eq!(wheeled(nothing, 0.0), 1.0);
        }
    }

    #[test]
    fn the_whole_is_fitted(plane in plane(), viewport in viewport()) {
        let camera = map_camera(&plane.ground, viewport);
        let bounds = plane.ground.index().bounds();
        for corner in [(bounds.left, bounds.top), (bounds.right, bounds.bottom)] {
            let (x, y) = camera.screen_from_world(viewport, corner);
            prop_assert!((-1e-6..=viewport.width + 1e-6).contains(&x) && (-1e-6..=viewport.height + 1e-6).contains(&y));
        }
    }

    #[test]
    fn what_is_found_by_place_is_what_is_there(
        points in vec((-50_i32..50, -50_i32..50), 0..200), at in (-80.0_f64..80.0, -80.0_f64..80.0),
        radius in 0.0_f64..60.0, odd: bool,
    ) {
        let points: Vec<(f64, f64)> = points.iter().map(|(x, y)| (f64::from(*x), f64::from(*y) * 0.3)).collect();
        let index = PointIndex::new(points.clone());
        let wanted = |ix: u32| !odd || ix % 2 == 1;
        let square = |p: &(f64, f64)| (p.0 - at.0) * (p.0 - at.0) + (p.1 - at.1) * (p.1 - at.1);
        let all = (0_u32..).zip(&points).filter(|(ix, p)| wanted(*ix) && square(p) <= radius * radius);
        let nearest = all.min_by(|a, b| square(a.1).total_cmp(&square(b.1)).then(a.0.cmp(&b.0))).map(|(ix, _)| ix);
        prop_assert_eq!(index.nearest(at, radius, wanted), nearest);
        let room = Bounds { left: at.0 - radius, top: at.1 - 3.0, right: at.0 + radius, bottom: at.1 + 3.0 };
        let mut found = Vec::new();
        index.visit(&room, |ix| { found.push(ix); true });
        found.sort_unstable();
        let held: Vec<u32> = (0_u32..).zip(&points).filter(|(_, p)| room.holds(**p)).map(|(ix, _)| ix).collect();
        prop_assert_eq!(found, held);
    }

    #[test]
    fn the_pointer_finds_the_mark_that_lies_above(plane in plane(), viewport in viewport(), x in 0.0_f64..1.0, y in 0.0_f64..1.0) {
        let scene = map_picture(&plane.ground, &plane.shown, &frame(map_camera(&plane.ground, viewport), viewport));
        let at = (x * viewport.width, y * viewport.height);
        let solid = scene.marks.iter().rev().filter(|m| is_solid(m) || matches!(m.shape, Shape::Text(_)));
        let under = solid.filter(|m| m.target != Target::None).find(|m| m.shape.distance(at) == 0.0);
        if let Some(under) = under {
            prop_assert_eq!(scene.hit(at, 20.0), Some(under));
        }
        for mark in scene.marks.iter().filter(|m| is_solid(m)) {
            let found = scene.hit(mark.shape.bounds().centre(), 0.0);
            prop_assert!(found.is_some_and(|f| f.shape.distance(mark.shape.bounds().centre()) == 0.0));
        }
    }

    #[test]
    fn a_matrix_is_legible_and_holds_each_link_twice(
        plane in plane(), viewport in viewport(), look in look(), by_document: bool,
    ) {
        let Plane { ground, shown } = plane;
        let arrange = if by_document { Arrange::Documents } else { Arrange::Communities };
        let matrix = Matrix::new(&ground, &shown, arrange);
        let (nearer, dx, dy, mirrored) = look;
        let fit = matrix_camera(&matrix, viewport).mirrored(mirrored);
        let limits = matrix_limits(&matrix, viewport);
        let camera = fit.zoomed(viewport, &limits, (viewport.width / 2.0, viewport.height / 2.0), nearer);
        let camera = camera.panned(dx * viewport.width, dy * viewport.height).clamped(&limits);
        let scene = matrix_picture(&ground, &shown, &matrix, &frame(camera, viewport));
        check(&scene)?;
        check_svg(&scene)?;
        prop_assert_eq!(scene.marks.is_empty(), matrix.passages().is_empty());
        prop_assert!(count(&scene, is_cell) <= MAX_CELLS);
        let other = matrix_picture(&ground, &shown, &matrix, &frame(camera.mirrored(!mirrored), viewport));
        let (a, b) = if mirrored { (scene, other.mirrored()) } else { (scene.mirrored(), other) };
        prop_assert_eq!(a, b);
        // In the whole, every link is in the cell of its row and column, and in that of its column and row.
        let whole = matrix_picture(&ground, &shown, &matrix, &frame(fit, viewport));
        let sum: usize = whole.marks.iter().map(|m| match m.target {
            Target::Cell { links, .. } => links as usize,
            _ => usize::from(is_cell(m)),
        }).sum();
        let between = |t: &&Thread| {
            let is_in = |ix: u32| matrix.passages().contains(&ix);
            is_in(t.from) && is_in(t.to)
        };
        let links: Vec<(u32, u32)> = plane_threads(&shown, &ground).iter().filter(between).map(|t| (t.from.min(t.to), t.from.max(t.to))).collect();
        let each = if whole.marks.iter().any(|m| matches!(m.target, Target::Cell { .. })) {
            2 * links.len()
        } else {
            // Two links between the same two passages share their cells.
            let mut distinct = links;
            distinct.sort_unstable();
            distinct.dedup();
            2 * distinct.len()
        };
        if viewport.width >= 200.0 && viewport.height >= 200.0 {
            prop_assert_eq!(sum, each);
        }
    }

    #[test]
    fn a_timeline_is_legible(
        plane in plane(), viewport in viewport(), look in look(), names in 0_usize..9,
        dates in vec(prop::option::of((1945_u16..2025, 1_u8..13)), 9),
    ) {
        let Plane { ground, shown } = plane;
        let dates: Vec<Option<Date>> = dates.into_iter().map(|d| d.and_then(|(y, m)| Date::new(y, m, 1))).collect();
        let families = (0..ground.len()).map(|ix| (ix % 251) as u8).collect();
        let timeline = Timeline::new(dates, families);
        let words: Vec<String> = (0..names).map(|i| format!("Family {i}, with a long name")).collect();
        let tick = |year: u32, month: Option<u32>| month.map_or(year.to_string(), |m| format!("{year}-{m:02}"));
        let words = Dates { tick: &tick, undated: "without a date", families: &words };
        let (nearer, dx, dy, mirrored) = look;
        let fit = timeline_camera(&timeline, viewport, names).mirrored(mirrored);
        let limits = timeline_limits(&timeline, viewport, names);
        let camera = fit.zoomed(viewport, &limits, (viewport.width / 2.0, viewport.height / 2.0), nearer);
        let camera = camera.panned(dx * viewport.width, dy * viewport.height).clamped(&limits);
        for camera in [fit, camera] {
            let scene = timeline_picture(&ground, &shown, &timeline, &words, &frame(camera, viewport));
            check(&scene)?;
            check_svg(&scene)?;
            prop_assert_eq!(scene.marks.is_empty(), ground.is_empty());
            let arcs = count(&scene, |m| matches!(m.shape, Shape::Curve { .. }));
            prop_assert!(arcs <= MAX_ARCS);
            let document = |m: &Mark| is_solid(m) && matches!(m.target, Target::Document(_));
            prop_assert!(count(&scene, document) <= MAX_DOCUMENTS);
            let other = timeline_picture(&ground, &shown, &timeline, &words, &frame(camera.mirrored(!mirrored), viewport));
            let (a, b) = if mirrored { (scene, other.mirrored()) } else { (scene.mirrored(), other) };
            prop_assert_eq!(a, b);
        }
    }

    #[test]
    fn the_keyboard_reaches_what_is_there(plane in plane(), viewport in viewport(), mirrored: bool) {
        let Plane { ground, shown } = plane;
        let camera = map_camera(&ground, viewport).mirrored(mirrored);
        let scene = map_picture(&ground, &shown, &frame(camera, viewport));
        let order = stops(&scene, mirrored);
        let solid: std::collections::BTreeSet<Target> =
            scene.marks.iter().filter(|m| is_solid(m) && m.target != Target::None).map(|m| m.target).collect();
        prop_assert_eq!(order.iter().copied().collect::<std::collections::BTreeSet<_>>(), solid);
        for from in order.iter().take(20) {
            for (there, back) in [(Direction::Left, Direction::Right), (Direction::Up, Direction::Down)] {
                let (Some(next), Some(own)) = (neighbour(&scene, *from, there), mark_of(&scene, *from)) else { continue };
                let (a, b) = (own.shape.bounds().centre(), mark_of(&scene, next).expect("a mark").shape.bounds().centre());
                let is_there = if there == Direction::Left { b.0 < a.0 } else { b.1 < a.1 };
                prop_assert!(is_there);
                prop_assert!(neighbour(&scene, next, back).is_some());
            }
        }
        for ix in (0..ground.len() as u32).take(50) {
            let next = linked(&shown, ix);
            prop_assert_eq!(next.len(), shown.degree(ix) as usize);
            prop_assert!(next.iter().all(|other| linked(&shown, *other).contains(&ix)));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    #[test]
    fn documents_side_by_side_and_the_numbers_above_them(
        compiled in compiled(), query in prop::sample::select(vec!["", "remittances", "diaspora", "zzz"]),
        width in 1.0_f64..2000.0, mirrored: bool, open in 0_usize..40,
    ) {
        let corpus = Corpus::new(compiled);
        let state = ViewState::default().looking_for(query);
        let state = match open < corpus.len() {
            true => state.at(Some(&corpus.id(open as u32))),
            false => state,
        };
        let selection = select(&corpus, &state);
        let last = corpus.documents().len().saturating_sub(1);
        let drawn = threads(&corpus, &selection, (0, last), false);
        let links = corpus.links().iter().filter(|l| {
            let ends = (corpus.document_ix(l.from), corpus.document_ix(l.to));
            last > 0 && (ends == (Some(0), Some(last)) || ends == (Some(last), Some(0)))
        });
        let links = links.count();
        if last > 0 {
            prop_assert_eq!(drawn.links, links);
            prop_assert_eq!(drawn.curves.len(), links.min(MAX_THREADS));
            // What is narrowed down to is what is listed.
            let listed = threads(&corpus, &selection, (0, last), true);
            let is_between = |at: &usize| drawn.curves.iter().any(|curve| curve.link == *at);
            let expected = selection.links.iter().filter(|at| is_between(at)).count();
            prop_assert!(links > MAX_THREADS || listed.links == expected, "{} of {}", listed.links, expected);
            let held: usize = drawn.bars.iter().map(|b| (b.until - b.paragraph) as usize).sum();
            let all = corpus.documents()[0].paragraphs.len() + corpus.documents()[last].paragraphs.len();
            prop_assert_eq!(held, all);
        }
        let scene = threads_picture(&corpus, &selection, (0, last), width, mirrored);
        check(&scene)?;
        check_svg(&scene)?;
        let other = threads_picture(&corpus, &selection, (0, last), width, !mirrored);
        prop_assert_eq!(if mirrored { scene } else { scene.mirrored() }, if mirrored { other.mirrored() } else { other });
        // The numbers.
        let ground = Ground::of(&corpus, None, None);
        let shown = Shown::of(&ground, &corpus, &selection);
        let numbers = summary(&ground, &shown, &corpus);
        prop_assert_eq!(numbers.passages, selection.rows.len());
        prop_assert_eq!(numbers.links, selection.links.len());
        prop_assert_eq!(numbers.of, corpus.len());
        let mut documents: Vec<_> = selection.rows.iter().map(|r| corpus.document_ix(r.paragraph)).collect();
        documents.sort_unstable();
        documents.dedup();
        prop_assert_eq!(numbers.documents, documents.len());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(80))]
    #[test]
    fn a_line_around_marks_holds_the_passages_for_which_they_stand(
        compiled in compiled(), query in prop::sample::select(vec!["", "remittances", "diaspora", "zzz"]),
        across in 0.0_f64..1.0, grouped: bool, mirrored: bool, look in look(),
    ) {
        let corpus = Corpus::new(compiled);
        let selection = select(&corpus, &ViewState::default().showing(View::Find).looking_for(query));
        let groups: Vec<Option<u32>> = corpus.indices().map(|ix| Some(ix % 3)).collect();
        let points = corpus.indices().map(|ix| (f64::from(ix % 17), f64::from(ix / 17) * 0.7)).collect();
        let documents = corpus.indices().map(|ix| corpus.document_ix(ix).unwrap_or(0) as u32).collect();
        let ground = match grouped {
            true => Ground::new(points, documents, &groups, vec!["a".to_owned(); 3], true),
            false => Ground::of(&corpus, None, None),
        };
        let shown = Shown::of(&ground, &corpus, &selection);
        let (matrix, timeline) = (Matrix::new(&ground, &shown, Arrange::Documents), Timeline::of(&corpus));
        let viewport = Viewport::new(900.0, 640.0);
        let camera = matrix_camera(&matrix, viewport);
        let drawn = Drawn { corpus: &corpus, ground: &ground, shown: &shown, matrix: &matrix, timeline: &timeline, camera };
        let families = vec!["One".to_owned()];
        let tick = |year: u32, _: Option<u32>| year.to_string();
        let dates = Dates { tick: &tick, undated: "undated", families: &families };
        let of = |camera: Camera| frame(camera.mirrored(mirrored), viewport);
        let listed: Vec<u32> = corpus.indices().filter(|ix| shown.is_listed(*ix)).collect();
        let map = map_picture(&ground, &shown, &of(map_camera(&ground, viewport)));
        let themes = themes_picture(&ground, &shown, &corpus, &|ix| ix.to_string(), &of(map_camera(&ground, viewport)));
        let time = timeline_picture(&ground, &shown, &timeline, &dates, &of(timeline_camera(&timeline, viewport, 1)));
        let cells = matrix_picture(&ground, &shown, &matrix, &of(camera));
        let around = |left: f64, right: f64| [(left, -1e5), (right, -1e5), (right, 1e5), (left, 1e5)];
        let all = around(-1e5, 1e5);
        // Around the whole are all that are listed, and never what is not.
        for scene in [&map, &themes, &time] {
            prop_assert_eq!(&caught(scene, &all, &drawn), &listed);
        }
        let linked: Vec<u32> = listed.iter().copied().filter(|ix| shown.degree(*ix) > 0).collect();
        let held = caught(&cells, &all, &drawn);
        prop_assert!(held.iter().all(|ix| listed.contains(ix)));
        prop_assert!(linked.iter().all(|ix| held.contains(ix) || !matrix.passages().contains(ix)), "{:?} {:?}", linked, held);
        // Nearer, around all that is in view are those alone of which a row or a column is there, beside the labels.
        let ((nearer, dx, dy, _), limits) = (look, matrix_limits(&matrix, viewport));
        let near = camera.zoomed(viewport, &limits, (450.0, 320.0), nearer);
        let near = near.panned(dx * viewport.width, dy * viewport.height).clamped(&limits);
        let is_in_view = |ix: &u32| matrix.passages().iter().position(|listed| listed == ix).is_some_and(|place| {
            let at = |place: f64| near.screen_from_world(viewport, (place, place));
            let (from, to) = (at(place as f64), at(place as f64 + 1.0));
            (from.0 < 900.0 && to.0 > 180.0) || (from.1 < 640.0 && to.1 > 96.0)
        });
        let held = caught(&matrix_picture(&ground, &shown, &matrix, &of(near)), &all, &Drawn { camera: near, ..drawn });
        prop_assert!(held.iter().all(is_in_view), "{:?} from {:?}", held, near);
        // What is on the one side and what is on the other are together the whole.
        let cut = across * 900.0 + 0.123_456_7;
        for scene in [&map, &themes] {
            let mut sides = caught(scene, &around(-1e5, cut), &drawn);
            sides.extend(caught(scene, &around(cut, 1e5), &drawn));
            sides.sort_unstable();
            sides.dedup();
            prop_assert_eq!(&sides, &listed);
        }
        for mark in map.marks.iter().filter(|m| is_solid(m) && matches!(m.target, Target::Passage(_))) {
            let (x, y) = mark.shape.bounds().centre();
            let close = [(x - 0.01, y - 0.01), (x + 0.01, y - 0.01), (x, y + 0.01)];
            let Target::Passage(ix) = mark.target else { continue };
            prop_assert_eq!(caught(&map, &close, &drawn).contains(&ix), shown.is_listed(ix));
        }
        for nothing in [&[][..], &[(0.0, 0.0), (900.0, 0.0)], &[(0.0, f64::NAN), (900.0, 0.0), (0.0, 900.0)]] {
            prop_assert_eq!(caught(&map, nothing, &drawn), Vec::<u32>::new());
        }
    }
}

fn is_cell(mark: &Mark) -> bool {
    is_solid(mark) && matches!(mark.target, Target::Cell { .. } | Target::Link(_))
}

/// The threads of a selection, each once.
fn plane_threads(shown: &Shown, ground: &Ground) -> Vec<Thread> {
    let of = |ix: u32| {
        shown.threads_of(ix).filter(move |(_, t)| t.from == ix).map(|(_, t)| *t).collect::<Vec<_>>()
    };
    (0..ground.len() as u32).flat_map(of).collect()
}

fn has_listed(ground: &Ground, shown: &Shown) -> bool {
    (0..ground.len() as u32).any(|ix| shown.is_listed(ix))
}

fn clamped_free(camera: &Camera, world: &Bounds) -> bool {
    camera.x > world.left && camera.x < world.right
}

#[test]
fn sixty_thousand_passages_are_a_picture() {
    for (communities, even) in [(true, false), (false, false), (true, true)] {
        let Plane { ground, shown } = big(60_000, communities, even);
        for size in [(1280.0, 700.0), (320.0, 480.0)] {
            let viewport = Viewport::new(size.0, size.1);
            for nearer in [0.5, 1.0, 4.0, 16.0, 64.0] {
                let camera = camera(&ground, viewport, (nearer, 0.02, 0.01, false));
                let scene = map_picture(&ground, &shown, &frame(camera, viewport));
                check(&scene).expect("a legible picture");
                check_bounded(&scene).expect("a bounded picture");
                assert!(count(&scene, is_solid) > 3, "{nearer} of {size:?} says something");
            }
        }
    }
}

#[test]
fn sixty_thousand_passages_are_a_matrix_and_a_timeline() {
    let Plane { ground, shown } = big(60_000, true, false);
    let dates = (0..1500).map(|d| Date::new(1950 + d / 20, 1 + (d % 12) as u8, 1)).collect();
    let timeline = Timeline::new(dates, (0..60_000).map(|ix| 1 << (ix % 8)).collect());
    let families: Vec<String> = (0..8).map(|i| format!("Family {i}")).collect();
    let tick = |year: u32, _: Option<u32>| year.to_string();
    let words = Dates { tick: &tick, undated: "undated", families: &families };
    for arrange in [Arrange::Documents, Arrange::Communities] {
        let matrix = Matrix::new(&ground, &shown, arrange);
        for size in [(1280.0, 700.0), (320.0, 480.0)] {
            let viewport = Viewport::new(size.0, size.1);
            for nearer in [1.0, 30.0, 1e6] {
                let limits = matrix_limits(&matrix, viewport);
                let fit = matrix_camera(&matrix, viewport);
                let middle = fit.screen_from_world(viewport, (30_000.0, 30_000.0));
                let camera = fit.zoomed(viewport, &limits, middle, nearer);
                let scene = matrix_picture(&ground, &shown, &matrix, &frame(camera, viewport));
                check(&scene).expect("a legible picture");
                assert!(scene.marks.len() < MAX_CELLS + 1000, "{}", scene.marks.len());
                assert!(nearer > 100.0 || count(&scene, is_cell) > 3);
            }
            for nearer in [1.0, 8.0, 100.0] {
                let limits = timeline_limits(&timeline, viewport, 8);
                let camera =
                    timeline_camera(&timeline, viewport, 8).zoomed(viewport, &limits, (300.0, 200.0), nearer);
                let scene = timeline_picture(&ground, &shown, &timeline, &words, &frame(camera, viewport));
                check(&scene).expect("a legible picture");
                assert!(scene.marks.len() < 3000 && count(&scene, is_solid) > 1, "{}", scene.marks.len());
            }
        }
    }
}

#[test]
fn what_the_filters_leave_is_seen_among_many() {
    let Plane { ground, .. } = big(10_000, true, false);
    let chosen = [17, 4_000, 9_999];
    let listed = (0..10_000).map(|ix| chosen.contains(&ix)).collect();
    let shown = Shown::new(&ground, listed, None, Vec::new());
    let viewport = Viewport::new(800.0, 600.0);
    let scene = map_picture(&ground, &shown, &frame(map_camera(&ground, viewport), viewport));
    let mut seen: Vec<Target> = scene.marks.iter().filter(|m| is_solid(m)).map(|m| m.target).collect();
    seen.sort_unstable();
    assert_eq!(seen, chosen.map(Target::Passage));
}

#[test]
fn where_nothing_is_found_nothing_is_counted() {
    let Plane { ground, .. } = big(600, true, false);
    let dates = (0..15).map(|d| Date::new(1990 + d, 1, 1)).collect();
    let timeline = Timeline::new(dates, vec![3; 600]);
    let families: Vec<String> = (0..8).map(|i| format!("Family {i}")).collect();
    let tick = |year: u32, _: Option<u32>| year.to_string();
    let words = Dates { tick: &tick, undated: "undated", families: &families };
    let viewport = Viewport::new(800.0, 600.0);
    let camera = timeline_camera(&timeline, viewport, 8);
    for found in [true, false] {
        let shown = Shown::new(&ground, vec![found; 600], None, Vec::new());
        let scene = timeline_picture(&ground, &shown, &timeline, &words, &frame(camera, viewport));
        assert_eq!(count(&scene, is_solid) > 0, found, "marks that stand for passages");
        let matrix = Matrix::new(&ground, &shown, Arrange::Documents);
        assert_eq!(matrix.passages().len(), if found { 600 } else { 0 });
        let scene =
            matrix_picture(&ground, &shown, &matrix, &frame(matrix_camera(&matrix, viewport), viewport));
        check(&scene).expect("a legible picture");
    }
}

#[test]
fn the_keyboard_goes_to_what_is_listed_and_has_a_place() {
    let mut points = vec![(1.0, 1.0), (2.0, 1.0), (3.0, 1.0), (4.0, 1.0)];
    points[2] = (f64::NAN, f64::NAN);
    let ground = Ground::new(points, vec![0; 4], &[], Vec::new(), true);
    let walk = |listed: [bool; 4], open| {
        let shown = Shown::new(&ground, listed.to_vec(), open, Vec::new());
        placed(&ground, &shown).collect::<Vec<_>>()
    };
    assert_eq!(walk([true; 4], None), [0, 1, 3]);
    assert_eq!(walk([false, true, true, false], None), [1]);
    assert_eq!(walk([false, true, false, false], Some(3)), [1, 3], "what is open");
    assert_eq!(walk([false; 4], None), [0, 1, 3], "all, where nothing is found");
}

#[test]
fn twenty_thousand_passages_at_one_place_are_bounded() {
    let points = vec![(1.0, 1.0); 20_000];
    let ground = Ground::new(points, vec![0; 20_000], &[], Vec::new(), true);
    let thread =
        |at: u32| Thread { link: at as usize, from: at, to: at + 1, score: 0.5, family: None, drawn: true };
    let shown = Shown::new(&ground, vec![true; 20_000], Some(3), (0..19_999).map(thread).collect());
    let viewport = Viewport::new(800.0, 600.0);
    let scene = map_picture(&ground, &shown, &frame(map_camera(&ground, viewport), viewport));
    check(&scene).expect("legible");
    check_bounded(&scene).expect("bounded");
}
