//! Where the picture of a resting exhibit stands: somewhere else with every scene, so that nothing burns into the glass.

/// Places before the first comes again: a number that has no divisor with the sides a picture can take.
const PLACES: u32 = 25;
/// How far a place is from the next, in hundredths of the type's size.
const STEP: i32 = 40;

/// How far to the end and how far down the picture of a scene is moved, in hundredths of the type's size; from -80 to
/// 80. Two scenes that follow each other always differ in both.
pub fn drift(scene: u32) -> (i32, i32) {
    // Two of five and three of five, so that neighbours are never neighbours in time.
    let nth = scene % PLACES;
    let place = |steps: u32| (steps % 5) as i32 * STEP - 2 * STEP;
    (place(nth * 2), place(nth * 3 + nth / 5))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_scene_stands_where_the_last_one_did_and_every_place_is_used() {
        let mut places = Vec::new();
        for scene in 0..PLACES {
            let (here, next) = (drift(scene), drift(scene + 1));
            assert!(here.0 != next.0 && here.1 != next.1, "{scene}: {here:?} {next:?}");
            assert!(here.0.abs() <= 80 && here.1.abs() <= 80);
            assert!(!places.contains(&here), "{scene}");
            places.push(here);
        }
        drift(u32::MAX);
    }
}
