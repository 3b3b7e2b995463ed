//! Numbers as Chinese text writes them: `30余人`, `三十人`, `1.2万元`, `￥300`, `95%`, with how exact each is.

use super::numeral;
use super::pattern::{Captures, Pattern};
use crate::model::value::{Amount, Bound};

/// Measure words, longer ones before those that they begin with.
const MEASURES: [&str; 36] = [
    "人次", "人", "名", "位", "份", "条", "个", "次", "场次", "场", "篇", "天", "日", "件", "项", "本", "期",
    "部", "小时", "学时", "万元", "元", "分钟", "分", "家", "户", "册", "张", "批次", "批", "起", "宗", "处",
    "户次", "车次", "课时",
];

/// What says that a number is one of money.
const CURRENCY: [&str; 10] = ["人民币￥", "人民币¥", "人民币", "￥", "¥", "RMB", "rmb", "CNY", "cny", "Rmb"];

const YUAN: &str = "元";

/// Measure words that persons are counted with.
const OF_PEOPLE: [&str; 5] = ["人次", "人", "名", "位", "个"];

/// What stands between several numbers of one cell (2次/30人次, 3场共120人).
const BETWEEN: [&str; 10] = ["共计", "合计", "共", "/", "、", ",", ";", "(", ")", ":"];

/// What multiplies the unit behind it (万元).
pub(super) const MAGNITUDES: [char; 4] = ['百', '千', '万', '亿'];

/// Words that say how exact the number next to them is.
const BOUNDS: [(&str, Bound); 20] = [
    ("大约", Bound::About),
    ("约", Bound::About),
    ("大概", Bound::About),
    ("将近", Bound::About),
    ("接近", Bound::About),
    ("近", Bound::About),
    ("左右", Bound::About),
    ("上下", Bound::About),
    ("超过", Bound::AtLeast),
    ("超", Bound::AtLeast),
    ("逾", Bound::AtLeast),
    ("至少", Bound::AtLeast),
    ("不少于", Bound::AtLeast),
    ("上", Bound::AtLeast),
    ("余", Bound::AtLeast),
    ("多", Bound::AtLeast),
    ("以上", Bound::AtLeast),
    ("共计", Bound::Exact),
    ("合计", Bound::Exact),
    ("共", Bound::Exact),
];

static NUMBER: Pattern = Pattern::new(concat!(
    r"^(?P<before>大约|约|大概|将近|接近|近|超过|超|逾|至少|不少于|上|共计|合计|共)?",
    r"(?P<digits>\d+(?:\.\d+)?|[零〇\p{一}两百千]+)(?P<times>[百千万亿]{0,2})",
    r"(?P<middle>余|多)?(?P<more>[万亿])?(?P<rest>.*)$",
));
static REST: Pattern = Pattern::new(r"^(?P<percent>%)?(?P<after>余|多|左右|上下|以上)?$");

/// A number that was read from a text, with the measure word behind it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measured {
    /// The number, and how exact it is.
    pub amount: Amount,
    /// The measure word behind it (人次, 条), when there is one.
    pub measure: Option<&'static str>,
    /// Whether it says its own unit or multiple (3万, 20元, 95%), so that no header says it.
    pub own: bool,
}

/// Reads a text that is nothing but one number, without white space and in half width.
#[must_use]
pub fn read(text: &str) -> Option<Measured> {
    let (bare, money) = without_currency(text);
    let measured = bare_number(bare)?;
    // 人民币 says what is paid in, and that these are no people.
    (!money || measured.measure.is_none_or(|measure| measure == YUAN)).then_some(measured)
}

/// A text without what says that it is money (`￥300`, `人民币2万元整`, `RMB300`), and whether it said so.
fn without_currency(text: &str) -> (&str, bool) {
    let opened = CURRENCY.iter().find_map(|sign| text.strip_prefix(sign));
    let open = opened.map_or(text, |rest| rest.trim_start_matches(':'));
    let closed = CURRENCY.iter().find_map(|sign| open.strip_suffix(sign)).unwrap_or(open);
    let whole = closed.strip_suffix('整').filter(|rest| rest.ends_with(YUAN)).unwrap_or(closed);
    (whole, opened.is_some() || whole.len() < open.len())
}

