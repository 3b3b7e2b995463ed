//! The rules that a document is held against, one row each, in the order of the page.

use super::format::{
    about, annexes, fonts, genre, grid, head, headings, imprint, page, page_number, paragraphs, signature,
    tables, title,
};
use super::{Looked, Page, Rule};
use crate::finding::Severity::{Error, Info, Warning};
use crate::finding::lint::Strength::{Advised, Complete, Duty, Practice, Usual};

macro_rules! rules {
    ($($id:literal $severity:ident $strength:ident $clause:literal $(=> $look:path)?;)+) => {
        /// All rules of the page, in the order in which they are told.
        pub const RULES: [Rule; [$($id),+].len()] = [$(
            Rule { id: $id, severity: $severity, strength: $strength, clause: $clause, look: looks!($($look)?) }
        ),+];
    };
}

macro_rules! looks {
    () => {
        None
    };
    ($look:path) => {
        Some($look as fn(&Page) -> Looked)
    };
}

rules! {
    "PAGE-01" Error Duty "5.1" => page::paper;
    "PAGE-02" Error Duty "5.2.1" => page::margins;
    "PAGE-03" Error Duty "5.2.1" => page::area;
    "GRID-01" Warning Usual "5.2.3" => grid::lines;
    "GRID-02" Warning Usual "5.2.3" => grid::characters;
    "GRID-03" Warning Usual "5.2.3" => grid::grid;
    "GRID-04" Warning Usual "5.2.3" => grid::mixed;
    "FONT-01" Warning Usual "5.2.2" => fonts::faces;
    "FONT-02" Warning Practice "5.2.2" => fonts::themed;
    "FONT-03" Warning Practice "5.2.2" => fonts::marks;
    "FONT-04" Warning Usual "5.2.2" => fonts::sizes;
    "FONT-05" Info Practice "7.3.3" => fonts::stressed;
    "FONT-06" Error Duty "5.2.4" => fonts::colours;
    "FONT-07" Info Practice "5.2.2";
    "FONT-08" Info Practice "5.2.2";
    "PARA-01" Warning Usual "7.3.3" => paragraphs::first_line;
    "PARA-02" Warning Practice "7.3.3" => paragraphs::spaces;
    "PARA-03" Info Practice "7.3.3" => paragraphs::blanks;
    "PARA-04" Error Complete "7.3.3" => paragraphs::clipped;
    "PARA-05" Warning Practice "7.3.3" => paragraphs::waits;
    "HEAD-01" Error Duty "7.2.5" => head::number;
    "HEAD-02" Warning Usual "7.2.1" => head::labels;
    "HEAD-03" Error Duty "7.2.3" => head::order;
    "HEAD-04" Error Duty "7.2.4";
    "HEAD-05" Error Duty "7.2.7" => head::red_line;
    "HEAD-06" Error Duty "7.2.6" => head::signer;
    "HEAD-07" Info Practice "7.2";
    "HEAD-08" Warning Advised "7.2.4" => head::mark_colour;
    "TITLE-01" Warning Usual "7.3.1" => title::place;
    "TITLE-02" Warning Usual "7.3.1" => title::lines;
    "TITLE-03" Info Practice "7.3.1" => title::marks;
    "TITLE-04" Warning Practice "7.3.1" => title::form;
    "RECP-01" Error Duty "7.3.2" => title::addressee;
    "RECP-02" Warning Practice "7.3.2" => title::addressees;
    "BODY-01" Error Duty "7.3.3";
    "STRUCT-01" Warning Usual "7.3.3" => headings::levels;
    "STRUCT-02" Warning Practice "7.3.3" => headings::order;
    "STRUCT-03" Warning Usual "7.3.3" => headings::marks;
    "STRUCT-04" Warning Practice "7.3.3" => headings::runs;
    "STRUCT-05" Info Practice "7.3.3";
    "STRUCT-06" Warning Practice "7.3.3" => headings::automatic;
    "ATT-01" Error Duty "7.3.4" => annexes::note;
    "ATT-02" Error Duty "7.3.4" => annexes::hangs;
    "ATT-03" Error Duty "7.3.7" => annexes::agree;
    "ATT-04" Error Duty "7.3.7" => annexes::pages;
    "SIGN-01" Error Duty "7.3.5" => signature::place;
    "SIGN-02" Error Duty "7.3.5.4" => signature::date;
    "SIGN-03" Warning Practice "7.3.5.5";
    "SIGN-04" Warning Practice "7.3.5" => signature::organ;
    "NOTE-01" Error Duty "7.3.6" => signature::note;
    "IMPR-01" Warning Advised "7.4.1" => imprint::rules;
    "IMPR-02" Error Duty "7.4.2" => imprint::copies;
    "IMPR-03" Error Duty "7.4.1";
    "IMPR-04" Error Duty "7.5";
    "IMPR-05" Error Duty "7.4.3" => imprint::issue;
    "PNUM-01" Warning Usual "7.5" => page_number::form;
    "PNUM-02" Error Duty "7.5" => page_number::sides;
    "PNUM-03" Error Duty "7.5";
    "PNUM-04" Error Duty "7.3.7" => page_number::goes_on;
    "TAB-01" Warning Practice "5.2.1" => tables::width;
    "TAB-02" Info Practice "8" => tables::head;
    "TAB-03" Error Duty "8";
    "TEXT-06" Error Complete "7.3.3" => genre::gaps;
    "GENRE-01" Error Duty "《党政机关公文处理工作条例》第十五条" => genre::requests;
    "GENRE-02" Info Practice "7.3.3";
    "GENRE-03" Info Practice "7.3.3" => genre::long;
    "PKG-02" Info Practice "9" => about::named;
}
