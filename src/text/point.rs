//! Points in time as people write them: year, month, day, each as far as it is written, and the words around them.

use jiff::civil::Date;

use super::fold::folded;
use super::numeral::{chinese, place, value};
use super::pattern::Pattern;
use crate::model::value::Precision;

/// A point in time whose year may be missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// The year, in four digits; none where the text says none.
    pub year: Option<i16>,
    /// The month, 1 to 12; the first of a quarter or half-year.
    pub month: i8,
    /// The day, or the first day of the period.
    pub day: i8,
    /// How exactly the day is told: to the day, a part of the month, the month or the year.
    pub precision: Precision,
    /// Whether the year was written with two digits or the order of the parts is foreign.
    pub shortened: bool,
    /// Months that a quarter or half-year lasts; zero for all else.
    months: i8,
}

/// A year by its name (2026年).
#[must_use]
pub fn year(year: i16) -> String {
    format!("{year}年")
}

/// The quarter that a month lies in (2026年第二季度).
#[must_use]
pub fn quarter(year: i16, month: i8) -> String {
    let quarter = usize::try_from((month + 2) / 3).ok().filter(|quarter| (1..=4).contains(quarter));
    let name = |quarter| format!("{year}年第{}季度", chinese(quarter));
    quarter.map_or_else(|| self::month(year, month), name)
}

/// A month by its name (2026年5月).
#[must_use]
pub fn month(year: i16, month: i8) -> String {
    format!("{year}年{month}月")
}

/// The forms of a point, the first that fits holds. Groups: `y` year, `s` year of two digits, `m` month,
/// `d` day, `p` part of a month, `q` quarter, `h` half-year, `e` end of a year.
static FORMS: [Pattern; 13] = [
    Pattern::new(r"^(?<y>\d{4})(?:年|[-/.])(?<m>\d{1,2})(?:月|[-/.])(?<d>\d{1,2})[日号]?$"),
    Pattern::new(r"^(?<y>\d{4})(?<m>\d{2})(?<d>\d{2})$"),
    Pattern::new(r"^(?<y>(?:19|20)\d{2})(?:年|[-/.])(?<m>\d{1,2})(?:月[份日]?)?$"),
    Pattern::new(r"^(?<y>(?:19|20)\d{2})(?<m>\d{2})$"),
    Pattern::new(r"^(?<s>\d{2})(?:年|[-/.])(?<m>\d{1,2})(?:月|[-/.])(?<d>\d{1,2})[日号]?$"),
    Pattern::new(r"^(?<s>\d{2})(?<m>\d{2})(?<d>\d{2})$"),
    Pattern::new(r"^(?<s>\d{2})年(?<m>\d{1,2})月份?$"),
    Pattern::new(r"^(?<m>\d{1,2})(?:月|[-/.])(?<d>\d{1,2})[日号]?$"),
    Pattern::new(r"^(?:(?<y>\d{4})(?:年|[-/.]))?(?<m>\d{1,2})月份?(?<p>上旬|中旬|下旬|初|底|末)$"),
    Pattern::new(r"^(?<m>\d{1,2})月份?$"),
    Pattern::new(r"^(?<y>(?:19|20)\d{2})年?度?$"),
    Pattern::new(r"^(?:(?<y>\d{4})年?)?第?(?:(?<q>[1-4一二三四])季度?|(?<h>[上下])半年)$"),
    Pattern::new(r"^(?<y>\d{4})年(?<e>底|末)$"),
];

static CHINESE: Pattern = Pattern::new(r"([〇○零\p{一}廿]+)(年|月|日|号)");
static DAY: Pattern = Pattern::new(r"^(\d{1,2})[日号]?$");
static CONTINUES: Pattern = Pattern::new(r"^(?:\d{4}[年./-])?(?:\d{1,2}[月./-])?\d{1,2}[日号]?$");

