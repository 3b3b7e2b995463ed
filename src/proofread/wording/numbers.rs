//! Numbers as they are written (GB/T 15835): digits of half width, years in full, ranges and approximations.

use super::{Looked, Text, each};
use crate::finding::wording::Wording;
use crate::text::pattern::{Captures, Pattern};

static WIDE: Pattern = Pattern::new(r"([０-９]+)");
static SHORT_YEAR: Pattern = Pattern::new(r"(?:^|[^0-9〔])([0-9]{2}年(?:度|[0-9]{1,2}月))");
static MIXED: Pattern = Pattern::new(r"([0-9]+[千百](?:余|多)?(?:人|条|个|份|次|名|元|户|件))");
static RANGE: Pattern = Pattern::new(r"((?:^|[^0-9.%])[0-9.]+[-~—～][0-9.]+%)");
/// An estimate that is said twice, or of a number that is none.
static ABOUT: Pattern = Pattern::new(
    r"((?:大?约|近|将近)[0-9.万千百]+[^，。；、0-9]{0,4}左右|(?:超过|至少|逾)[0-9.万千百]+[^，。；、0-9]{0,4}(?:以上|余|多)|(?:大?约|近|超过|逾)[0-9]+(?:余|多)[个条人次份件名家户场项处]|(?:^|[^0-9])[0-9]*[1-9](?:余|多)[条人次份件名家户场项处]|[0-9]+(?:余|多)[个条人次份件名家户场项处][^，。；、0-9]{0,3}以上|(?:约有|大约有|大概有?)[0-9.万千百]+[^，。；、0-9]{0,4}左右|(?:^|[^最附将远接])近[0-9]+[1-9][条人份件名家户场项处])",
);
static NUMBER: Pattern = Pattern::new(
    r"[\u{4e00}-\u{9fff}]([〔\[【（(［](?:[12][0-9]{3}|[0-9]{2})[〕\]】）)］][\s　]*第?[\s　]*[0-9]+[\s　]*号)|[发函字办]([12][0-9]{3}年第?[0-9]+号)",
);
static RIGHT_NUMBER: Pattern = Pattern::new(r"^〔[12][0-9]{3}〕[1-9][0-9]*号$");

/// How a fault is said of the words that hold it.
type Says = fn(String) -> Wording;

pub(super) fn digits(text: &Text) -> Looked {
    let mut looked =
        each(text.running(), &WIDE, |found| Some(Wording::WideDigits { text: found.to_owned() }));
    let further: [(&Pattern, Says); 3] = [
        (&SHORT_YEAR, |text| Wording::ShortYear { text }),
        (&MIXED, |text| Wording::MixedNumber { text }),
        (&RANGE, |text| Wording::Range { text }),
    ];
    for (pattern, say) in further {
        looked.faults.extend(each(text.running(), pattern, |found| Some(say(found.to_owned()))).faults);
    }
    looked
}

pub(super) fn about(text: &Text) -> Looked {
    each(text.running(), &ABOUT, |found| Some(Wording::About { text: found.trim().to_owned() }))
}

/// Rates with decimals in one sentence, and such as add none.
static RATE: Pattern = Pattern::new(r"([0-9]+\.([0-9]+))%");
static WHOLE: Pattern = Pattern::new(r"(^|[^0-9.])((100|0)\.0+%)");

/// Rates of one sentence with as many decimals each, and 100% without any.
pub(super) fn decimals(text: &Text) -> Looked {
    let mut looked = Looked::default();
    for (at, passage) in text.unquoted() {
        for sentence in passage.split('。') {
            let rates = RATE.all(sentence);
            let Some(first) = rates.first() else { continue };
            let written = |found: &Captures| found.get(0).map_or("", |found| found.as_str()).to_owned();
            let places = |found: &Captures| found.get(2).map(|found| found.as_str().len());
            let whole = WHOLE.captures(sentence).and_then(|found| Some(found.get(2)?.as_str().to_owned()));
            let other = rates.iter().find(|rate| places(rate) != places(first));
            let fault = whole.map(|text| Wording::WholeRate { text });
            let uneven =
                || other.map(|other| Wording::Decimals { one: written(first), other: written(other) });
            looked.add(at, fault.or_else(uneven));
        }
    }
    looked
}

static IN_WORDS: Pattern = Pattern::new(r"[二三四五六七八九十两]{1,3}(起|件|项|份)");
static IN_DIGITS: Pattern = Pattern::new(r"[0-9]+(起|件|项|份)");

/// Counts of one measure that are written in words and in digits in one paragraph.
pub(super) fn mixed(text: &Text) -> Looked {
    let mut looked = Looked::default();
    for (at, passage) in text.running() {
        let Some(words) = IN_WORDS.captures(passage) else { continue };
        let measure = words.get(1).map_or("", |measure| measure.as_str());
        let digits = IN_DIGITS.all(passage);
        let digits =
            digits.iter().find(|digits| digits.get(1).is_some_and(|found| found.as_str() == measure));
        let fault = digits.map(|digits| Wording::MixedStyle {
            chinese: words.get(0).map_or("", |found| found.as_str()).to_owned(),
            digits: digits.get(0).map_or("", |found| found.as_str()).to_owned(),
        });
        looked.add(at, fault);
    }
    looked
}

/// A number as it should be written; a year of two figures is of this century.
fn right_number(written: &str) -> String {
    let figures: Vec<&str> =
        written.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let [year, number] = figures.as_slice() else { return String::new() };
    let century = if year.len() == 2 { "20" } else { "" };
    let number = number.trim_start_matches('0');
    if number.is_empty() { String::new() } else { format!("〔{century}{year}〕{number}号") }
}

/// Years in Chinese figures of which one is a circle or a digit, and days with points.
static YEAR_WORDS: Pattern = Pattern::new(
    r"([一二][○〇零0-9一二三四五六七八九]*[○0][○〇零0-9一二三四五六七八九]*年|[一二][○〇零一二三四五六七八九]*[0○][○〇零0-9一二三四五六七八九]*年)",
);
static POINTED: Pattern =
    Pattern::new(r"(?:^|[^0-9.])((?:19|20)[0-9]{2}[./][0-9]{1,2}[./][0-9]{1,2})(?:[^0-9.]|$)");
static HOUR: Pattern = Pattern::new(r"(?:^|[^0-9])((?:2[5-9]|[3-9][0-9])时)(?:[^间代段期候长限]|$)");

pub(super) fn days(text: &Text) -> Looked {
    let mut looked = Looked::default();
    let kinds: [(&Pattern, Says); 3] = [
        (&YEAR_WORDS, |text| Wording::DayForm { text }),
        (&POINTED, |text| Wording::DayForm { text }),
        (&HOUR, |text| Wording::NoSuchHour { text }),
    ];
    for (pattern, say) in kinds {
        let found = each(text.running(), pattern, |found| Some(say(found.to_owned())));
        looked.seen = looked.seen.max(found.seen);
        looked.faults.extend(found.faults);
    }
    looked
}

/// Numbers of documents that the text cites.
pub(super) fn document_numbers(text: &Text) -> Looked {
    let mut looked = Looked::default();
    for (at, passage) in text.running() {
        for found in NUMBER.all(passage) {
            let written = found.get(1).or(found.get(2)).map_or("", |found| found.as_str());
            let wrong = (!RIGHT_NUMBER.is_match(written))
                .then(|| Wording::DocumentNumber { text: written.to_owned(), right: right_number(written) });
            looked.add(at, wrong);
        }
    }
    looked
}
