//! The passages that a line holds which is drawn around marks: those for which the marks inside it stand, so that what is
//! caught is what was seen there, whether a mark is a passage, a circle of many, a cell or a bar. A block or a cell of a
//! matrix of which a part is out of view is not caught: it stands for passages that were not seen.

use super::camera::{Camera, Viewport};
use super::ground::Ground;
use super::hit::encloses;
use super::mark::{Mark, Scene, Shape, Target};
use super::matrix::Matrix;
use super::shown::Shown;
use super::timeline::Timeline;
use super::walk::marks;
use crate::corpus::Corpus;
use crate::link::ParagraphIx;

/// What a picture is drawn from.
#[derive(Clone, Copy)]
pub struct Drawn<'a> {
    /// The collection.
    pub corpus: &'a Corpus,
    /// Where its passages stand.
    pub ground: &'a Ground,
    /// What of them is shown.
    pub shown: &'a Shown,
    /// The order of the matrix.
    pub matrix: &'a Matrix,
    /// When the documents are from.
    pub timeline: &'a Timeline,
    /// From where one looks at it.
    pub camera: Camera,
}

/// The passages that are listed and for which the marks inside a line stand, ascending, each once. The line is in pixels
/// of the picture and closes by itself; one of fewer than three points holds nothing.
pub fn caught(scene: &Scene, line: &[(f64, f64)], drawn: &Drawn) -> Vec<ParagraphIx> {
    if line.len() < 3 || line.iter().any(|(x, y)| !x.is_finite() || !y.is_finite()) {
        return Vec::new();
    }
    let mut is_caught = vec![false; drawn.ground.len()];
    let mut catch = |ix: ParagraphIx| {
        if let Some(is_caught) = is_caught.get_mut(ix as usize) {
            *is_caught = true;
        }
    };
    // Those that stand for passages by what these are, and not by a list of them.
    let mut kinds = Vec::new();
    let viewport = Viewport::new(scene.width, scene.height);
    let is_held = |mark: &&Mark| is_inside(mark, line) && drawn.matrix.is_whole(mark, drawn.camera, viewport);
    for target in marks(scene).filter(is_held).map(|mark| mark.target) {
        match target {
            Target::Passage(ix) => catch(ix),
            Target::Run { first, last } => (first..last).for_each(&mut catch),
            Target::Link(at) => {
                if let Some(link) = drawn.corpus.links().get(at) {
                    catch(link.from);
                    catch(link.to);
                }
            }
            Target::Cell { rows, columns, .. } => {
                for (first, last) in [rows, columns] {
                    let passages = drawn.matrix.passages().get(first as usize..last as usize);
                    passages.unwrap_or_default().iter().copied().for_each(&mut catch);
                }
            }
            target if !drawn.ground.members(target).is_empty() => {
                drawn.ground.members(target).iter().copied().for_each(&mut catch);
            }
            target => kinds.push(target),
        }
    }
    kinds.dedup();
    let all = (0_u32..).zip(is_caught);
    let is_meant = |ix| kinds.iter().any(|target| stands_for(*target, ix, drawn));
    all.filter(|(ix, is_caught)| drawn.shown.is_listed(*ix) && (*is_caught || is_meant(*ix)))
        .map(|(ix, _)| ix)
        .collect()
}

/// Whether a mark lies inside: its middle, and of a bar, a cell or a block, which may be long, every corner.
fn is_inside(mark: &Mark, line: &[(f64, f64)]) -> bool {
    let bounds = mark.shape.bounds();
    let corners = [
        (bounds.left, bounds.top),
        (bounds.right, bounds.top),
        (bounds.left, bounds.bottom),
        (bounds.right, bounds.bottom),
    ];
    let is_long = matches!(mark.shape, Shape::Rect { .. });
    encloses(line, bounds.centre()) && (!is_long || corners.iter().all(|corner| encloses(line, *corner)))
}

/// Whether a passage is one of those for which a target stands.
fn stands_for(target: Target, ix: ParagraphIx, drawn: &Drawn) -> bool {
    let document = drawn.ground.document(ix);
    let is_of = |first: u32, last: u32| {
        let month = document.and_then(|at| drawn.timeline.date(at));
        month.is_some_and(|month| f64::from(first) <= month && month < f64::from(last))
    };
    match target {
        Target::Document(at) => document == Some(at),
        Target::Theme(theme) => drawn.corpus.annotation(ix).is_some_and(|a| a.terms().contains(&theme)),
        Target::Months { first, last } => is_of(first, last),
        Target::Undated => document.is_some_and(|at| drawn.timeline.date(at).is_none()),
        Target::Family { family, first, last } => drawn.timeline.has_family(ix, family) && is_of(first, last),
        _ => false,
    }
}
