//! How long pictures take to compute, the map at three zooms: `passages-bench scene`.
//!
//! The graphs are made up: heaps of passages in 120 communities along a spiral, each passage with three links.

use passages_core::date::Date;
use passages_core::scene::{
    Arrange, Camera, Dates, Frame, Ground, Matrix, Palette, Scene, Shown, Thread, Timeline, Viewport,
    estimated_width, map_camera, map_limits, map_picture, matrix_camera, matrix_picture, svg,
    timeline_camera, timeline_picture,
};
use std::time::Instant;
use wasm_bindgen::prelude::wasm_bindgen;

/// Communities of the made-up graphs.
const HEAPS: u32 = 120;
const WORDS: [&str; 8] =
    ["remittances", "diaspora", "labour", "return", "students", "health", "refugees", "statistics"];

/// Runs the job and gives one line of JSON. `--sizes 1000,10000`, `--rounds 15`; `--svg DIR` also writes each picture
/// as a file.
pub fn run(arguments: &[String]) -> Result<String, String> {
    let option = |name: &str| {
        let at = arguments.iter().position(|a| a == name)?;
        arguments.get(at + 1).cloned()
    };
    let rounds: usize = option("--rounds").and_then(|r| r.parse().ok()).unwrap_or(15).max(1);
    let folder = option("--svg");
    let sizes = option("--sizes").unwrap_or_else(|| "1000,10000,60000".to_owned());
    let mut parts = vec!["\"what\":\"scene\",\"unit\":\"ms\"".to_owned()];
    for size in sizes.split(',').filter_map(|s| s.trim().parse::<u32>().ok()) {
        let (ground_ms, ground) = timed(rounds.min(5), || {
            let (points, documents, groups, names) = heaps(size);
            let start = Instant::now();
            (Ground::new(points, documents, &groups, names, true), start)
        });
        let (shown_ms, shown) = timed(rounds.min(5), || {
            let (listed, threads) = (vec![true; size as usize], threads(size));
            let start = Instant::now();
            (Shown::new(&ground, listed, None, threads), start)
        });
        let (timeline_of, viewport) = (timeline(size), Viewport::new(1280.0, 720.0));
        let matrix = Matrix::new(&ground, &shown, Arrange::Communities);
        let mut pictures = vec![format!("\"ground\":{ground_ms:.3},\"shown\":{shown_ms:.3}")];
        let mut draw = |name: &str, picture: &dyn Fn() -> Scene| -> Result<(), String> {
            let (ms, scene) = timed(rounds, || {
                let start = Instant::now();
                (picture(), start)
            });
            pictures.push(format!("\"{name}\":{{\"ms\":{ms:.3},\"marks\":{}}}", scene.marks.len()));
            if let Some(folder) = &folder {
                let text = svg(&scene, &Palette::PRINT, name, "");
                std::fs::write(format!("{folder}/{name}-{size}.svg"), text).map_err(|e| e.to_string())?;
            }
            Ok(())
        };
        for (name, nearer) in [("map_whole", 1.0), ("map_nearer", 4.0), ("map_close", 16.0)] {
            let camera = look(&ground, viewport, nearer);
            draw(name, &|| with_frame(camera, viewport, &|frame| map_picture(&ground, &shown, frame)))?;
        }
        let camera = matrix_camera(&matrix, viewport);
        draw("matrix", &|| with_frame(camera, viewport, &|f| matrix_picture(&ground, &shown, &matrix, f)))?;
        let families: Vec<String> = WORDS.iter().map(|w| (*w).to_owned()).collect();
        let tick =
            |year: u32, month: Option<u32>| month.map_or(year.to_string(), |m| format!("{year}-{m:02}"));
        let dates = Dates { tick: &tick, undated: "undated", families: &families };
        let camera = timeline_camera(&timeline_of, viewport, families.len());
        draw("timeline", &|| {
            with_frame(camera, viewport, &|f| timeline_picture(&ground, &shown, &timeline_of, &dates, f))
        })?;
        parts.push(format!("\"{size}\":{{{}}}", pictures.join(",")));
    }
    Ok(format!("{{{}}}", parts.join(",")))
}

/// The shortest time of some rounds, and what the last one made. On a machine that others share, the shortest is the
/// one that was disturbed least.
fn timed<T>(rounds: usize, mut round: impl FnMut() -> (T, Instant)) -> (f64, T) {
    let (mut made, start) = round();
    let mut best = start.elapsed().as_secs_f64() * 1000.0;
    for _ in 1..rounds {
        let start;
        (made, start) = round();
        best = best.min(start.elapsed().as_secs_f64() * 1000.0);
    }
    (best, made)
}

/// The map of a made-up graph, for the benchmark in wasm.
#[wasm_bindgen]
pub struct SceneBench {
    ground: Ground,
    shown: Shown,
}

