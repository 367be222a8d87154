//! The workshop answers what it is asked, to the bit, however it is driven; and it answers any bytes.

use passages_core::export::Format;
use passages_core::graph::{Adjacency, Edge, Layout, Point, Request, Room, central};
use passages_core::job::{Answer, Code, Export, Fault, Job, MAX_NODES, Workshop};
use proptest::collection::vec;
use proptest::prelude::*;

/// What comes of a job, and how far it said to be on the way.
fn done(workshop: &mut Workshop, job: &[u8]) -> (Result<Answer, Fault>, Vec<f32>) {
    workshop.begin(job);
    let mut progress = vec![workshop.progress()];
    while !workshop.step() {
        progress.push(workshop.progress());
    }
    progress.push(workshop.progress());
    (Answer::decode(&workshop.answer()), progress)
}

fn request() -> impl Strategy<Value = Request> {
    (0_usize..40).prop_flat_map(|nodes| {
        let node = 0..nodes.max(1);
        let edge = (node.clone(), node, 0.01_f64..1.0).prop_map(|(a, b, weight)| Edge { a, b, weight });
        let point = (-9.0_f64..9.0, -9.0_f64..9.0).prop_map(|(x, y)| Point { x, y });
        let label = prop::option::of((-1.0_f64..0.0, -1.0_f64..0.0, 0.0_f64..1.0, 0.0_f64..1.0));
        let room = (0.1_f64..2.0, label).prop_map(|(radius, label)| Room { radius, label });
        let communities = prop_oneof![Just(Vec::new()), vec(0_u32..4, nodes)];
        (vec(edge, 0..60), communities, vec(prop::option::of(point), 0..=nodes), vec(room, 0..=nodes))
            .prop_map(move |(edges, communities, start, rooms)| Request {
                nodes,
                edges,
                communities,
                start,
                rooms,
            })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_layout_is_the_same_to_the_bit_as_without_the_workshop(request in request()) {
        let mut layout = Layout::new(&request);
        while !layout.step() {}
        let job = Job::Arrange(request);
        prop_assert_eq!(Job::decode(&job.encode()), Ok(job.clone()));
        let (answer, progress) = done(&mut Workshop::default(), &job.encode());
        let Ok(Answer::Places(places)) = answer else { return Err(TestCaseError::fail(format!("{answer:?}"))) };
        let bits = |points: &[Point]| points.iter().map(|p| (p.x.to_bits(), p.y.to_bits())).collect::<Vec<_>>();
        prop_assert_eq!(bits(&places), bits(&layout.points()));
        prop_assert!(progress.is_sorted(), "{:?}", progress);
        prop_assert!(progress.iter().all(|share| (0.0..=1.0).contains(share)), "{:?}", progress);
        prop_assert_eq!(progress.last(), Some(&1.0));
    }

    #[test]
    fn what_is_foremost_is_the_same_as_without_the_workshop(request in request(), most in 0_usize..20) {
        let wanted = central(&Adjacency::new(request.nodes, &request.edges), most);
        let job = Job::Central(request, most);
        prop_assert!(!job.needs_corpus());
        prop_assert_eq!(Job::decode(&job.encode()), Ok(job.clone()));
        prop_assert_eq!(done(&mut Workshop::default(), &job.encode()).0, Ok(Answer::Central(wanted)));
    }

    #[test]
    fn any_bytes_are_answered(job in vec(any::<u8>(), 0..60), archive in vec(any::<u8>(), 0..60)) {
        let mut workshop = Workshop::default();
        workshop.supply(archive);
        // A request of bytes so few has few edges; it may still have many nodes.
        let is_large = matches!(Job::decode(&job), Ok(Job::Arrange(request) | Job::Central(request, _)) if request.nodes > 10_000);
        if !is_large {
            let _ = done(&mut workshop, &job);
        }
        let _ = Answer::decode(&job);
    }

    #[test]
    fn a_job_cut_short_is_refused(request in request(), cut in 0_usize..400) {
        let bytes = Job::Arrange(request).encode();
        if let Some(part) = bytes.get(..cut).filter(|part| part.len() < bytes.len()) {
            prop_assert_eq!(Job::decode(part), Err(Fault::Unread));
            prop_assert_eq!(done(&mut Workshop::default(), part).0, Err(Fault::Unread));
        }
    }
}

#[test]
fn what_cannot_be_done_is_said() {
    let workshop = &mut Workshop::default();
    let export = |format: Format| {
        let (format, address) = (format.id().to_owned(), "find=bank".to_owned());
        Job::Export(Export { format, address, ..Export::default() })
    };
    assert_eq!(done(workshop, b"").0, Err(Fault::Unread));
    for format in Format::ALL {
        assert!(export(format).needs_corpus());
        assert_eq!(done(workshop, &export(format).encode()).0, Err(Fault::NoCorpus));
    }
    workshop.supply(b"PASSAGE2 but no more".to_vec());
    assert_eq!(done(workshop, &export(Format::Markdown).encode()).0, Err(Fault::Damaged));
    let large = Job::Arrange(Request { nodes: MAX_NODES + 1, ..Request::default() });
    assert_eq!(done(workshop, &large.encode()).0, Err(Fault::TooLarge));
    // A fault does not spoil what comes after it.
    let small = Job::Arrange(Request { nodes: 2, ..Request::default() });
    assert!(matches!(done(workshop, &small.encode()).0, Ok(Answer::Places(places)) if places.len() == 2));
}

#[test]
fn an_answer_is_handed_over_once_and_not_before_it_is_there() {
    let mut workshop = Workshop::default();
    let job = Job::Arrange(Request { nodes: 9, ..Request::default() }).encode();
    workshop.begin(&job);
    workshop.step();
    assert_eq!(Answer::decode(&workshop.answer()), Err(Fault::Stopped));
    assert!(done(&mut workshop, &job).0.is_ok());
    assert_eq!(Answer::decode(&workshop.answer()), Err(Fault::Unread));
}

/// Where a code has the three squares by which it is found: at all corners but the last.
fn has_finders(code: &Code) -> bool {
    let dark = |x: usize, y: usize| code.dark[y * code.side + x];
    let finder = |left: usize, top: usize| {
        (0..7).all(|y| {
            (0..7).all(|x| {
                let ring = x == 0 || y == 0 || x == 6 || y == 6;
                let heart = (2..=4).contains(&x) && (2..=4).contains(&y);
                dark(left + x, top + y) == (ring || heart)
            })
        })
    };
    finder(0, 0) && finder(code.side - 7, 0) && finder(0, code.side - 7)
}

#[test]
fn a_text_becomes_a_code_that_a_reader_finds() {
    let workshop = &mut Workshop::default();
    for text in ["a", "https://example.org/#read=A/CONF.191/L.7&para=4", "ع中é"] {
        let job = Job::Code(text.to_owned());
        assert_eq!(Job::decode(&job.encode()), Ok(job.clone()));
        let Ok(Answer::Code(code)) = done(workshop, &job.encode()).0 else { panic!("{text}") };
        assert_eq!(code.dark.len(), code.side * code.side);
        assert!((21..=177).contains(&code.side) && has_finders(&code), "{text}");
    }
    assert_eq!(done(workshop, &Job::Code("a".repeat(4_000)).encode()).0, Err(Fault::TooLong));
}
