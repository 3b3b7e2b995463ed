//! A rule of `figures.toml` → plain Chinese: what is counted, under which conditions, from which table.

use crate::kind::{CompareRule, Compared, Counted, FigureRule, Filter, Kind, Span, TableRule, Take};

/// A figure's rule in words; for a member of a group with its key.
pub fn in_words(kind: &Kind, rule: &FigureRule, key: Option<&str>) -> String {
    let Some(take) = rule.take() else { return String::new() };
    match take {
        Take::Ratio(part, whole) => {
            let name = |id: &str| kind.figure(id).map_or_else(|| id.to_owned(), |rule| rule.name.clone());
            let plus = rule.plus.as_deref().map(|plus| format!("（另加{}）", name(plus)));
            return format!("{}{}÷{}", name(part), plus.unwrap_or_default(), name(whole));
        }
        Take::Difference(more, less) => {
            let name = |id: &str| kind.figure(id).map_or_else(|| id.to_owned(), |rule| rule.name.clone());
            return format!("{}减去{}", name(more), name(less));
        }
        Take::Setting(item) => return format!("“报告信息”中填写的“{item}”"),
        Take::Compare(compared) => return compared_in_words(kind, compared),
        _ => {}
    }
    let Some(table) = rule.table.as_deref().and_then(|id| kind.tables.get(kind.table(id)?)) else {
        return String::new();
    };
    let words = RuleWords { kind, table };
    let when = rule.when.as_ref().map(|item| format!("，“报告信息”的“{item}”填“是”时才计"));
    let when = when.unwrap_or_default();
    format!("“{}”{}{}{when}", table.name, words.among(rule), words.taken(rule, take, key))
}

/// What is taken from the last report.
fn compared_in_words(kind: &Kind, rule: &CompareRule) -> String {
    let figure = rule.figure.as_deref().and_then(|id| kind.figure(id)).map_or("", |rule| rule.name.as_str());
    let table = rule.items.as_deref().and_then(|id| kind.tables.get(kind.table(id)?));
    let table = table.map_or("", |table| table.name.as_str());
    match rule.take {
        Compared::Previous => format!("上期报告的“{figure}”"),
        Compared::Difference => format!("“{figure}”减去上期报告的“{figure}”"),
        Compared::Increase => format!("“{figure}”比上期报告增加的数"),
        Compared::Decrease => format!("“{figure}”比上期报告减少的数"),
        Compared::Added => format!("“{table}”中上期报告没有的条目"),
        Compared::Withdrawn => format!("上期报告有、“{table}”中已没有的条目"),
        Compared::Reopened => {
            format!("“{table}”中上期报告为{}、现在不是的条目", rule.was.join("、"))
        }
        Compared::AsOf => "上期报告的截至日期".to_owned(),
    }
}

struct RuleWords<'a> {
    kind: &'a Kind,
    table: &'a TableRule,
}

