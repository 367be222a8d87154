//! Many passages as few clusters: the cut through the tree of the ground that is seen, and the links between them.

use super::frame::{Frame, MARGIN};
use super::ground::{ALONE, Ground, Kind};
use super::label::{Labels, beside, fixed_text, shortened};
use super::mark::{Anchor, Bounds, LINE_HEIGHT, Paint, Scene, Shape, Target, Tint, Tone};
use super::shown::Shown;
use super::singly::{bent, node};
use super::subject::Subject;
use crate::number::Within;
use crate::order::sort_by;
use std::collections::BinaryHeap;

/// Clusters drawn at most, single passages among them included.
pub const MAX_CLUSTERS: usize = 400;
/// Bundles of links between clusters drawn at most, the strongest first.
pub const MAX_BUNDLES: usize = 1200;
/// Radius in pixels from which a circle is split in two: this, or this part of the shorter side of the screen.
const SPLIT: (f64, f64) = (64.0, 0.2);
/// Least radius of a circle in pixels.
const LEAST: f64 = 5.0;

/// A circle that stands for passages.
struct Bubble {
    /// Its cluster.
    cluster: u32,
    /// On the screen.
    at: (f64, f64),
    radius: f64,
    /// Passages that count.
    count: u32,
    /// The passage itself, where it is only one.
    single: Option<u32>,
}

/// Draws clusters for the passages in view, the links between them, and their names.
pub(super) fn clusters(of: Subject<'_>, labels: &mut Labels, scene: &mut Scene) {
    let Subject { ground, shown, frame } = of;
    let mut bubbles = cut(of);
    // Large ones lie below small ones.
    sort_by(&mut bubbles, |a, b| b.count.cmp(&a.count).then(a.cluster.cmp(&b.cluster)));
    bubbles.truncate(MAX_CLUSTERS);
    bundles(ground, shown, &bubbles, scene);
    for bubble in &bubbles {
        match bubble.single {
            Some(ix) => node(of, ix, scene),
            None => {
                let tone = if shown.count == 0 { Tone::Dimmed } else { Tone::Plain };
                let holds_open = shown.open.is_some_and(|o| {
                    ground.cluster(bubble.cluster).is_some_and(|c| ground.passages(c).contains(&o))
                });
                let paint = match holds_open {
                    true => Paint::outlined(Tint::HighlightSoft, Tint::Highlight).toned(Tone::Lit),
                    false => Paint::outlined(Tint::Deep, Tint::Quiet).toned(tone),
                };
                let (x, y) = bubble.at;
                scene.push(
                    Shape::Circle { x, y, radius: bubble.radius },
                    paint,
                    ground.target(bubble.cluster),
                );
            }
        }
    }
    for at in (0..bubbles.len()).filter(|at| bubbles.get(*at).is_some_and(|b| b.single.is_none())) {
        name(ground, frame, &bubbles, at, labels, scene);
    }
}

/// Refines the largest clusters first, until each is small enough to be one circle or the budget is spent.
fn cut(of: Subject<'_>) -> Vec<Bubble> {
    let Subject { ground, shown, frame } = of;
    let view = frame.viewport.bounds();
    let split = SPLIT.0.max(SPLIT.1 * frame.viewport.width.min(frame.viewport.height));
    let scale = shown.scale * frame.camera.zoom;
    let seen = frame.camera.seen(frame.viewport).grown(MARGIN / frame.camera.zoom);
    let mut open: BinaryHeap<u64> = BinaryHeap::new();
    let mut done: Vec<Bubble> = Vec::new();
    let mut singles: Vec<Bubble> = Vec::new();
    let look = |number: u32| {
        let cluster = ground.cluster(number)?;
        let (count, middle) = shown.weigh(cluster.start, cluster.end);
        if count == 0 || !reaches(&cluster.bounds, &seen) {
            return None;
        }
        let middle = shown.moved(number).unwrap_or(middle);
        let (at, radius) = (frame.at(middle), (scale * f64::from(count).sqrt()).max(LEAST));
        let priority = match cluster.kind {
            // Groups are shown before they are split.
            Kind::Gathered => u32::MAX / 2 + cluster.groups.min(u32::MAX / 2),
            _ => radius.min(1e6) as u32,
        };
        Some((
            u64::from(priority) << 32 | u64::from(!number),
            Bubble { cluster: number, at, radius, count, single: None },
        ))
    };
    open.extend(look(0).map(|(key, _)| key));
    while let Some(key) = open.pop() {
        let number = !(key as u32);
        let (Some((_, bubble)), Some(cluster)) = (look(number), ground.cluster(number)) else { continue };
        let (x, y) = bubble.at;
        // Once a circle has left the view, those of its passages that have not are shown by its parts.
        let is_seen = view.overlaps(&Shape::Circle { x, y, radius: bubble.radius }.bounds());
        let too_large = cluster.kind == Kind::Gathered || bubble.radius > split || !is_seen;
        let has_room = open.len() + done.len() + singles.len() + 2 <= MAX_CLUSTERS;
        if bubble.count == 1 || (too_large && has_room && cluster.halves == [0, 0]) {
            // Too small to be split: its passages themselves, as far as they can be seen.
            for ix in ground.passages(cluster).iter().filter(|ix| shown.counts(**ix)) {
                let at = frame.at(ground.point(*ix));
                if view.grown(MARGIN).holds(at) {
                    singles.push(Bubble { at, single: Some(*ix), count: 1, radius: LEAST, ..bubble });
                }
            }
        } else if too_large && has_room {
            open.extend(cluster.halves.into_iter().filter_map(|half| look(half).map(|(key, _)| key)));
        } else if is_seen {
            done.push(bubble);
        }
    }
    done.append(&mut singles);
    done
}

