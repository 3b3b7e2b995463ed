//! Opinions that nearly say the same → pairs beside each other with their answers, and what was answered already.

use maud::{Markup, html};

use super::Shown;
use crate::finding::pages::Label;
use crate::ledger::pairs::{Joined, Pair, Side};

/// Pairs and answers that stand on the page at once; what is answered makes room for the next.
const MOST: usize = 100;

/// What a person is asked, and what was answered.
pub(super) fn pairs(shown: &Shown<'_>) -> Markup {
    let (pairs, joined) = (shown.outcome.pairs(), shown.outcome.joined());
    html! {
        @if pairs.is_empty() { p { (shown.say(&Label::NoPairs)) } }
        @for pair in pairs.iter().take(MOST) { (one(shown, pair)) }
        (more(shown, pairs.len()))
        @if !joined.is_empty() {
            details {
                summary { (shown.say(&Label::Decided)) " " (joined.len()) }
                ul.joined { @for said in joined.iter().take(MOST) { (answered(shown, said)) } }
                (more(shown, joined.len()))
            }
        }
    }
}

fn more(shown: &Shown<'_>, count: usize) -> Markup {
    html! {
        @if count > MOST { p.more { (shown.say(&Label::MoreListed { count: count - MOST })) } }
    }
}

fn one(shown: &Shown<'_>, pair: &Pair<'_>) -> Markup {
    let alike = shown.say(&Label::Alike { percent: pair.likeness.into() });
    html! {
        article.pair {
            div.beside { (side(shown, &pair.first)) (side(shown, &pair.other)) }
            p.from { (alike) @if !pair.difference.is_empty() { "　" (pair.difference) } }
            form.answers method="post" action="/join" {
                input type="hidden" name="id" value=(pair.other.id);
                input type="hidden" name="to" value=(pair.first.id);
                span { (shown.say(&Label::AskPair)) }
                button name="answer" value="same" { (shown.say(&Label::Same)) }
                button name="answer" value="apart" { (shown.say(&Label::Apart)) }
            }
        }
    }
}

fn side(shown: &Shown<'_>, side: &Side<'_>) -> Markup {
    let by = Label::GivenBy { count: side.count, units: side.units.join("、") };
    html! {
        div { p { (side.text) } p.from { (shown.say(&by)) } }
    }
}

fn answered(shown: &Shown<'_>, said: &Joined<'_>) -> Markup {
    let what = said.to.map_or(Label::StandsApart, |text| Label::JoinedTo { text: text.to_owned() });
    html! {
        li {
            (said.text) " — " (shown.say(&what)) " "
            form method="post" action="/join" {
                input type="hidden" name="id" value=(said.id);
                button name="answer" value="back" { (shown.say(&Label::TakeBack)) }
            }
        }
    }
}
