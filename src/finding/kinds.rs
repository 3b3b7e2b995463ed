//! What is said of the files of a report kind when it is loaded: every fault that they hold.

use super::record::words;
use super::spoken::{Listed, both};
use crate::text::nearest::nearest;

words! {
    /// What is wrong in a file of a report kind.
    pub enum KindFault {
        FileMissing => ("缺少该文件", "the file is missing")
        NotText => (
            "不是UTF-8文本，请在编辑器（如记事本）里“另存为”，编码选UTF-8", "it is not UTF-8 text: save it as UTF-8")
        /// A file that nothing reads, with those that are read.
        Unused { file: String, known: Vec<String> } => {
            let guess = guess(file, known);
            "没有哪里用到该文件{guess}", "nothing uses the file{guess}";
        }
        /// It cannot be parsed; what the parser says.
        Unparsed(said: String) => {
            let cause = cause(said);
            "写法有误：{cause}", "it cannot be parsed: {said}";
        }
        /// A mark of Chinese text where the language of the file wants its own.
        Wide(mark: String) => (
            "写法有误：“{mark}”是全角标点，引号、逗号、等号、括号须用半角（英文）的",
            "it cannot be parsed: \"{mark}\" is a mark of Chinese text; quotes, commas and brackets are those of ASCII")
        /// A comment that does not end and swallows what follows.
        OpenComment => (
            "{{{{!--没有以--}}}}结束，后面的文字都成了说明", "a comment that {{{{!-- opens is not closed by --}}}}")
        /// A block of a text closes under another name than it was opened by.
        Crossed { open: String, close: String } => (
            "{{{{#{open}}}}}没有以{{{{/{open}}}}}结束，而是{{{{/{close}}}}}",
            "{{{{#{open}}}}} is closed by {{{{/{close}}}}}")
        /// The text ends, or goes on, where its language allows no such thing.
        Unbalanced => (
            "双花括号写法有误：可能没有写全，或段落没有结束",
            "its braces are wrong: something is not complete, or a block is not closed")
        /// A name that nothing has; `known` are the names that there are.
        Unknown { what: Thing, name: String, known: Vec<String> } => {
            let guess = guess(name, known);
            let known = listed(known);
            "没有{what}“{name}”{guess}{known}", "there is no {what} \"{name}\"{guess}{known}";
        }
        /// Two things of one file have the same name.
        Twice { what: Thing, name: String } => (
            "{what}“{name}”重复", "the {what} \"{name}\" stands twice")
        /// A word of a vocabulary stands for two terms.
        OfTwo { word: String, one: String, other: String } => (
            "“{word}”既是“{one}”又是“{other}”", "\"{word}\" means both \"{one}\" and \"{other}\"")
        /// Something is not said that has to be.
        Lacks { key: String } => ("缺少{key}", "{key} is missing")
        /// A key that belongs to something else.
        Misplaced { key: String, with: String } => (
            "{key}只用于{with}", "{key} belongs to {with}")
        /// A value of a key that is none.
        Value { key: String, value: String, wanted: Wanted } => (
            "{key}的值“{value}”不对，应为{wanted}", "{key} may not be \"{value}\", but {wanted}")
        /// A line of a vocabulary has more cells than the header.
        LineTooLong { cells: usize, wanted: usize } => (
            "有{cells}列，表头只有{wanted}列；各列之间用制表符（Tab）分开",
            "{cells} cells, the header has only {wanted}; cells are parted by tabs")
        Spaces => (
            "各列之间须用制表符（Tab）分开，这里连着几个空格", "cells are parted by tabs, here are several spaces")
        /// Words in a cell are parted by something else than spaces.
        NotSpaced(cell: String) => (
            "“{cell}”中的词应以空格分开，不用逗号、顿号", "the words of \"{cell}\" are parted by spaces, not commas")
        NoRole { table: String, role: String } => (
            "表“{table}”缺少role = \"{role}\"的字段", "table \"{table}\" has no field with role = \"{role}\"")
        RoleTwice { table: String, role: String } => (
            "表“{table}”的role = \"{role}\"重复，只能有一个",
            "role = \"{role}\" of table \"{table}\" stands twice")
        /// A section stands where the format does not allow it.
        Order { name: String, before: String } => (
            "“{name}”应放在“{before}”之前", "\"{name}\" belongs before \"{before}\"")
        /// The type area does not fit on the paper.
        OffPage(edge: String) => ("{edge}超出纸张", "{edge} is off the paper")
        /// Something within something that has a name.
        In { what: Thing, name: String, fault: Box<KindFault> } => (
            "{what}“{name}”：{fault}", "{what} \"{name}\": {fault}")
        Figure(fault: FigureFault) => ("{fault}", "{fault}")
        Annex(fault: AnnexFault) => ("{fault}", "{fault}")
        /// A text takes in another one with values of its own, or decorates it.
        Partial => (
            "片段引用只能写作 {{{{> 片段名}}}}，不带参数", "a partial may stand only as {{{{> name}}}}, without parameters")
        /// A list stands in a text as if it were one datum.
        Plain(name: String) => (
            "“{name}”是名单或多行，不能直接写出，请用join或each",
            "\"{name}\" is a list: it is printed by join or each")
        /// A text has marks that mean nothing where they stand.
        Mark { mark: String, meant: &'static str } => (
            "“{mark}”不起作用，会照样印出；应写{meant}",
            "\"{mark}\" means nothing and would be printed; write {meant}")
        /// A text, or a value, that is there and says nothing.
        Nothing => ("没有文字", "there are no words in it")
        /// A block of a text has an id and no words.
        EmptyBlock(id: String) => ("段落“[{id}]”没有文字", "the block \"[{id}]\" has no words")
        /// A clause that cannot drop out, since nothing in it can be missing.
        NoDatum => (
            "{{{{#clause}}}}里没有数据，缺了什么也去不掉；请写上数据，或去掉clause",
            "a {{{{#clause}}}} without a datum never drops out: put one in, or take the clause away")
        /// A lead or an emphasis that does not end.
        Unclosed => ("** 没有成对", "a ** has no second one")
        /// A helper got less or more than it takes.
        Takes { helper: String, least: usize, most: usize, given: usize } => {
            let takes = takes(*least, *most);
            "{helper}须带{takes}个参数，这里有{given}个", "{helper} takes {takes} parameters, here are {given}";
        }
    }
}