/// Whether they share a point, edges included.
fn reaches(a: &Bounds, b: &Bounds) -> bool {
    a.left <= b.right && b.left <= a.right && a.top <= b.bottom && b.top <= a.bottom
}

/// The links between circles, summed, as lines as wide as they are strong; the strongest first, painted last.
fn bundles(ground: &Ground, shown: &Shown, bubbles: &[Bubble], scene: &mut Scene) {
    const NONE: u16 = u16::MAX;
    let mut stands_for = vec![NONE; ground.len()];
    for (at, bubble) in (0..NONE).zip(bubbles) {
        let members = ground.cluster(bubble.cluster).map_or(&[][..], |c| ground.passages(c));
        for ix in bubble.single.as_ref().map_or(members, std::slice::from_ref) {
            if let Some(slot) = stands_for.get_mut(*ix as usize) {
                *slot = at;
            }
        }
    }
    let count = bubbles.len();
    // By pair, lower first: sum of the scores, number of links, and the strongest of them.
    let mut sums = vec![(0.0_f32, 0_u32, 0_u32); count * count];
    for (at, thread) in (0..).zip(&shown.threads) {
        let end = |ix: u32| stands_for.get(ix as usize).copied().unwrap_or(NONE);
        let (a, b) = (end(thread.from), end(thread.to));
        if a == b || a == NONE || b == NONE {
            continue;
        }
        let pair = usize::from(a.min(b)) * count + usize::from(a.max(b));
        if let Some((sum, links, strongest)) = sums.get_mut(pair) {
            *strongest = if *links == 0 { at } else { *strongest };
            (*sum, *links) = (*sum + thread.score, *links + 1);
        }
    }
    // Sums are not negative, so their bits are in their order; turned round, the largest comes first.
    let pairs = (0_u64..).zip(&sums).filter(|(_, s)| s.1 > 0);
    let mut keys: Vec<u64> = pairs.map(|(pair, s)| u64::from(!s.0.to_bits()) << 32 | pair).collect();
    keys.sort_unstable();
    keys.truncate(MAX_BUNDLES);
    for key in keys.into_iter().rev() {
        let pair = (key & u64::from(u32::MAX)) as usize;
        let (Some((sum, links, strongest)), Some(a), Some(b)) =
            (sums.get(pair), bubbles.get(pair / count), bubbles.get(pair % count))
        else {
            continue;
        };
        let width = ((0.5 + 0.3 * f64::from(*sum).sqrt()) * 2.0).round().within(2.0, 16.0) / 2.0;
        let thread = shown.threads.get(*strongest as usize);
        let paint = Paint::stroked(Tint::of_family(thread.and_then(|t| t.family))).toned(Tone::Soft);
        let target = match (a.single, b.single, thread) {
            (Some(_), Some(_), Some(thread)) => Target::Link(thread.link),
            _ => Target::Between { a: a.cluster.min(b.cluster), b: a.cluster.max(b.cluster), links: *links },
        };
        scene.push_line(Shape::Curve { points: bent(a.at, b.at), width }, paint, target);
    }
}

