//! What a technician reads about the settings of an exhibit, in `docs/kiosk.md`, is what they are.

use super::root;
use passages_core::setting::kiosk::{Keyboard, Options};
use std::fs;

/// The rows of the table of settings: name, value, default, each as it is read.
fn rows() -> Vec<[String; 3]> {
    let text = fs::read_to_string(root().join("docs/kiosk.md")).expect("a text");
    let table = text.split("| name | value | default |").nth(1).expect("a table of settings");
    let plain = |cell: &str| cell.trim().trim_matches('`').to_owned();
    let rows = table.lines().skip(2).take_while(|line| line.starts_with('|'));
    rows.map(|row| {
        let cells: Vec<&str> = row.split('|').skip(1).take(3).collect();
        let [name, value, default] = cells[..] else { panic!("a row of {} cells", cells.len()) };
        [plain(name), value.to_owned(), plain(default)]
    })
    .collect()
}

/// The defaults as the table says them; an option more does not compile until it stands here.
fn defaults() -> Vec<(&'static str, String)> {
    let Options {
        idle,
        countdown,
        attract,
        scene,
        start,
        languages,
        language,
        theme,
        size,
        keyboard,
        public_url,
        fullscreen,
        wake,
        reload,
        pin,
    } = Options::default();
    let switch = |is_on: bool| u8::from(is_on).to_string();
    let or = |value: &str, empty: &str| if value.is_empty() { empty.to_owned() } else { value.to_owned() };
    let keyboard = match keyboard {
        Keyboard::Own => "own",
        Keyboard::System => "system",
        Keyboard::None => "none",
    };
    let reload = reload.map(|minute| format!("{:02}:{:02}", minute / 60, minute % 60));
    vec![
        // Not among them: it says whether they matter.
        ("kiosk", switch(false)),
        ("idle", idle.to_string()),
        ("countdown", countdown.to_string()),
        ("attract", switch(attract)),
        ("scene", scene.to_string()),
        ("start", or(&start, "the opening page")),
        ("languages", or(&languages.join(","), "all six")),
        ("language", or(&language, "the browser's")),
        ("theme", theme.id().to_owned()),
        ("size", size.to_string()),
        ("keyboard", keyboard.to_owned()),
        ("public-url", or(&public_url, "the exhibit's own")),
        ("fullscreen", switch(fullscreen)),
        ("wake", switch(wake)),
        ("reload", reload.unwrap_or("off".to_owned())),
        ("pin", or(&pin, "none")),
    ]
}

fn is_read(name: &str, value: &str) -> bool {
    Options::read("", &format!("{name}={value}")).1.is_empty()
}

#[test]
fn k1_every_setting_is_told_with_the_default_that_it_has() {
    let told: Vec<(String, String)> = rows().into_iter().map(|[name, _, default]| (name, default)).collect();
    let expected: Vec<(String, String)> =
        defaults().into_iter().map(|(name, default)| (name.to_owned(), default)).collect();
    assert_eq!(told, expected);
}

#[test]
fn k1_every_value_that_is_told_is_read_and_none_beyond_the_bounds() {
    let mut bounds = 0;
    for [name, value, _] in rows() {
        for word in value.split('`').skip(1).step_by(2).filter(|word| !word.contains("//")) {
            // Addresses of the machine itself are named as what is not read.
            let is_meant = name != "public-url";
            assert_eq!(is_read(&name, word), is_meant, "{name}={word}");
        }
        let numbers: Vec<u32> =
            value.split(|c: char| !c.is_ascii_digit()).filter_map(|number| number.parse().ok()).collect();
        if let [low, high, ..] = numbers[..]
            && value.contains(" to ")
            && name != "pin"
        {
            bounds += 1;
            let known = [(low - 1, false), (low, true), (high, true), (high + 1, false)];
            for (number, is_known) in known {
                assert_eq!(is_read(&name, &number.to_string()), is_known, "{name}={number}");
            }
        }
    }
    assert_eq!(bounds, 4, "idle, countdown, scene and size");
}