/// How many parameters a helper takes.
fn takes(least: usize, most: usize) -> [String; 2] {
    match least == most {
        true => [least.to_string(), least.to_string()],
        false => [format!("{least}至{most}"), format!("{least} to {most}")],
    }
}

/// What the parser of TOML says, for people who edit the file.
fn cause(said: &str) -> &str {
    const CAUSES: [(&str, &str); 13] = [
        ("invalid basic string", "引号没有成对，或引号里有换行"),
        ("invalid literal string", "引号没有成对"),
        ("missing opening quote", "引号没有成对"),
        ("duplicate key", "同一个键写了两次，或上面[[…]]里的名称写错了"),
        ("missing comma", "几项之间少了逗号"),
        ("missing assignment", "键和值之间少了等号"),
        ("key with no value", "键后面少了等号和值"),
        ("missing value", "等号后面没有值"),
        ("invalid unquoted key", "键名只能用英文字母、数字、下划线"),
        ("string values must be quoted", "文字的值须放在半角引号\"\"里"),
        ("invalid boolean", "值应为true或false；是文字的，须放在半角引号\"\"里"),
        ("unclosed", "括号没有成对"),
        ("extra comma", "多了一个逗号"),
    ];
    let cause = CAUSES.iter().find(|(begins, _)| said.starts_with(begins)).map(|(_, cause)| *cause);
    cause.unwrap_or("不合TOML的格式，请看这一行的引号、等号、逗号和括号")
}