/// Name and count of a circle: both inside where they fit, in two lines if need be; else the name beside it, where it
/// does not lie on another circle; else as much of it inside as fits.
fn name(
    ground: &Ground,
    frame: &Frame,
    bubbles: &[Bubble],
    own: usize,
    labels: &mut Labels,
    scene: &mut Scene,
) {
    let Some((bubble, cluster)) = bubbles.get(own).and_then(|b| Some((b, ground.cluster(b.cluster)?))) else {
        return;
    };
    let target = ground.target(bubble.cluster);
    let ((x, y), measure) = (bubble.at, labels.measure());
    let count = (frame.number)(bubble.count as usize);
    let mut full = if cluster.group == ALONE { String::new() } else { ground.name(cluster.group).to_owned() };
    // Gathered groups carry the name of the largest, and how many more they are.
    if cluster.kind == Kind::Gathered && !full.is_empty() {
        full = full + " +" + &(frame.number)(cluster.groups.saturating_sub(1) as usize);
    }
    let mut write = |labels: &mut Labels, lines: &[(&str, f64)]| {
        let height = |size: f64| size * LINE_HEIGHT;
        let mut top = y - lines.iter().map(|(_, size)| height(*size)).fold(0.0, |sum, h| sum + h) / 2.0;
        let mut texts = Vec::new();
        for (text, size) in lines {
            let text = fixed_text(text, *size, (x, top + height(*size) / 2.0), Anchor::Middle, measure);
            let b = text.bounds();
            // The corners of the line stay within the circle.
            let (dx, dy) = (b.width() / 2.0, (b.top - y).abs().max((b.bottom - y).abs()));
            if dx * dx + dy * dy > bubble.radius * bubble.radius || !labels.is_free(&b) {
                return false;
            }
            texts.push(text);
            top += height(*size);
        }
        for text in texts {
            labels.take(text.bounds());
            let tint = if text.text == count { Tint::Quiet } else { Tint::Ink };
            scene.push(Shape::Text(text), Paint::filled(tint), target);
        }
        true
    };
    if !full.is_empty() {
        let halves = halves(&full);
        for size in [18.0, 15.0, 12.0, 11.0] {
            let small = (size * 0.75_f64).max(11.0);
            if write(labels, &[(&full, size), (&count, small)]) {
                return;
            }
            if let Some((upper, lower)) = halves
                && write(labels, &[(upper, size), (lower, size), (&count, small)])
            {
                return;
            }
        }
    }
    let size = 12.0;
    let beside = shortened(&full, size, 170.0, measure).and_then(|text| {
        let is_clear = |room: &Bounds| {
            let on = |b: &Bubble| {
                let (dx, dy) = (
                    b.at.0 - b.at.0.within(room.left, room.right),
                    b.at.1 - b.at.1.within(room.top, room.bottom),
                );
                dx * dx + dy * dy < b.radius * b.radius
            };
            (0..).zip(bubbles).all(|(at, b)| at == own || !on(b))
        };
        let places = beside((x, y), bubble.radius, size);
        let texts = places.map(|(x, y, anchor)| fixed_text(&text, size, (x, y), anchor, measure));
        texts.into_iter().find(|t| labels.is_free(&t.bounds()) && is_clear(&t.bounds()))
    });
    if let Some(text) = beside {
        let _ = write(labels, &[(&count, 11.0)]);
        labels.take(text.bounds());
        scene.push(Shape::Text(text), Paint::filled(Tint::Ink), target);
        return;
    }
    // The name alone tells more than its beginning with the count.
    if let Some((upper, lower)) = halves(&full)
        && write(labels, &[(upper, 10.5), (lower, 10.5)])
    {
        return;
    }
    let short = shortened(&full, 11.0, bubble.radius * 1.7, measure).filter(|s| s.chars().count() > 4);
    if !short.is_some_and(|short| write(labels, &[(&short, 11.0), (&count, 11.0)])) {
        let _ = write(labels, &[(&count, 11.0)]);
    }
}

/// A name in two lines: broken at the space nearest to its middle.
fn halves(name: &str) -> Option<(&str, &str)> {
    let middle = name.len() / 2;
    let spaces = name.match_indices(' ').map(|(at, _)| at);
    let at = spaces.min_by_key(|at| at.abs_diff(middle))?;
    Some((name.get(..at)?, name.get(at + 1..)?)).filter(|(a, b)| !a.is_empty() && !b.is_empty())
}
