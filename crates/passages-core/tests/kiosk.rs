//! An exhibit, played with a clock of one's own: whoever is there is asked before anything is lost, and whoever has gone
//! leaves nothing behind.

use passages_core::kiosk::{Action, Event, HELD_MILLIS, Hold, LEFT_MILLIS, Machine, millis_until};
use passages_core::setting::kiosk::Options;
use proptest::collection::vec;
use proptest::prelude::*;

fn machine(options: &Options) -> Machine {
    Machine::new(options, 0.0, true, None)
}

#[test]
fn after_a_minute_it_asks_and_after_fifteen_seconds_more_it_starts_over() {
    let mut machine = machine(&Options::default());
    assert_eq!(machine.step(59_999.0, Event::Time), []);
    assert_eq!(machine.due(), Some(60_000.0));
    assert_eq!(machine.step(60_000.0, Event::Time), [Action::Ask(15)]);
    assert_eq!(machine.step(60_999.0, Event::Time), []);
    assert_eq!(machine.step(61_000.0, Event::Time), [Action::Count(14)]);
    assert_eq!(machine.step(74_999.0, Event::Time), [Action::Count(1)]);
    assert_eq!(machine.step(75_000.0, Event::Time), [Action::Reset, Action::Scene(0)]);
    assert!(machine.is_at_rest());
    assert_eq!(machine.step(89_000.0, Event::Time), [Action::Scene(1)]);
    assert_eq!(machine.step(90_000.0, Event::Touch), [Action::Begin]);
}

#[test]
fn a_touch_answers_and_the_minute_begins_anew() {
    let mut machine = machine(&Options::default());
    machine.step(60_000.0, Event::Time);
    assert_eq!(machine.step(70_000.0, Event::Touch), [Action::Answered]);
    assert_eq!(machine.step(129_999.0, Event::Time), []);
    assert_eq!(machine.step(130_000.0, Event::Time), [Action::Ask(15)]);
}

#[test]
fn nobody_is_asked_while_something_is_held_but_not_for_ever() {
    for hold in [Hold::Pointer, Hold::Composition] {
        let mut machine = machine(&Options::default());
        machine.step(1_000.0, Event::Hold(hold));
        assert_eq!(machine.step(200_000.0, Event::Time), []);
        assert_eq!(machine.step(200_000.0, Event::Release(hold)), []);
        assert_eq!(machine.step(259_999.0, Event::Time), []);
        assert_eq!(machine.step(260_000.0, Event::Time), [Action::Ask(15)]);
        machine.step(260_000.0, Event::Hold(hold));
        assert_eq!(machine.step(259_999.0 + HELD_MILLIS, Event::Time), []);
        assert_eq!(machine.step(260_000.0 + HELD_MILLIS, Event::Time), [Action::Ask(15)]);
    }
}

#[test]
fn a_night_of_sleep_does_not_take_the_time_to_answer() {
    let mut machine = machine(&Options::default());
    machine.step(5_000.0, Event::Hide);
    assert_eq!(machine.due(), None);
    assert_eq!(machine.step(40_000_000.0, Event::Time), []);
    assert_eq!(machine.step(40_000_000.0, Event::Show), [Action::Ask(15)]);
    assert_eq!(machine.step(40_014_999.0, Event::Time), [Action::Count(1)]);
}

#[test]
fn it_is_loaded_anew_once_and_only_while_nobody_is_there() {
    let mut machine = Machine::new(&Options::default(), 0.0, true, Some(30_000.0));
    assert_eq!(machine.step(30_000.0, Event::Touch), []);
    assert_eq!(machine.step(90_000.0, Event::Time), [Action::Ask(15)]);
    assert_eq!(machine.step(105_000.0, Event::Time), [Action::Reset, Action::Reload, Action::Scene(0)]);
    assert_eq!(machine.step(119_000.0, Event::Time), [Action::Scene(1)]);
}

#[test]
fn what_a_visitor_left_rolling_wakes_nobody_up() {
    let mut machine = machine(&Options::default());
    machine.step(60_000.0, Event::Time);
    machine.step(75_000.0, Event::Time);
    assert_eq!(machine.step(75_100.0, Event::Motion), []);
    assert_eq!(machine.step(75_200.0, Event::Release(Hold::Pointer)), []);
    assert!(machine.is_at_rest());
}

#[test]
fn zero_never_asks() {
    let mut machine = machine(&Options { idle: 0, ..Options::default() });
    assert_eq!((machine.step(1e9, Event::Time), machine.due()), (vec![], None));
    assert_eq!(machine.step(1e9, Event::StartOver), [Action::Reset, Action::Scene(0)]);
}

#[test]
fn what_never_asks_is_alone_after_an_hour_and_is_loaded_anew_then_as_it_stands() {
    let options = Options { idle: 0, ..Options::default() };
    let mut machine = Machine::new(&options, 0.0, true, Some(100_000.0));
    assert_eq!(machine.step(1_000.0, Event::Hold(Hold::Pointer)), []);
    assert_eq!(machine.due(), Some(1_000.0 + LEFT_MILLIS));
    assert_eq!(machine.step(200_000.0, Event::Time), []);
    assert!(!machine.is_alone());
    assert_eq!(machine.step(1_000.0 + LEFT_MILLIS, Event::Time), [Action::Reload]);
    assert_eq!((machine.is_alone(), machine.is_at_rest(), machine.due()), (true, false, None));
    // Whoever comes then finds what stands there: no tour, and no new visit.
    assert_eq!(machine.step(2_000.0 + LEFT_MILLIS, Event::Touch), []);
    assert!(!machine.is_alone());
    assert_eq!(machine.due(), Some(2_000.0 + 2.0 * LEFT_MILLIS));
}

