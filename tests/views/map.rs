//! Map: what is offered beside each of its pictures.

use super::html::texts;
use super::{english, page};

#[test]
fn a_chain_is_offered_where_another_passage_can_be_pressed() {
    let check = |address: &str, is_offered: bool| {
        let buttons = texts(&page(address), "button");
        let chains = buttons.iter().filter(|words| *words == english().map_chain).count();
        assert_eq!(chains, usize::from(is_offered), "{address}");
    };
    check("map", false);
    check("map&at=A/CONF.191/L.7:3", true);
    check("map=themes&at=A/CONF.191/L.7:3", true);
    check("map=matrix&at=A/CONF.191/L.7:3", false);
    check("map=timeline&at=A/CONF.191/L.7:3", false);
    check("map=threads&at=A/CONF.191/L.7:3", false);
}
