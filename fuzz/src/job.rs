//! What is asked of the workshop and what it answers.

use crate::small;
use passages_core::job::{Answer, Fault, Job, Workshop};

/// What is asked about graphs of more nodes is not carried out, which would take most of the time.
const MAX_NODES: usize = 500;

/// Bytes are refused, or a job or an answer that is written as the same bytes again; and whatever is asked is answered.
pub fn job(bytes: &[u8]) {
    if let Ok(job) = Job::decode(bytes) {
        let once = job.encode();
        assert_eq!(Job::decode(&once).map(|job| job.encode()), Ok(once));
    }
    let answer = Answer::decode(bytes);
    let once = Answer::encode(&answer);
    assert_eq!(Answer::encode(&Answer::decode(&once)), once);

    // A request of few bytes may have many nodes.
    if matches!(Job::decode(bytes), Ok(Job::Arrange(request) | Job::Central(request, _)) if request.nodes > MAX_NODES)
    {
        return;
    }
    let mut workshop = Workshop::default();
    workshop.supply(small::archive().to_vec());
    workshop.begin(bytes);
    let mut progress = workshop.progress();
    while !workshop.step() {
        let next = workshop.progress();
        assert!((progress..=1.0).contains(&next), "{next} after {progress}");
        progress = next;
    }
    let answer = Answer::decode(&workshop.answer());
    match Job::decode(bytes) {
        Ok(_) => assert!(!matches!(answer, Err(Fault::Unread)), "{answer:?}"),
        Err(fault) => assert_eq!(answer, Err(fault)),
    }
    assert!(!matches!(answer, Err(Fault::NoCorpus | Fault::Damaged | Fault::Missing)), "{answer:?}");
}