#[test]
fn the_time_of_day_comes_once_a_day_and_not_at_once() {
    let at = |hours: f64| hours * 3_600_000.0;
    assert_eq!(millis_until(at(3.0), 240), at(1.0));
    assert_eq!(millis_until(at(5.0), 240), at(23.0));
    assert_eq!(millis_until(at(4.0), 240), at(24.0));
    assert_eq!(millis_until(at(4.0) - 1_500.0, 240), at(24.0) + 1_500.0);
}

fn events() -> impl Strategy<Value = Vec<(f64, Event)>> {
    let event = prop_oneof![
        4 => Just(Event::Time),
        2 => Just(Event::Touch),
        1 => Just(Event::Motion),
        1 => Just(Event::Hold(Hold::Pointer)),
        1 => Just(Event::Release(Hold::Pointer)),
        1 => Just(Event::Hold(Hold::Composition)),
        1 => Just(Event::Release(Hold::Composition)),
        1 => Just(Event::StartOver),
        1 => Just(Event::Hide),
        2 => Just(Event::Show),
    ];
    vec(
        (
            prop_oneof![
                0.0..3_000.0,
                0.0..90_000.0,
                0.0..5_000_000.0,
                Just(0.0),
                Just(-50.0),
                Just(f64::NAN)
            ],
            event,
        ),
        0..80,
    )
}

fn options() -> impl Strategy<Value = Options> {
    (prop_oneof![Just(0_u16), 10_u16..120], 5_u16..40, any::<bool>(), 6_u16..40).prop_map(
        |(idle, countdown, attract, scene)| Options { idle, countdown, attract, scene, ..Options::default() },
    )
}

proptest! {
    #[test]
    fn nothing_is_forgotten_unasked_and_the_screen_always_says_what_is_true(
        options in options(),
        events in events(),
        is_visit in any::<bool>(),
        reload in proptest::option::of(0.0..400_000.0),
    ) {
        let mut machine = Machine::new(&options, 0.0, is_visit, reload);
        let (idle, countdown) = (f64::from(options.idle) * 1e3, f64::from(options.countdown) * 1e3);
        let (mut now, mut last, mut asked) = (0.0_f64, 0.0_f64, None::<f64>);
        let (mut rests, mut reloads, mut scenes, mut left) = (!is_visit, 0, 0, 0);
        for (wait, event) in events {
            let told = now + wait;
            now = if told > now { told } else { now };
            let actions = machine.step(told, event);
            let is_activity = !matches!(event, Event::Time | Event::Hide | Event::Show | Event::StartOver);
            if is_activity {
                last = now;
            }
            for action in actions {
                match action {
                    Action::Begin => {
                        prop_assert!(rests && matches!(event, Event::Touch | Event::Hold(_)));
                        rests = false;
                    }
                    Action::Ask(seconds) => {
                        prop_assert!(!rests && asked.is_none() && idle > 0.0 && now - last >= idle);
                        (asked, left) = (Some(now), seconds);
                    }
                    Action::Count(seconds) => {
                        let shown = countdown - (now - asked.expect("asked"));
                        prop_assert!(seconds < left && f64::from(seconds) * 1e3 >= shown);
                        prop_assert!(f64::from(seconds) * 1e3 < shown + 1e3);
                        left = seconds;
                    }
                    Action::Answered => prop_assert!(asked.take().is_some() && is_activity),
                    Action::Reset => {
                        let is_due = asked.is_some_and(|at| now - at >= countdown);
                        prop_assert!(!rests && (is_due || event == Event::StartOver));
                        (asked, rests, scenes) = (None, true, 0);
                    }
                    Action::Scene(number) => {
                        prop_assert!(rests && options.attract);
                        prop_assert!(number == scenes || number == 0);
                        scenes = number + 1;
                    }
                    Action::Reload => {
                        let is_left = idle == 0.0 && now - last >= LEFT_MILLIS;
                        prop_assert!((rests || is_left) && reload.is_some_and(|at| now >= at));
                        reloads += 1;
                    }
                }
            }
            prop_assert_eq!(machine.is_at_rest(), rests);
        }
        prop_assert!(reloads <= 1);
        // Left alone, and woken only when it says so, it comes to rest; and it is never due at once again.
        machine.step(now, Event::Show);
        let mut steps = 0;
        while !machine.is_alone() {
            let due = machine.due().expect("something is due");
            prop_assert!(due > now || steps == 0, "due at {due}, and it is {now}");
            now = now.max(due);
            machine.step(now, Event::Time);
            steps += 1;
            prop_assert!(steps < 60);
        }
        for _ in 0..20 {
            machine.step(now, Event::Time);
            let Some(due) = machine.due() else { break };
            prop_assert!(due > now);
            now = due;
        }
    }
}