static TIME: Pattern = Pattern::new(concat!(
    r"(?:\s*(?:上午|下午|中午|晚上|早上|晚)\s*|\s+|T|([日号)]))",
    r"\d{1,2}(?::\d{1,2}(?::\d{1,2}(?:\.\d+)?)?|[时点](?:\d{1,2}分?|半)?)",
    r"(?:\s*(?:-|—|–|~|～|至|到)+\s*(?:上午|下午|晚上)?\d{1,2}(?::\d{1,2}(?::\d{1,2})?|[时点](?:\d{1,2}分?|半)?))?",
));
static WEEKDAY: Pattern = Pattern::new(r"\(?(?:星期|周|礼拜)[一二三四五六日天]\)?|上午|下午|晚上|全天");
static REMARK: Pattern = Pattern::new(r"\([^()]*\)");
static AROUND: Pattern = Pattern::new(r"^(?:拟?于|自|从|截至|截止到?|预计|计划|定于|拟|力争|争取)");
static BEFORE: Pattern = Pattern::new(r"(?:之前|以前|前|起)?(?:完成|完成整改|整改完成|整改到位|完毕)?$");
static DASHES: Pattern = Pattern::new(r"——|--|—|–|－|〜|~|～|至|到");
static SENTENCE: Pattern = Pattern::new(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日");

/// A text as the patterns of dates want it: Arabic digits, one kind of dash, no time, weekday or remark.
#[must_use]
pub fn plain(text: &str) -> String {
    let folded = folded(text).trim().to_owned();
    let digits = arabic(&folded);
    // The time goes first: without the space `3 14:30` would read as `314:30`.
    let bare = REMARK.replace(&WEEKDAY.replace(&TIME.replace(&digits, "$1"), ""), "");
    let bare: String = bare.chars().filter(|c| !c.is_whitespace()).collect();
    let bare = DASHES.replace(&bare, "-");
    let bare = AROUND.strip(&bare).unwrap_or(&bare);
    BEFORE.replace(bare, "")
}

/// A name of a file or sheet without the dates and numbers in it.
#[must_use]
pub fn without_dates(name: &str) -> String {
    static DATES: Pattern = Pattern::new(r"附件?\d*|\d+年(?:度)?|\d+月(?:份)?|\d+日|[\d._\-—–\s]+");
    DATES.replace(name, " ")
}

/// The year that a text names (2024年, 2024-03).
#[must_use]
pub fn year_in(text: &str) -> Option<i16> {
    static YEAR: Pattern = Pattern::new(r"(?:^|\D)(20\d\d)(?:年|\D|$)");
    YEAR.captures(text)?.get(1)?.as_str().parse().ok()
}

/// The first date that a sentence holds, as it is written; none when it holds none.
#[must_use]
pub fn in_sentence(plain: &str) -> Option<&str> {
    SENTENCE.captures(plain)?.get(0).map(|found| found.as_str())
}

/// Whether a text without white space begins like a date: `2024年3月`, `2024-03-01`, `3月7日`, `10.15`, `20240315`.
#[must_use]
pub fn begins_like_date(text: &str) -> bool {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let rest = text.get(digits..).unwrap_or_default();
    match (digits, rest.chars().next()) {
        (4, Some('年')) | (1 | 2, Some('月')) => true,
        (4, Some('-' | '/' | '.')) => rest.chars().nth(1).is_some_and(|c| c.is_ascii_digit()),
        (1 | 2, Some('/' | '.' | '-')) => {
            let parts = rest.chars().skip(1).filter(|c| !c.is_ascii_digit()).count();
            parts <= 1 && rest.len() > 1 && is_month_and_day(text)
        }
        (8 | 14, None) => text.starts_with("20") || text.starts_with("19"),
        _ => false,
    }
}

fn is_month_and_day(text: &str) -> bool {
    let parts: Vec<Option<u32>> = text.split(['/', '.', '-']).take(2).map(|part| part.parse().ok()).collect();
    matches!(parts.as_slice(), [Some(1..=31), Some(1..=31)])
}

/// Whether a text can follow a date in a list: a day, a month and day, a full date.
#[must_use]
pub fn continues(text: &str) -> bool {
    CONTINUES.is_match(text)
}

/// The text with the Chinese digits of years, months and days in Arabic ones.
#[must_use]
pub fn arabic(text: &str) -> String {
    let (mut done, mut rest) = (String::new(), text);
    while let Some(found) = CHINESE.captures(rest) {
        let (Some(digits), Some(unit)) = (found.get(1), found.get(2)) else {
            break;
        };
        let modern = digits.as_str().replace('○', "〇").replace('廿', "二十");
        done += rest.get(..digits.start()).unwrap_or_default();
        done += &value(&modern).map_or(modern, |number| number.to_string());
        done += unit.as_str();
        rest = rest.get(unit.end()..).unwrap_or_default();
    }
    done + rest
}

/// Whether a text mixes the marks of dates as only a range does (`2022.3-5`, `3月7-9日`).
fn mixes_marks(text: &str) -> bool {
    let marks = ['-', '/', '.'].iter().filter(|mark| text.contains(**mark)).count();
    marks > 1 || (text.contains(['年', '月']) && text.contains(['-', '/']))
}

impl Point {
    /// A point from its digits, in the first form that fits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if mixes_marks(text) {
            return None;
        }
        FORMS.iter().find_map(|form| {
            let found = form.captures(text)?;
            let number = |name: &str| found.name(name)?.as_str().parse::<i16>().ok();
            let word = |name: &str| found.name(name).map(|word| word.as_str());
            let year = number("y").or_else(|| number("s").map(|short| 2000 + short));
            if year.is_some_and(|year| !(1900..2100).contains(&year)) {
                return None;
            }
            let (month, months) = match (word("q"), word("h"), word("e")) {
                (Some(quarter), _, _) => (quarter_start(quarter), 3),
                (_, Some(half), _) => (if half == "上" { 1 } else { 7 }, 6),
                (_, _, Some(_)) => (12, 1),
                _ => (number("m").unwrap_or(1) as i8, 0),
            };
            let precision = match (word("p"), number("d"), number("m"), months) {
                (Some("初"), ..) => Precision::Start,
                (Some("底" | "末"), ..) => Precision::End,
                (Some(_), ..) => Precision::TenDays,
                (_, Some(_), ..) => Precision::Day,
                (_, _, None, 0) => Precision::Year,
                _ => Precision::Month,
            };
            let day = word("p").map_or(number("d").unwrap_or(1) as i8, third_start);
            Some(Point { year, month, day, precision, shortened: number("s").is_some(), months })
        })
    }

    /// The two ends of a range; the second takes from the first what it does not say, and the first the unit
    /// of the second (`3-4月`).
    #[must_use]
    pub fn pair(left: &str, right: &str) -> Option<(Self, Self)> {
        let bare_day = DAY.captures(right).and_then(|found| found.get(1)?.as_str().parse::<i8>().ok());
        if let Some(from) = Self::parse(left) {
            let to = match (bare_day, from.precision) {
                (Some(day), Precision::Day) => Point { day, ..from },
                (Some(month), Precision::Month) if !right.ends_with(['日', '号']) => {
                    Point { month, ..from }
                }
                _ => Self::parse(right)?,
            };
            // A range of points of different kinds (a year to a day) is no range.
            let year = from.year.or(to.year.map(|year| year - i16::from(to.month < from.month)));
            return (from.precision == to.precision).then_some((Point { year, ..from }, to));
        }
        let to = Self::parse(right).filter(|to| to.precision == Precision::Month)?;
        let from = Self::parse(&format!("{left}月"))?;
        Some((from, to))
    }

    /// Whether the month has this day, in a leap year at least.
    #[must_use]
    pub fn exists(&self) -> bool {
        self.date(2000).is_some()
    }

    /// The day, with a year; none when there is no such day.
    #[must_use]
    pub fn date(&self, year: i16) -> Option<Date> {
        Date::new(year, self.month, self.day).ok()
    }

    /// The last day of a quarter or half-year.
    #[must_use]
    pub fn end(&self, year: i16) -> Option<Date> {
        let last = (self.month + self.months - 1).clamp(1, 12);
        (self.months > 1).then(|| Date::new(year, last, 1).ok().map(Date::last_of_month)).flatten()
    }

    /// The last day of a range that began at a point of a given year.
    #[must_use]
    pub fn in_range(&self, from: &Point, year: i16) -> Option<Date> {
        // December to March passes the turn of the year.
        let turned = self.year.is_none() && self.month < from.month;
        let year =
            self.year.filter(|_| self.year != from.year).unwrap_or(if turned { year + 1 } else { year });
        let first = self.date(year)?;
        Some(match self.precision {
            Precision::Day | Precision::TenDays | Precision::Start | Precision::End => first,
            Precision::Month => first.last_of_month(),
            Precision::Year => first.last_of_year(),
        })
    }
}

fn third_start(word: &str) -> i8 {
    match word {
        "上旬" | "初" => 1,
        "中旬" => 11,
        _ => 21,
    }
}

fn quarter_start(word: &str) -> i8 {
    match place(word) {
        Some(1) => 1,
        Some(2) => 4,
        Some(3) => 7,
        _ => 10,
    }
}
