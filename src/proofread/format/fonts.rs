//! Typefaces, sizes, weight and colour of each element (5.2.2, 5.2.4, 7.2 to 7.5), whatever style they come from.

use super::plain;
use crate::finding::lint::Lint;
use crate::model::report::Role;
use crate::model::typeset::{Line, Run, Stress};
use crate::proofread::roles::is_red_colour;
use crate::proofread::{Looked, Page};
use crate::text::fold::is_cjk;
use crate::text::pattern::Pattern;

/// A class of typefaces: what people call it, the usual one of it, and how the names of its members begin or what they
/// hold.
pub(in crate::proofread) struct Class {
    name: &'static str,
    pub(in crate::proofread) face: &'static str,
    members: Pattern,
}

static FANGSONG: Class =
    Class { name: "仿宋", face: "仿宋_GB2312", members: Pattern::new(r"(?i)仿宋|fang ?song") };
static HEITI: Class =
    Class { name: "黑体", face: "黑体", members: Pattern::new(r"(?i)黑体|^sim ?hei|heiti") };
static KAITI: Class =
    Class { name: "楷体", face: "楷体_GB2312", members: Pattern::new(r"(?i)楷|kai ?ti|^kai") };
static BIAOSONG: Class =
    Class {
        name: "小标宋体", face: "方正小标宋简体", members: Pattern::new(r"(?i)标宋|biao ?song|^fzxbs")
    };

/// The class of typefaces of an element; none where the standard names none, or several in one paragraph.
pub(in crate::proofread) fn class(role: Role) -> Option<&'static Class> {
    match role {
        Role::Mark | Role::MarkWord | Role::Title => Some(&BIAOSONG),
        Role::Secrecy | Role::Urgency | Role::Heading1 | Role::AnnexLabel => Some(&HEITI),
        Role::Heading2 => Some(&KAITI),
        Role::Addressee
        | Role::Body
        | Role::Heading3
        | Role::Heading4
        | Role::AnnexNote
        | Role::Signature
        | Role::Date
        | Role::Note
        | Role::Copies
        | Role::Issue => Some(&FANGSONG),
        _ => None,
    }
}

/// The size of an element in half points; none where the standard leaves it open.
pub(in crate::proofread) fn size(role: Role) -> Option<(u32, &'static str)> {
    match role {
        Role::Title => Some((44, "2号（22磅）")),
        Role::Copies | Role::Issue => Some((28, "4号（14磅）")),
        Role::Mark | Role::MarkWord | Role::AnnexTitle | Role::AnnexChart | Role::AnnexTable => None,
        _ => Some((32, "3号（16磅）")),
    }
}

pub(in crate::proofread) fn faces(page: &Page) -> Looked {
    each(page, |role, line| {
        if let Some(wrong) = signer(role, line) {
            return Some(Lint::Face { role: Role::Signers, has: wrong, wants: KAITI.name });
        }
        let class = class(role)?;
        let (_, judged) = judged(role, line);
        let wrong = judged.iter().find(|run| is_wrong_face(run, class))?;
        Some(Lint::Face { role, has: wrong.chinese.clone(), wants: class.name })
    })
}

/// The typeface of the names behind 签发人：, where it is another than theirs (7.2.6).
fn signer(role: Role, line: &Line) -> Option<String> {
    if !matches!(role, Role::Number | Role::Signers) {
        return None;
    }
    let mut named = false;
    for run in &line.runs {
        let own = match run.text.find(['：', ':']).filter(|_| !named) {
            Some(colon) if line.text.contains("签发人") => {
                named = true;
                run.text.get(colon..).unwrap_or_default().to_owned()
            }
            _ => run.text.clone(),
        };
        if named && own.chars().any(is_cjk) && !KAITI.members.is_match(&run.chinese) {
            return Some(run.chinese.clone());
        }
    }
    None
}

/// Whether Chinese characters of a run stand in another class of typefaces.
pub(in crate::proofread) fn is_wrong_face(run: &Run, class: &Class) -> bool {
    has_chinese(run) && !class.members.is_match(&run.chinese)
}

pub(in crate::proofread) fn sizes(page: &Page) -> Looked {
    each(page, |role, line| {
        let (wanted, name) = size(role)?;
        let wrong = line.runs.iter().find(|run| is_visible(run) && run.size != wanted)?;
        Some(Lint::Size { role, has: plain(f64::from(wrong.size) / 2.0), wants: name })
    })
}

pub(in crate::proofread) fn themed(page: &Page) -> Looked {
    each(page, |_, line| {
        let themed = line.runs.iter().find(|run| run.themed && has_chinese(run))?;
        Some(Lint::Themed { has: themed.chinese.clone() })
    })
}

/// Marks that Chinese shares with Latin.
pub(in crate::proofread) const SHARED: [char; 7] = ['“', '”', '‘', '’', '…', '—', '·'];

