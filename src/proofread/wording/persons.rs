//! Persons of the text against 人员名册: their names, posts and order; and who is named where fault is found.

use super::known::{Known, Person};
use super::posts::{Post, Posts};
use super::{Looked, Text};
use crate::finding::wording::Wording;
use crate::kind::lists;
use crate::model::report::Role;
use crate::text::pattern::Pattern;

/// Words before a post that make it one of another time.
const FORMER: [&str; 4] = ["时任", "原任", "原", "前任"];
/// Words in front of a post that make it one of a leading group, which no roster has.
const OF_GROUP: [&str; 3] = ["小组办公室", "专班办公室", "专班"];
/// Orders that are not those of rank.
const UNRANKED: [&str; 3] = ["姓氏笔画", "姓氏笔划", "不分先后"];
/// What may stand between two names of one row: 、, and posts.
static ROW: Pattern = Pattern::new(r"^(?:同志)?[、和与及][^，。；：]{0,20}$");
static SECOND: Pattern = Pattern::new(r"副组长");
static FIRST: Pattern = Pattern::new(r"(?:^|[^副])组长");
/// Columns in which somebody finds fault …
static SAID: Pattern = Pattern::new(r"意见|问题|建议|表现|诉求|不足");
/// … and those that only name who has to do with it.
static ABOUT: Pattern = Pattern::new(r"责任|来源|类|编号|措施|目标|数|量|时|人$|单位$|部门$|领导$");

/// What leads a name, and what stands behind it when its person takes a place.
const LED: [char; 4] = ['由', '和', '、', '，'];
const TAKES: [&str; 4] = ["任", "担任", "兼任", "同志"];

/// A name in a passage: where it begins and ends, and whose it is.
struct Named<'k> {
    start: usize,
    end: usize,
    person: &'k Person,
}

/// The names of known persons in a text, from left to right. A name of two characters may be a part of another word.
fn named<'k>(known: &'k Known, text: &str) -> Vec<Named<'k>> {
    let mut found: Vec<Named<'k>> = Vec::new();
    for person in known.people.iter().filter(|person| person.name.chars().count() > 2) {
        let places = text.match_indices(person.name.as_str());
        found.extend(places.map(|(start, name)| Named { start, end: start + name.len(), person }));
    }
    found.sort_by_key(|named| named.start);
    found
}

/// A post beside a name that is not the one of the roster.
pub(super) fn posts(text: &Text) -> Looked {
    let mut looked = Looked::default();
    let Some(known) = text.known else { return looked };
    let posts = Posts::of(text);
    for (at, passage) in text.all() {
        for Named { start, end, person } in named(known, passage) {
            let before = passage.get(..start).unwrap_or_default();
            let Some(post) = posts
                .before(before)
                .or_else(|| posts.after(passage.get(end..).unwrap_or_default()))
                .filter(|post| !is_aside(post))
            else {
                continue;
            };
            let own = posts.all(&person.posts);
            if !own.is_empty() {
                looked.add(
                    at,
                    other_post(known, &post, &own).then(|| Wording::OtherPost {
                        written: post.written(),
                        name: person.name.clone(),
                        posts: person.posts.clone(),
                    }),
                );
            }
        }
    }
    looked
}

/// Whether a post is of another time, or of a leading group.
fn is_aside(post: &Post) -> bool {
    FORMER.iter().any(|word| post.of.contains(word)) || OF_GROUP.iter().any(|word| post.of.ends_with(word))
}

fn other_post(known: &Known, post: &Post, own: &[Post]) -> bool {
    let office = |of: &str| {
        let mut ours = known.organs.iter().filter(|organ| organ.is_own).flat_map(|organ| &organ.names);
        ours.any(|name| of.ends_with(name.as_str()))
    };
    let near: Vec<&Post> = own.iter().filter(|own| post.is_near(own, office)).collect();
    !near.is_empty() && near.iter().all(|own| own.is_deputy != post.is_deputy)
}

/// Behind a post that one of the roster has, a name that is nearly theirs.
pub(super) fn names(text: &Text) -> Looked {
    let mut looked = Looked::default();
    let Some(known) = text.known.filter(|known| !known.people.is_empty()) else { return looked };
    let posts = Posts::of(text);
    for (at, passage) in text.all() {
        for (start, _) in passage.char_indices() {
            let Some(name) = three(passage.get(start..).unwrap_or_default()) else { continue };
            let Some(person) = nearly(known, name) else { continue };
            let before = passage.get(..start).unwrap_or_default();
            let after = passage.get(start + name.len()..).unwrap_or_default();
            let post = posts.before(before);
            let held =
                post.is_some_and(|post| posts.all(&person.posts).iter().any(|own| own.stem == post.stem));
            let held = held || before.ends_with(LED) && TAKES.iter().any(|word| after.starts_with(word));
            let fault = || Wording::OtherPerson { written: name.to_owned(), name: person.name.clone() };
            looked.add(at, held.then(fault));
        }
        looked.seen += named(known, passage).len();
    }
    looked
}