/// The known name that is nearest to a wrong one, as a question; none when none is near.
pub(super) fn guess(name: &str, known: &[String]) -> Option<[String; 2]> {
    let guess = nearest(name, known.iter().map(String::as_str))?;
    Some([format!("，您是不是想写“{guess}”？"), format!("; did you mean \"{guess}\"?")])
}

/// The names that there are, in brackets; nothing when there are none.
fn listed(known: &[String]) -> Option<[String; 2]> {
    let more = [format!("等{}个", known.len()), format!(" … {} in all", known.len())];
    let [zh, en] = both(&Listed { most: MOST_NAMED, more, ..Listed::plain(known) });
    (!known.is_empty()).then(|| [format!("（现有：{zh}）"), format!(" (there are: {en})")])
}

/// How many of the names that there are are listed.
const MOST_NAMED: usize = 15;

words! {
    /// What kind of thing a name is the name of.
    pub enum Thing {
        Table => ("表", "table")
        Field => ("字段", "field")
        FieldOf(table: String) => ("字段（表“{table}”）", "field of table \"{table}\"")
        Figure => ("数字", "figure")
        Item => ("项目（报告信息）", "item of 报告信息")
        Vocabulary => ("词表", "vocabulary")
        Word => ("词", "word")
        Term => ("词", "term")
        Row => ("行", "line")
        Column => ("列", "column")
        Key => ("键", "key")
        Choice => ("值", "value")
        Family => ("词族", "family of head nouns")
        Synonym => ("表头别名", "header synonym")
        Section => ("部分", "section")
        Role => ("要素", "element")
        Id => ("标识", "id")
        Name => ("名称", "name")
        Helper => ("帮手", "helper")
        Partial => ("片段", "partial")
        Claim => ("断语", "claim")
        Block => ("段落", "block")
        Annex => ("附件", "annex")
        AnnexColumn => ("栏目", "column")
        Kind => ("题名类别", "kind of titles")
        Layout => ("版式", "look")
    }
}

words! {
    /// What a value has to be, for the sentence that says so.
    pub enum Wanted {
        Between { low: String, high: String } => ("{low}至{high}之间的数", "a number from {low} to {high}")
        Above(bound: String) => ("大于{bound}的数", "a number above {bound}")
        Colour => ("六位十六进制颜色，如FF0000", "six hexadecimal digits such as FF0000")
        Id => ("小写字母、数字、下划线和点", "lower-case letters, digits, _ and .")
        Filled => ("非空的文字", "some text")
        OneOf(known: Vec<String>) => ("{known}之一", "one of {known}")
        OfType(types: String) => ("类型为{types}的字段", "a field of type {types}")
        FigureOf(takes: String) => ("按{takes}计的数字", "a figure that takes {takes}")
        ItemDate => ("type = \"date\"的项目", "an item of type = \"date\"")
        Text => ("引号中的文字", "text in quotes")
        Number => ("数", "a number")
        Whole => ("不小于零的整数", "a whole number that is not negative")
        /// A unit that is no multiple of another.
        Unit => ("元这样的单位，“万”由程序加", "a unit such as 元: the program adds 万")
        YesNo => ("true或false", "true or false")
        List => ("方括号中的几项", "a list in brackets")
        Texts => ("引号中的文字，或方括号中的几个", "text in quotes, or several in brackets")
        Keys => ("花括号中的键和值", "keys and values in braces")
        /// A value of another type, in the words of whoever knows the type.
        Typed(said: String) => ("{said}", "{said}")
    }
}

impl KindFault {
    /// That nothing is called so, with what there is.
    pub fn unknown<'a>(what: Thing, name: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        let known = known.into_iter().map(str::to_owned).collect();
        KindFault::Unknown { what, name: name.to_owned(), known }
    }

    /// The fault as one within something that has a name.
    pub fn within(self, what: Thing, name: &str) -> Self {
        KindFault::In { what, name: name.to_owned(), fault: Box::new(self) }
    }
}

