//! The marks of a small picture, each an element: sharp at any size, and each a stop of the keyboard.

use super::board::{Board, Walk};
use super::hand::press;
use super::targets::{self, is_closed};
use crate::components::family;
use crate::dom::{Element, Event, Node, live, svg};
use leptos::prelude::*;
use passages_core::number::fixed;
use passages_core::scene::{Anchor, BASELINE, Mark, Scene, Shape, Target, Tint, Tone, cubic};

/// The picture as elements.
pub(super) fn surface(board: Board) -> Element {
    let view_box = move || {
        // A fixed picture is as high as it must be.
        let (width, height) = board.scene.with(|scene| (scene.width, scene.height));
        format!("0 0 {} {}", fixed(width, 0), fixed(height, 0))
    };
    svg("svg").class("map").live("viewBox", view_box).child(live(move || drawn(board))).child(live(
        move || {
            let line = board.outline.get();
            let points: Vec<String> =
                line.iter().map(|(x, y)| format!("{},{}", fixed(*x, 1), fixed(*y, 1))).collect();
            (!points.is_empty()).then(|| svg("polyline").class("outline").attr("points", points.join(" ")))
        },
    ))
}

fn drawn(board: Board) -> Vec<Node> {
    let walk = board.walk.get();
    board.scene.with(|scene| {
        // The keyboard enters where it stood, or at the first mark where that is not drawn.
        let entry = entry(scene, walk);
        let mut nodes = Vec::with_capacity(scene.marks.len());
        let mut seen: Vec<Target> = Vec::new();
        for mark in &scene.marks {
            let is_stop = is_closed(mark) && mark.target != Target::None && !seen.contains(&mark.target);
            nodes.push(if is_stop {
                seen.push(mark.target);
                stop(board, scene, mark, entry == Some(mark.target)).into()
            } else {
                shape(mark).attr("aria-hidden", "true").into()
            });
        }
        nodes
    })
}

fn entry(scene: &Scene, walk: Walk) -> Option<Target> {
    let mut stops = scene.marks.iter().filter(|m| is_closed(m) && m.target != Target::None);
    let first = stops.clone().next().map(|m| m.target);
    stops.find(|m| m.target == walk.at).map(|m| m.target).or(first)
}

/// A mark that the keyboard can stand on.
fn stop(board: Board, scene: &Scene, mark: &Mark, is_entry: bool) -> Element {
    let target = mark.target;
    let name = targets::name(board, target);
    let tone = match mark.paint.tone {
        Tone::Dimmed => "node dimmed",
        Tone::Lit => "node open",
        Tone::Plain | Tone::Soft => "node",
    };
    let told = name.clone();
    let entered = move |_| board.pointed.set(told.clone());
    let focused = {
        let entered = entered.clone();
        move |event| {
            entered(event);
            // However the keyboard came here, it goes on from here.
            if board.walk.with_untracked(|walk| walk.at != target) {
                board.walk.set(Walk::at(target));
            }
        }
    };
    svg("g")
        .attr("id", targets::id(scene, target))
        .class(tone)
        .attr("role", "link")
        .attr("tabindex", if is_entry { "0" } else { "-1" })
        .attr("aria-label", name)
        .on("click", move |event: Event| {
            // Of a program that reads aloud; a pointer presses the picture as a whole.
            if event.number("detail") == 0.0 {
                press(board, target);
            }
        })
        .on("pointerenter", entered)
        .on("focus", focused)
        .child(shape(mark))
}

fn tinted(tint: Option<Tint>) -> String {
    let property = tint.and_then(|tint| Tint::PROPERTIES.get(tint.index()));
    property.map_or_else(|| "none".to_owned(), |property| format!("var({property})"))
}

/// The shape of a mark.
fn shape(mark: &Mark) -> Element {
    let number = |n: f64| fixed(n, 1);
    let element = match &mark.shape {
        Shape::Circle { x, y, radius } => {
            svg("circle").attr("cx", number(*x)).attr("cy", number(*y)).attr("r", number(*radius))
        }
        Shape::Square { x, y, half } => rect(x - half, y - half, 2.0 * half, 2.0 * half),
        Shape::Diamond { x, y, half } => {
            let (left, right) = (number(x - half), number(x + half));
            let (top, bottom) = (number(y - half), number(y + half));
            let (x, y) = (number(*x), number(*y));
            svg("path").attr("d", format!("M{x} {top}L{right} {y} {x} {bottom} {left} {y}Z"))
        }
        Shape::Rect { x, y, width, height } => rect(*x, *y, *width, *height),
        Shape::Line { from, to, width } => svg("line")
            .attr("x1", number(from.0))
            .attr("y1", number(from.1))
            .attr("x2", number(to.0))
            .attr("y2", number(to.1))
            .attr("stroke-width", number(*width)),
        Shape::Curve { points, width } => {
            svg("path").attr("d", cubic(*points)).attr("stroke-width", number(*width))
        }
        Shape::Text(text) => {
            let anchor = match (text.anchor, text.rtl) {
                (Anchor::Middle, _) => "middle",
                (Anchor::Left, false) | (Anchor::Right, true) => "start",
                (Anchor::Right, false) | (Anchor::Left, true) => "end",
            };
            let (x, y) = (number(text.x), number(text.y));
            let turn = text.turned.then(|| format!("rotate(-90 {x} {y})"));
            svg("text")
                .attr("x", x)
                .attr("y", y)
                .attr("font-size", number(text.size))
                .attr("text-anchor", anchor)
                .attr("direction", if text.rtl { "rtl" } else { "ltr" })
                .attr("dy", fixed(BASELINE, 2) + "em")
                .attr("transform", turn)
                .child(text.text.clone())
        }
    };
    let lit = mark.paint.tone == Tone::Lit;
    let class = match (&mark.shape, mark.paint.stroke) {
        (Shape::Curve { .. } | Shape::Line { .. }, stroke) if mark.target != Target::None => {
            let of = match stroke {
                Some(Tint::Family(of)) => Some(of),
                _ => None,
            };
            format!("thread {}{}", family::class(of), if lit { " lit" } else { "" })
        }
        (Shape::Text(_), _) => "words".to_owned(),
        _ => "shape".to_owned(),
    };
    let opacity = mark.paint.tone.opacity();
    let outline = is_closed(mark) && mark.paint.stroke.is_some();
    element
        .class(class)
        .attr("fill", tinted(mark.paint.fill))
        .attr("stroke", tinted(mark.paint.stroke))
        .attr("stroke-width", outline.then(|| number(mark.paint.tone.outline())))
        .attr("opacity", (opacity < 1.0).then(|| fixed(opacity, 2)))
}

fn rect(x: f64, y: f64, width: f64, height: f64) -> Element {
    let number = |n: f64| fixed(n, 1);
    svg("rect")
        .attr("x", number(x))
        .attr("y", number(y))
        .attr("width", number(width))
        .attr("height", number(height))
}
