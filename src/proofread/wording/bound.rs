//! Columns of tables that bind each other row by row: what came back and what went out, who came and who was to, their rates.

use super::ratios::Bound;
use super::sums::number;
use super::{Looked, Text, plain};
use crate::finding::wording::Wording;
use crate::text::pattern::Pattern;

static BOUNDS: [Bound; 3] = [
    Bound {
        most: Pattern::new(r"^(?:问卷|征求意见表|表格)?发[出放](?:数|份数|数量)?(?:[（(][^）)]*[）)])?$"),
        some: Pattern::new(
            r"^(?:问卷|征求意见表|表格)?(?:收回|回收)(?:数|份数|数量)?(?:[（(][^）)]*[）)])?$",
        ),
        rate: Pattern::new(r"^(?:回收率|收回率)"),
    },
    Bound {
        most: Pattern::new(
            r"^(?:问卷|征求意见表|表格)?(?:收回|回收)(?:数|份数|数量)?(?:[（(][^）)]*[）)])?$",
        ),
        some: Pattern::new(r"^有效(?:数|份数|问卷|表)?(?:[（(][^）)]*[）)])?$"),
        rate: Pattern::new(r"^有效率"),
    },
    Bound {
        most: Pattern::new(r"^应(?:到|参加|参会|参学)(?:数|人数)?(?:[（(][^）)]*[）)])?$"),
        some: Pattern::new(r"^实(?:到|际参加|际到会|参加|参会|参学)(?:数|人数)?(?:[（(][^）)]*[）)])?$"),
        rate: Pattern::new(r"^(?:参学率|到会率|出勤率|参会率|参训率)"),
    },
];
static PERCENT: Pattern = Pattern::new(r"^([0-9]+(?:\.([0-9]+))?)%?$");

pub(super) fn bound(text: &Text) -> Looked {
    let mut looked = Looked::default();
    for (at, passage) in text.passages.iter().enumerate() {
        let Some((head, rows)) = passage.rows.split_first() else { continue };
        let column = |pattern: &Pattern| head.iter().position(|name| pattern.is_match(name.trim()));
        for bound in &BOUNDS {
            let (Some(most), Some(some)) = (column(&bound.most), column(&bound.some)) else { continue };
            let rate = column(&bound.rate);
            for row in rows.iter().filter(|row| row.len() == head.len()) {
                let of = |column: usize| row.get(column).and_then(|cell| number(cell));
                let (Some(whole), Some(part)) = (of(most), of(some)) else { continue };
                let said = |column: usize, number: f64| {
                    format!("{}{}", head.get(column).map_or("", |name| name.trim()), plain(number))
                };
                let name = row.iter().find(|cell| number(cell).is_none() && !cell.trim().is_empty());
                let row_name = name.map_or(String::new(), |name| name.trim().to_owned());
                let over = (part > whole).then(|| Wording::RowOver {
                    row: row_name.clone(),
                    some: said(some, part),
                    most: said(most, whole),
                });
                let stated = rate.and_then(|rate| row.get(rate));
                let off = || stated.and_then(|stated| off(stated, part, whole, row_name.clone()));
                looked.add(at, over.or_else(off));
            }
        }
    }
    looked
}

/// A rate that part and whole do not give, rounded as it is.
fn off(stated: &str, part: f64, whole: f64, row: String) -> Option<Wording> {
    let found = PERCENT.captures(stated.trim())?;
    let said: f64 = found.get(1)?.as_str().parse().ok()?;
    let decimals = found.get(2).map_or(0, |decimals| decimals.as_str().len());
    let room = 0.5 / 10f64.powi(i32::try_from(decimals).unwrap_or(0)) + 1e-9;
    let is = if whole > 0.0 { part / whole * 100.0 } else { said };
    ((is - said).abs() > room).then(|| Wording::RowRate {
        row,
        rate: stated.trim().to_owned(),
        is: format!("{is:.1}%"),
    })
}