#[wasm_bindgen]
impl SceneBench {
    /// Of so many passages.
    #[wasm_bindgen(constructor)]
    pub fn new(size: u32) -> Self {
        let (points, documents, groups, names) = heaps(size);
        let ground = Ground::new(points, documents, &groups, names, true);
        let shown = Shown::new(&ground, vec![true; size as usize], None, threads(size));
        Self { ground, shown }
    }

    /// Computes the picture, `nearer` times as near as the whole, and tells how many marks it has.
    pub fn draw(&self, nearer: f64) -> usize {
        let viewport = Viewport::new(1280.0, 720.0);
        let camera = look(&self.ground, viewport, nearer);
        with_frame(camera, viewport, &|frame| map_picture(&self.ground, &self.shown, frame)).marks.len()
    }
}

/// The map of a made-up graph, `nearer` times as near as the whole; on 1280 × 720 pixels.
#[cfg(target_arch = "wasm32")]
pub(crate) fn heap_picture(size: u32, nearer: f64) -> Scene {
    let (bench, viewport) = (SceneBench::new(size), Viewport::new(1280.0, 720.0));
    let camera = look(&bench.ground, viewport, nearer);
    with_frame(camera, viewport, &|frame| map_picture(&bench.ground, &bench.shown, frame))
}

/// Nearer than the whole, a little aside of the middle.
fn look(ground: &Ground, viewport: Viewport, nearer: f64) -> Camera {
    let limits = map_limits(ground, viewport);
    map_camera(ground, viewport).zoomed(viewport, &limits, (660.0, 350.0), nearer)
}

fn with_frame(camera: Camera, viewport: Viewport, picture: &dyn Fn(&Frame) -> Scene) -> Scene {
    let (key, name) =
        (|ix: u32| (ix % 100).to_string(), |ix: u32| format!("Resolution {}, para. {ix}", ix / 40));
    let (document, number) = (|d: u32| format!("Resolution {d}"), |n: usize| n.to_string());
    let (key, name, document, number) = (&key, &name, &document, &number);
    picture(&Frame { camera, viewport, measure: &estimated_width, key, name, document, number })
}

/// Documents of forty passages over seventy-five years.
fn timeline(count: u32) -> Timeline {
    let date = |d: u32| Date::new(1945 + (d * 7 % 75) as u16, 1 + (d % 12) as u8, 1).filter(|_| d % 50 != 49);
    Timeline::new((0..count / 40 + 1).map(date).collect(), (0..count).map(|ix| 1 << (ix % 8)).collect())
}

type Heaps = (Vec<(f64, f64)>, Vec<u32>, Vec<Option<u32>>, Vec<String>);

/// Places, documents and communities of so many passages, and the names of the communities.
fn heaps(count: u32) -> Heaps {
    let inner = spiral(count / HEAPS + 1, 0.5);
    let middles = spiral(HEAPS, 0.62 * f64::from(count / HEAPS + 1).sqrt());
    let at = |ix: u32| {
        let (a, b) = (middles.get((ix % HEAPS) as usize), inner.get((ix / HEAPS) as usize));
        a.zip(b).map_or((0.0, 0.0), |(a, b)| (a.0 + b.0, a.1 + b.1))
    };
    let words =
        ["remittances", "diaspora", "labour", "return", "students", "health", "refugees", "statistics"];
    let word = |i: usize| words.get(i % words.len()).copied().unwrap_or_default();
    let names = (0..HEAPS as usize).map(|i| format!("{}, {}", word(i), word(i / 8 + 3))).collect();
    let groups = (0..count).map(|ix| Some(ix % HEAPS)).collect();
    ((0..count).map(at).collect(), (0..count).map(|ix| ix / 40).collect(), groups, names)
}

/// Evenly from the middle outwards, by turns of the golden angle.
fn spiral(count: u32, scale: f64) -> Vec<(f64, f64)> {
    let (cos, sin) = (-0.737_368_878_078_319_9, 0.675_490_294_261_523_7);
    let (mut x, mut y) = (1.0_f64, 0.0_f64);
    let turn = |i: u32| {
        (x, y) = (x * cos - y * sin, x * sin + y * cos);
        let radius = scale * (f64::from(i) + 0.5).sqrt();
        (x * radius, y * radius)
    };
    (0..count).map(turn).collect()
}

/// Three links a passage: two in its community, one anywhere; strongest first.
fn threads(count: u32) -> Vec<Thread> {
    let mut threads = Vec::new();
    for (nth, step) in [HEAPS, 5 * HEAPS, 7919].into_iter().enumerate() {
        for from in 0..count {
            let (link, score) = (threads.len(), 0.9 - 0.2 * nth as f32);
            let family = Some((from % 9) as u8).filter(|f| *f < 8);
            threads.push(Thread { link, from, to: (from + step) % count, score, family, drawn: true });
        }
    }
    threads
}