/// The first three characters, when all are Chinese.
fn three(text: &str) -> Option<&str> {
    let end = text.char_indices().nth(3).map_or(text.len(), |(end, _)| end);
    let name = text.get(..end)?;
    (name.chars().count() == 3 && name.chars().all(crate::text::fold::is_cjk)).then_some(name)
}

/// The person whose surname and one further character a name has, and who is not called so.
fn nearly<'k>(known: &'k Known, name: &str) -> Option<&'k Person> {
    if known.people.iter().any(|person| person.name == name) {
        return None;
    }
    let same = |person: &&Person| {
        let pairs: Vec<bool> = person.name.chars().zip(name.chars()).map(|(own, c)| own == c).collect();
        matches!(pairs.as_slice(), [true, true, false] | [true, false, true])
            && person.name.chars().count() == 3
    };
    known.people.iter().find(same)
}

/// Persons in one row: no deputy before the head, and of equals none before whom the roster has further up.
pub(super) fn order(text: &Text) -> Looked {
    let mut looked = Looked::default();
    let Some(known) = text.known else { return looked };
    let posts = Posts::of(text);
    for (at, passage) in text.all() {
        if UNRANKED.iter().any(|word| passage.contains(word)) {
            continue;
        }
        let found = named(known, passage);
        for (one, other) in found.iter().zip(found.iter().skip(1)) {
            if !passage.get(one.end..other.start).is_some_and(|between| ROW.is_match(between)) {
                continue;
            }
            let (first, second) = (posts.all(&one.person.posts), posts.all(&other.person.posts));
            let fault =
                Wording::PersonOrder { first: other.person.name.clone(), then: one.person.name.clone() };
            looked.add(at, is_before((&second, other.person), (&first, one.person)).then_some(fault));
        }
    }
    looked
}

/// Whether one person stands before another by rank: the head before a deputy, of deputies by the roster's numbers.
fn is_before(one: (&[Post], &Person), other: (&[Post], &Person)) -> bool {
    let near = |post: &Post, own: &Post| post.stem == own.stem && post.of == own.of;
    let heads = one.0.iter().filter(|post| !post.is_deputy);
    let is_deputy = |head: &Post| {
        other.0.iter().any(|post| post.is_deputy && near(post, head))
            && !other.0.iter().any(|post| !post.is_deputy && near(post, head))
    };
    let is_head = heads.clone().any(is_deputy);
    let equal = one.0.iter().any(|post| other.0.contains(post));
    let ordered = one.1.order.zip(other.1.order).is_some_and(|(one, other)| one < other);
    is_head || equal && ordered
}

/// A leading group of which deputies are told and no head.
pub(super) fn heads(text: &Text) -> Looked {
    let mut looked = Looked::default();
    let first = text.unquoted().into_iter().find(|(_, passage)| SECOND.is_match(passage));
    if let Some((at, _)) = first {
        let told = text.running().any(|(_, passage)| FIRST.is_match(passage));
        looked.add(at, (!told).then_some(Wording::NoHead));
    }
    looked
}

/// Somebody of the roster, or called by surname and post, where fault is found: in the text, or in a list of opinions.
pub(super) fn criticised(text: &Text) -> Looked {
    let mut looked = Looked::default();
    let posts = Posts::of(text);
    let words = |role: &str| {
        let rows = text.list(lists::CRITICAL).filter(move |row| row.get("role") == role);
        rows.flat_map(|row| row.words("words")).collect::<Vec<_>>()
    };
    let (fault, finder) = (words("fault"), words("finder"));
    for (at, passage) in text.running() {
        for sentence in
            passage.split(['。', '；']).filter(|said| fault.iter().any(|word| said.contains(word)))
        {
            let finds = finder.iter().any(|word| sentence.contains(word));
            let name = whom(text.known, &posts, sentence).filter(|_| !finds);
            looked.add(at, name.map(|name| Wording::Criticised { name }));
        }
    }
    for (at, passage) in text.passages.iter().enumerate() {
        let Some((head, rows)) = passage.rows.split_first().filter(|_| passage.role.is_none_or(is_table))
        else {
            continue;
        };
        let columns = (0..head.len()).filter(|column| {
            head.get(*column).is_some_and(|name| SAID.is_match(name) && !ABOUT.is_match(name))
        });
        for cell in columns.flat_map(|column| rows.iter().filter_map(move |row| row.get(column))) {
            looked.add(at, whom(text.known, &posts, cell).map(|name| Wording::Criticised { name }));
        }
    }
    looked
}

fn is_table(role: Role) -> bool {
    !role.is_head() && !role.is_imprint()
}

fn whom(known: Option<&Known>, posts: &Posts, text: &str) -> Option<String> {
    let of_roster = known.and_then(|known| Some(named(known, text).first()?.person.name.clone()));
    of_roster.or_else(|| posts.called(text).map(str::to_owned))
}
