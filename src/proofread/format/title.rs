//! 标题 and 主送机关 (7.3.1, 7.3.2).

use crate::finding::lint::Lint;
use crate::model::report::Role;
use crate::model::typeset::Align;
use crate::proofread::{Looked, Page};
use crate::text::pattern::Pattern;
use crate::text::segment::words;

static MARKS: Pattern = Pattern::new(r"[。，；：！？,.;:!?]");
static FORM: Pattern = Pattern::new(
    r"关于.+(?:报告|请示|通知|通报|意见|决定|决议|命令|令|公报|公告|通告|批复|议案|函|纪要|方案|总结|要点|计划|办法|规定|细则|汇报)(?:（[^）]*）)?$",
);
/// Kinds whose titles need no 关于.
static BRIEF: Pattern = Pattern::new(r"(?:纪要|公报|公告|通告|命令|令|讲话|简报)$");
static UPWARD: Pattern = Pattern::new(r"(?:报告|请示)$");
static PERSON: Pattern =
    Pattern::new(r"(?:同志|书记|县长|市长|区长|镇长|乡长|省长|局长|主任|主席|部长|先生|女士)[：:]?$");
/// From this many twips on the room of a paragraph stands for an empty line.
const LINE: i64 = 400;

pub(in crate::proofread) fn place(page: &Page) -> Looked {
    Looked::over(page.of(Role::Title), |line| {
        let format = line.format;
        let indented = [format.left, format.right, format.first]
            .iter()
            .any(|indent| indent.in_characters(line.size()).abs() > 0.2);
        match (format.align, indented) {
            (Align::Centre, false) => None,
            (Align::Centre, true) => Some(Lint::TitlePlace { has: "有缩进" }),
            (Align::Right, _) => Some(Lint::TitlePlace { has: "居右" }),
            _ => Some(Lint::TitlePlace { has: "居左" }),
        }
    })
}

/// Where the title breaks, no word may break; of words that the dictionary does not know nothing is said.
pub(in crate::proofread) fn lines(page: &Page) -> Looked {
    let mut looked = Looked::default();
    let lines: Vec<&str> =
        page.of(Role::Title).flat_map(|(_, line)| line.text.split('\n')).map(str::trim).collect();
    let first = page.of(Role::Title).map(|(at, _)| at).next();
    for pair in lines.windows(2) {
        let [line, next] = pair else { continue };
        let whole = format!("{line}{next}");
        let mut end = 0;
        let broken = words(&whole).iter().any(|word| {
            let start = end;
            end += word.len();
            start < line.len() && line.len() < end
        });
        let fault = Lint::TitleLines { line: (*line).to_owned(), next: (*next).to_owned() };
        looked.add(first, broken.then_some(fault));
    }
    let lengths: Vec<usize> = lines.iter().map(|line| line.chars().count()).collect();
    let narrow = lengths
        .windows(3)
        .any(|three| matches!(three, [above, middle, below] if middle + 2 <= *above && middle + 2 <= *below));
    looked.faults.extend(narrow.then_some((first, Lint::TitleShape { lines: lengths.len() })));
    looked
}

pub(in crate::proofread) fn marks(page: &Page) -> Looked {
    let title = page.title();
    let mut looked = Looked::default();
    if let Some((at, _)) = page.of(Role::Title).next() {
        // What stands inside 《》 and “” is no mark of the title.
        let own = Pattern::new(r"《[^》]*》|“[^”]*”|（[^）]*）").replace(&title, "");
        let marks: String =
            MARKS.all(&own).iter().filter_map(|found| found.get(0)).map(|found| found.as_str()).collect();
        looked.add(Some(at), (!marks.is_empty()).then_some(Lint::TitleMarks { marks }));
    }
    looked
}

pub(in crate::proofread) fn form(page: &Page) -> Looked {
    let title = page.title();
    let mut looked = Looked::default();
    if let Some((at, _)) = page.of(Role::Title).next().filter(|_| page.has_head()) {
        // Marks at its end are told by themselves.
        let bare = title.trim_end_matches(['。', '，', '；', '：', '.', ',']);
        let right = FORM.is_match(bare) || BRIEF.is_match(bare);
        looked.add(Some(at), (!right).then_some(Lint::TitleForm { text: title }));
    }
    looked
}

pub(in crate::proofread) fn addressee(page: &Page) -> Looked {
    let mut looked = Looked::over(page.of(Role::Addressee), |line| {
        let format = line.format;
        let text = line.text.trim();
        let indented =
            [format.left, format.first].iter().any(|indent| indent.in_characters(line.size()).abs() > 0.2);
        let placed = format.align != Align::Left || line.text.starts_with(char::is_whitespace);
        (indented || placed || !text.ends_with('：')).then(|| Lint::AddresseeForm { text: text.to_owned() })
    });
    let title = page.of(Role::Title).map(|(at, _)| at).last();
    if let (Some(title), Some((at, line))) = (title, page.of(Role::Addressee).next()) {
        let between = page.set.lines.get(title + 1..at).unwrap_or_default();
        let above = page.set.lines.get(title).map_or(0, |line| line.format.after) + line.format.before;
        let room =
            between.iter().any(|line| line.is_blank() || line.text.trim().starts_with('（')) || above >= LINE;
        looked.faults.extend((!room).then_some((Some(at), Lint::AddresseeRoom)));
    }
    looked
}

pub(in crate::proofread) fn addressees(page: &Page) -> Looked {
    let upward = UPWARD.is_match(&page.title());
    Looked::over(page.of(Role::Addressee), |line| {
        let text = line.text.trim().to_owned();
        if PERSON.is_match(&text) {
            return Some(Lint::AddressedPerson { text });
        }
        (upward && text.contains(['、', '，'])).then_some(Lint::Addressees { text })
    })
}