words! {
    /// What is wrong with a figure of `figures.toml`.
    pub enum FigureFault {
        OneWay => ("须写明一种且只一种计法", "name exactly one way of counting")
        /// `cumulative` with what does not add up.
        NotCumulative => ("cumulative只用于计数和求和", "cumulative belongs to counts and sums")
        WrongType(field: String) => (
            "字段“{field}”的类型不能这样计", "the field \"{field}\" has a type that cannot be counted so")
        NoCondition(field: String) => (
            "字段“{field}”没有写条件", "the field \"{field}\" has no condition")
        Or => (
            "or须写两个以上条件，各写各的字段，旁边不写别的条件，里面也不再写or",
            "`or` takes two conditions or more, each with its field, none beside it, and no `or` inside")
        NoClaim => (
            "须写明凭什么数字才能用（within、at_least、equal、zero）",
            "say what bears it out (within, at_least, equal, zero)")
        Begins => (
            "是另一个数字标识的开头，会混淆", "its id begins another's")
        /// A share of members that nothing is called like.
        OtherGroups(id: String) => (
            "与“{id}”不是按同一种字段分组的，各组对不上", "it is not grouped like \"{id}\": no member has its like")
        ManyLevels => ("group_by最多两级", "group_by has two levels at most")
        /// `compare` stands beside `table` or `where`.
        CompareAlone => ("compare不能另带table或where", "compare goes without table and where")
        /// `compare` names the wrong of figure and items, or both.
        CompareOne => (
            "compare须按take写明figure（数字）或items（表），不多不少",
            "compare names a figure or a table of items, as its take asks for")
        NotCompared(id: String) => (
            "没有可比较的数字“{id}”", "there is no number or share \"{id}\" to compare")
        NoIdentity(id: String) => (
            "表“{id}”的条目没有编号，不能比较",
            "the entries of a table \"{id}\" have no identity to compare by")
        /// `was` stands without `reopened`, or `reopened` without `was`.
        WasAlone => (
            "was只用于reopened，且须写明状态", "was belongs to reopened, and names states")
    }
}

words! {
    /// What is wrong with an annex of `annexes.toml`.
    pub enum AnnexFault {
        /// The id is too long, or of other characters.
        Id(id: String) => (
            "标识“{id}”须为16个以内的小写字母、数字或下划线",
            "the id \"{id}\" must be up to 16 lower-case letters, digits or _")
        /// Its id, name or title is that of another annex.
        Twice => ("标识、名称或标题重复", "its id, name or title is used twice")
        NoColumns => ("没有栏目", "it has no columns")
        ManyColumns { most: usize } => ("栏目多于{most}个", "it has more than {most} columns")
        /// Its chart shows a column that counts nothing.
        ChartNumbers(header: String) => (
            "统计图的数值栏目“{header}”不是计数", "the column \"{header}\" of its chart counts nothing")
        NoRows(id: String) => (
            "“{id}”不是能列出条目或分组的数字", "\"{id}\" is no figure that lists rows or groups")
        Width => ("宽度须大于零、不超过200", "its width must be above zero and at most 200")
        /// A column shows nothing, or several things.
        OneContent => (
            "须写明一种且只一种内容（serial、field、key、count、sum、members、mark）",
            "name exactly one content (serial, field, key, count, sum, members, mark)")
        NoNumber(id: String) => ("“{id}”不是数字字段", "\"{id}\" is no number field")
        /// It shows names where the rows are no groups.
        NoNames => ("只能用于分组的数字", "only groups of a figure have names")
        /// Its rows have no name that members could be called like.
        NoKey => (
            "这些行没有名称：source须是分组的数字，或表写明key",
            "its rows have no names: the source is no figure of groups, and the table no key")
        OtherGroups(id: String) => (
            "“{id}”与各行不是按同一种字段分组的，对不上", "\"{id}\" is not grouped like the rows: no member has its like")
        NoGroups(id: String) => ("“{id}”不是分组的数字", "\"{id}\" is no figure of groups")
    }
}
