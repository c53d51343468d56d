//! Golden bytes for each event, and what the decoder refuses.

use super::*;

#[test]
fn placeholder() {
    let event = Event::PolicySet(PolicySet {
        policy: Policy::Consensus,
        by: "a".into(),
        why: "b".into(),
        more: vec![],
    });
    let bytes = event.encode();
    assert_eq!(bytes, [13, 0, 1, b'a', 1, b'b', 0]);
    assert_eq!(Event::decode(&bytes).unwrap(), event);
}