impl RuleWords<'_> {
    /// The entries that it is counted from: `中` with the conditions, in Chinese.
    fn among(&self, rule: &FigureRule) -> String {
        let mut conditions: Vec<String> = rule.filters.iter().map(|filter| self.condition(filter)).collect();
        conditions.extend(standing(&rule.standing));
        if conditions.is_empty() { "中".to_owned() } else { format!("中{}的", conditions.join("，")) }
    }

    fn condition(&self, filter: &Filter) -> String {
        if !filter.or.is_empty() {
            return filter.or.iter().map(|filter| self.condition(filter)).collect::<Vec<_>>().join("或");
        }
        let name = self.field(&filter.field);
        let listed = |words: &[String]| words.join("、");
        let mut parts = Vec::new();
        if !filter.is.is_empty() {
            parts.push(format!("“{name}”为{}", listed(&filter.is)));
        }
        if !filter.not.is_empty() {
            parts.push(format!("“{name}”不是{}", listed(&filter.not)));
        }
        if !filter.contains.is_empty() {
            parts.push(format!("“{name}”含有{}", listed(&filter.contains)));
        }
        parts.extend(filter.mentions.as_ref().map(|item| format!("“{name}”写明“报告信息”的“{item}”")));
        parts.extend(filter.lacks.as_ref().map(|item| format!("“{name}”没有写“报告信息”的“{item}”")));
        match filter.present {
            Some(true) => parts.push(format!("“{name}”已填写")),
            Some(false) => parts.push(format!("“{name}”未填写")),
            None => {}
        }
        let bounds = [
            (filter.at_least, "不少于"),
            (filter.at_most, "不多于"),
            (filter.above, "多于"),
            (filter.below, "少于"),
        ];
        let bounds = bounds.iter().filter_map(|(bound, word)| Some(format!("“{name}”{word}{}", (*bound)?)));
        parts.extend(bounds);
        parts.extend(filter.from.as_ref().map(|day| format!("“{name}”不早于{day}")));
        parts.extend(filter.to.as_ref().map(|day| format!("“{name}”不晚于{day}")));
        parts.extend(filter.later_than.as_ref().map(|other| format!("“{name}”晚于“{}”", self.field(other))));
        if filter.before_as_of.is_some() {
            parts.push(format!("“{name}”早于截至日期"));
        }
        if filter.not_no {
            parts.push(format!("“{name}”不为“否”"));
        }
        parts.extend(filter.seen_in.as_ref().map(|other| format!("在{}中出现", self.elsewhere(other))));
        parts.extend(filter.unseen_in.as_ref().map(|other| format!("在{}中没有出现", self.elsewhere(other))));
        parts.join("，")
    }

    /// A field of the table by its Chinese name.
    fn field(&self, id: &str) -> String {
        match id {
            "class.aspect" => "方面".to_owned(),
            "class.problem" => "突出问题".to_owned(),
            "class.group" => "归并组".to_owned(),
            _ => field_name(self.table, id),
        }
    }

    /// A field of another table (`opinions.unit`).
    fn elsewhere(&self, id: &str) -> String {
        let found = id.split_once('.').and_then(|(table, field)| {
            let table = self.kind.tables.get(self.kind.table(table)?)?;
            Some(format!("“{}”的“{}”", table.name, field_name(table, field)))
        });
        found.unwrap_or_else(|| id.to_owned())
    }

    fn taken(&self, rule: &FigureRule, take: Take<'_>, key: Option<&str>) -> String {
        let only = rule.title_kind.as_ref().map_or(String::new(), |_| "（只计这一类的标题）".to_owned());
        let said = match take {
            Take::Count(Counted::Entries) => "条目逐条计数".to_owned(),
            Take::Count(Counted::Rows) => "条目所在的行逐行计数（一行为一份）".to_owned(),
            Take::Distinct("class.group") => "条目归并相同意见后的条数".to_owned(),
            Take::Distinct(field) => format!("“{}”去掉重复后的个数", self.field(field)),
            Take::Sum(field) => format!("“{}”一栏相加", self.field(field)),
            Take::Members(field) => format!("“{}”一栏所列项数相加", self.field(field)),
            Take::Share(part, whole) => {
                let (part, whole) = (self.field(part), self.field(whole));
                format!("“{part}”合计÷“{whole}”合计（两栏都填写的行）")
            }
            Take::GroupBy(fields) => {
                let of = key.map_or(String::new(), |key| format!("，其中“{key}”"));
                let names: Vec<String> = fields.iter().map(|field| self.field(field)).collect();
                let span = rule.by.map_or("", |by| match by {
                    Span::Month => "逐月",
                    Span::Quarter => "逐季度",
                    Span::Year => "逐年",
                });
                let counted = match rule.measure().filter(|_| !rule.counts_entries()) {
                    Some(measure) => format!("，各组的{}", self.taken(rule, measure, None)),
                    None => "计数".to_owned(),
                };
                format!("条目按“{}”{span}分组{counted}{of}", names.join("”“"))
            }
            Take::Average(field) => format!("“{}”一栏的平均数", self.field(field)),
            Take::Min(field) => format!("“{}”一栏的最小数", self.field(field)),
            Take::Max(field) => format!("“{}”一栏的最大数", self.field(field)),
            Take::List(field) => format!("“{}”逐个列出，去掉重复", self.field(field)),
            Take::Called(field) => format!("“{}”中各名称的统称，先看表头，再看名称的末尾", self.field(field)),
            Take::First(field) => format!("“{}”中最早的一个", self.field(field)),
            Take::Last(field) => format!("“{}”中最晚的一个", self.field(field)),
            Take::Rows => "条目逐条写出".to_owned(),
            Take::Ratio(..) | Take::Difference(..) | Take::Setting(_) | Take::Compare(_) => String::new(),
        };
        said + &only
    }
}

/// The Chinese name of a field by its id; the id when the table has no such field.
pub(super) fn field_name(table: &TableRule, id: &str) -> String {
    let field = table.field(id).and_then(|field| table.fields.get(field));
    field.map_or_else(|| id.to_owned(), |field| field.name.clone())
}

/// Which standings count, where it is not the usual one.
fn standing(words: &[String]) -> Option<String> {
    let name = |word: &String| match word.as_str() {
        "counted" => "计入",
        "none" => "未提意见",
        "agree" => "表示同意",
        "praise" => "表示满意",
        "merged" => "归入另一行",
        _ => "计入和未计入",
    };
    (!words.is_empty()).then(|| words.iter().map(name).collect::<Vec<_>>().join("、"))
}
