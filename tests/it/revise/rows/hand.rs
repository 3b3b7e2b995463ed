//! A table in a document with what is known of each row, and what a person's hand does to it.

use super::super::random::world::Dice;
use super::office::Office;

/// Typed characters begin here; they stand nowhere else.
const TYPED: u32 = 0x3400;

/// Whether a person typed it.
pub(super) fn is_typed(character: char) -> bool {
    (TYPED..0x4dc0).contains(&u32::from(character))
}

/// What a row is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Tag {
    Header,
    Total,
    /// Known by its key.
    Entry(String),
    /// A person wrote it.
    Own,
}

/// A row as it stands.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) tag: Tag,
    pub(super) cells: Vec<String>,
    /// The columns in which a person typed.
    pub(super) touched: Vec<usize>,
    pub(super) bold: bool,
}

/// One act.
#[derive(Debug, Clone)]
pub(super) enum Act {
    Move {
        from: usize,
        to: usize,
    },
    Delete(usize),
    /// A row of a person's comes in, in the likeness of the one above.
    Insert {
        at: usize,
        cells: Vec<String>,
    },
    Retype {
        row: usize,
        column: usize,
        text: String,
    },
    Bold(usize),
}

impl Act {
    pub(super) fn on(&self, rows: &mut Vec<Row>) {
        match self {
            Act::Move { from, to } => {
                let row = rows.remove(*from);
                rows.insert(*to, row);
            }
            Act::Delete(at) => drop(rows.remove(*at)),
            Act::Insert { at, cells } => {
                let row =
                    Row { tag: Tag::Own, cells: cells.clone(), touched: Vec::new(), bold: rows[at - 1].bold };
                rows.insert(*at, row);
            }
            Act::Retype { row, column, text } => {
                rows[*row].cells[*column].clone_from(text);
                rows[*row].touched.push(*column);
            }
            Act::Bold(at) => rows[*at].bold = true,
        }
    }
}

/// What a person does next to a table: mostly one act, sorting is many.
pub(super) fn acts(rows: &[Row], dice: &mut Dice, office: &mut Office) -> Vec<Act> {
    let entries: Vec<usize> =
        (0..rows.len()).filter(|at| matches!(rows[*at].tag, Tag::Entry(_) | Tag::Own)).collect();
    let first = entries.first().copied().unwrap_or(1);
    if entries.len() < 2 {
        return Vec::new();
    }
    let at = *dice.pick(&entries);
    let width = rows[at].cells.len();
    match dice.below(12) {
        0 | 1 => vec![Act::Move { from: at, to: *dice.pick(&entries) }],
        2 => sorted(rows, first, office.serial() + dice.below(width - office.serial())),
        3 | 4 => {
            let mut cells = vec![String::new(); width];
            cells[office.serial()] = format!("{}另行办理", typed(office, 4));
            vec![Act::Insert { at: at + 1, cells }]
        }
        5 => vec![Act::Delete(at)],
        6 | 7 => {
            let column = office.serial();
            let words = typed(office, 1 + dice.below(4));
            let mut text: Vec<char> = rows[at].cells[column].chars().collect();
            let place = dice.below(text.len() + 1);
            text.splice(place..place, words.chars());
            vec![Act::Retype { row: at, column, text: text.into_iter().collect() }]
        }
        8 => {
            let text = (500 + office.next() as usize).to_string();
            vec![Act::Retype { row: at, column: width - 1, text }]
        }
        9 if rows.last().is_some_and(|row| row.tag == Tag::Total) && dice.below(4) == 0 => {
            vec![Act::Delete(rows.len() - 1)]
        }
        _ => vec![Act::Bold(at)],
    }
}

/// The moves that put the entries in the order of a column.
fn sorted(rows: &[Row], first: usize, column: usize) -> Vec<Act> {
    let mut order: Vec<usize> = (0..rows.len()).collect();
    let end = rows.iter().rposition(|row| row.tag != Tag::Total).map_or(first, |at| at + 1);
    order[first..end].sort_by_key(|at| rows[*at].cells[column].clone());
    let mut now: Vec<usize> = (0..rows.len()).collect();
    let mut acts = Vec::new();
    for (to, wanted) in order.into_iter().enumerate() {
        let from = now.iter().position(|at| *at == wanted).unwrap_or(to);
        if from != to {
            let row = now.remove(from);
            now.insert(to, row);
            acts.push(Act::Move { from, to });
        }
    }
    acts
}

/// New characters.
pub(super) fn typed(office: &mut Office, count: usize) -> String {
    (0..count).filter_map(|_| char::from_u32(TYPED + office.next() % 0x19c0)).collect()
}