/// Marks that Chinese shares with Latin: programs give them the Latin typeface unless they are said to be Chinese.
pub(in crate::proofread) fn marks(page: &Page) -> Looked {
    each(page, |_, line| {
        let shared = |run: &&Run| run.text.contains(SHARED) && !run.hinted && run.latin != run.chinese;
        // A name of the same typeface in Latin letters is the same typeface.
        let foreign = |run: &&Run| {
            ![&FANGSONG, &HEITI, &KAITI, &BIAOSONG].iter().any(|class| class.members.is_match(&run.latin))
        };
        let run = line.runs.iter().filter(shared).find(foreign)?;
        Some(Lint::LatinMarks { font: run.latin.clone() })
    })
}

pub(in crate::proofread) fn stressed(page: &Page) -> Looked {
    each(page, |role, line| {
        let plain = Stress::default();
        let stressed = line.runs.iter().any(|run| is_visible(run) && run.stressed != plain);
        stressed.then_some(Lint::Stressed { role })
    })
}

pub(in crate::proofread) fn colours(page: &Page) -> Looked {
    let mut looked = each(page, |role, line| {
        if matches!(role, Role::Mark | Role::MarkWord) {
            return None;
        }
        if line.runs.iter().any(|run| run.marked && is_visible(run)) {
            return Some(Lint::Marked);
        }
        let run = line.runs.iter().find(|run| is_coloured(run))?;
        let colour = run.colour.clone().unwrap_or_default();
        let has = if is_red_colour(&colour) { format!("红（{colour}）") } else { colour };
        Some(Lint::Coloured { has })
    });
    let tables =
        page.set.lines.iter().enumerate().filter(|(at, line)| page.role(*at).is_none() && !line.is_free());
    for (at, line) in tables {
        let fault =
            line.runs.iter().find(|run| is_coloured(run)).map(|run| run.colour.clone().unwrap_or_default());
        looked.add(Some(at), fault.map(|has| Lint::Coloured { has }));
    }
    looked
}

/// Whether a typeface is one of Chinese, but not of a class.
pub(in crate::proofread) fn is_another(face: &str, class: &Class) -> bool {
    CHINESE.is_match(face) && !class.members.is_match(face)
}

/// Typefaces that have Chinese characters, by their names.
static CHINESE: Pattern = Pattern::new(r"(?i)\p{Han}|^sim|^fang|^kai|^dengxian|yahei|^fz|^st[a-z]+$");

/// Whether characters that are seen are not black.
pub(in crate::proofread) fn is_coloured(run: &Run) -> bool {
    is_visible(run) && run.colour.as_deref().is_some_and(|colour| colour != "000000")
}

/// Holds every paragraph that has a role against a rule.
fn each(page: &Page, fault: impl Fn(Role, &Line) -> Option<Lint>) -> Looked {
    let mut looked = Looked::default();
    for (at, line) in page.all(|_| true) {
        let Some(role) = page.role(at) else { continue };
        looked.add(Some(at), fault(role, line));
    }
    looked
}

/// The runs of a line that its element's typeface holds for: of a heading the heading and not the text behind it, of a
/// paragraph all but its first sentence, which may be set apart. 签发人 stand in a typeface of their own. With the place of
/// the first character.
pub(in crate::proofread) fn judged(role: Role, line: &Line) -> (usize, Vec<Run>) {
    let (heading, rest) = split(line);
    match role {
        Role::Heading1 | Role::Heading2 => (0, heading),
        Role::Body
            if heading.iter().all(|run| {
                !has_chinese(run)
                    || KAITI.members.is_match(&run.chinese)
                    || HEITI.members.is_match(&run.chinese)
            }) =>
        {
            if rest.iter().any(has_chinese) {
                (heading.iter().map(|run| run.text.chars().count()).sum(), rest)
            } else {
                (0, heading)
            }
        }
        _ => (0, line.runs.clone()),
    }
}

/// The runs of a line up to the end of its first sentence, and those behind.
pub(in crate::proofread) fn split(line: &Line) -> (Vec<Run>, Vec<Run>) {
    let (mut heading, mut rest) = (Vec::new(), Vec::new());
    let mut ended = false;
    for run in &line.runs {
        match run.text.find('。').filter(|_| !ended) {
            Some(at) => {
                let (one, other) = run.text.split_at(at + '。'.len_utf8());
                heading.push(Run { text: one.to_owned(), ..run.clone() });
                if !other.is_empty() {
                    rest.push(Run { text: other.to_owned(), ..run.clone() });
                }
                ended = true;
            }
            None if ended => rest.push(run.clone()),
            None => heading.push(run.clone()),
        }
    }
    (heading, rest)
}

pub(in crate::proofread) fn has_chinese(run: &Run) -> bool {
    run.text.chars().any(is_cjk)
}

fn is_visible(run: &Run) -> bool {
    run.text.chars().any(|c| !c.is_whitespace() && c != '\u{fffc}')
}