fn bare_number(text: &str) -> Option<Measured> {
    let found = NUMBER.captures(text)?;
    let rest = found.name("rest").map_or("", |rest| rest.as_str());
    let measure =
        MEASURES.into_iter().filter(|measure| rest.starts_with(measure)).max_by_key(|measure| measure.len());
    let end = REST.captures(rest.get(measure.map_or(0, str::len)..)?)?;
    let bound = |found: &Captures<'_>, name: &str| {
        let word = found.name(name)?.as_str();
        BOUNDS.iter().find(|(known, _)| *known == word).map(|(_, bound)| *bound)
    };
    let bounds = [bound(&found, "before"), bound(&found, "middle"), bound(&end, "after")];
    let more = times(&found, "times") * times(&found, "more");
    let percent = end.name("percent").is_some();
    let number = multiplied(digits(found.name("digits")?.as_str())?, more);
    let number = if percent { number / 100.0 } else { number };
    let bound = bounds.into_iter().flatten().max().unwrap_or(Bound::Exact);
    let own = measure.is_some() || percent || more > 1.0;
    Some(Measured { amount: Amount { number, bound }, measure, own })
}

/// A number of some unit in the unit that this one is so many of, without what binary fractions leave
/// (1.13万 is 11300).
#[must_use]
pub fn multiplied(number: f64, by: f64) -> f64 {
    if by == 1.0 {
        return number;
    }
    let exact = format!("{:.14e}", number * by);
    exact.parse().unwrap_or(number * by)
}

fn times(found: &Captures<'_>, name: &str) -> f64 {
    let word = found.name(name).map_or("", |word| word.as_str());
    word.chars().filter_map(numeral::times).product()
}

fn digits(text: &str) -> Option<f64> {
    text.parse().ok().or_else(|| numeral::value(text))
}

/// Reads a number below zero, as it is written or booked: `-5000`, `￥-300`, `(300)`.
#[must_use]
pub fn less(text: &str) -> Option<Measured> {
    static LESS: Pattern =
        Pattern::new(r"^(?:\((?P<booked>[^()]+)\)|(?:¥|￥|人民币|RMB)?[-−–](?P<signed>.+))$");
    let found = LESS.captures(text)?;
    let sum = found.name("booked").or_else(|| found.name("signed"))?.as_str();
    let read = read(&sum.replace(',', ""))?;
    Some(Measured { amount: Amount { number: -read.amount.number, ..read.amount }, ..read })
}

/// Whether a unit is a multiple of another (万元).
#[must_use]
pub fn is_multiple(unit: &str) -> bool {
    unit.starts_with(MAGNITUDES)
}

/// Whether a text is a measure word (单位：条 names no unit).
#[must_use]
pub fn is_measure(text: &str) -> bool {
    MEASURES.contains(&text)
}

/// A text without the measure word at its end.
#[must_use]
pub fn without_measure(text: &str) -> &str {
    MEASURES
        .iter()
        .filter_map(|measure| text.strip_suffix(measure))
        .min_by_key(|rest| rest.len())
        .unwrap_or(text)
}

/// The number behind a label (`为12人`).
#[must_use]
pub fn labelled(text: &str) -> Option<Measured> {
    read(text.trim_start_matches([':', '为', '是']))
}

/// Whether a measure word counts something else than persons (次, 场).
#[must_use]
pub fn is_of_things(measure: &str) -> bool {
    !OF_PEOPLE.contains(&measure)
}

/// The number of persons beside numbers of other things (2次/30人次, 3场120人); none where it is not plain which that is.
#[must_use]
pub fn of_people(text: &str) -> Option<Measured> {
    let parted = BETWEEN.iter().fold(text.to_owned(), |text, mark| text.replace(mark, " "));
    let numbers: Option<Vec<Measured>> = parted.split_whitespace().flat_map(pieces).map(read).collect();
    let numbers = numbers.filter(|numbers| numbers.len() > 1)?;
    let things = numbers.iter().filter(|number| number.measure.is_some_and(is_of_things)).count();
    let mut people =
        numbers.iter().filter(|number| number.measure.is_some_and(|measure| !is_of_things(measure)));
    let only = people.next().filter(|_| things + 1 == numbers.len())?;
    Some(Measured { own: true, ..*only })
}

/// A text cut before each number that follows a measure word (3场120人).
fn pieces(text: &str) -> Vec<&str> {
    let mut starts = vec![0];
    let mut last = None;
    for (at, c) in text.char_indices() {
        if c.is_ascii_digit()
            && last.is_some_and(|last: char| !last.is_ascii_digit() && last != '.')
            && at > 1
        {
            starts.push(at);
        }
        last = Some(c);
    }
    starts.push(text.len());
    starts.windows(2).filter_map(|pair| text.get(pair[0]..pair[1])).collect()
}

/// Names with their number (张三、李四等12人).
#[must_use]
pub fn among(text: &str) -> Option<Measured> {
    static AMONG: Pattern = Pattern::new(r"、.*等共?(\d+)(?:人|名|位)$");
    let read = read(AMONG.captures(text)?.get(1)?.as_str())?;
    Some(Measured { own: true, ..read })
}
