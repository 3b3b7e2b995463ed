//! What is said of the files of a report kind when it is loaded: every fault that they hold.

use super::record::words;
use super::spoken::Listed;

words! {
    /// What is wrong in a file of a report kind.
    pub enum KindFault {
        FileMissing => ("缺少该文件", "the file is missing")
        NotText => ("不是UTF-8文本", "it is not UTF-8 text")
        /// It is no TOML, or holds what it may not; the line, where it is known, and what the parser says.
        Toml { line: Option<usize>, said: String } => {
            let line = line.map(at_line);
            "{line}TOML 解析器报告：{said}", "{line}the TOML parser says: {said}";
        }
        /// A text is no template, or cannot be filled; the line, where it is known, and what the engine says.
        Text { line: Option<usize>, said: String } => {
            let line = line.map(at_line);
            "{line}模板引擎报告：{said}", "{line}the template engine says: {said}";
        }
        LineTooLong { line: usize, cells: usize, wanted: usize } => (
            "第{line}行有{cells}列，表头只有{wanted}列",
            "line {line} has {cells} cells, the header only {wanted}")
        /// A name stands for two things.
        NameTwice(name: String) => ("名称“{name}”重复", "the name \"{name}\" is used twice")
        NoTable(id: String) => ("没有表“{id}”", "there is no table \"{id}\"")
        NoField { table: String, field: String } => (
            "表“{table}”没有字段“{field}”", "table \"{table}\" has no field \"{field}\"")
        /// A key of a table (`opinions`, `adoption.beside`) names what is not there; with what is.
        Unknown { table: String, key: String, name: String, known: Vec<String> } => {
            let known = Listed::plain(known);
            "表“{table}”的{key}写了“{name}”，没有这个名称；有：{known}",
            "{key} of table \"{table}\" names \"{name}\", which does not exist; there are {known}";
        }
        NoRole { table: String, role: String } => (
            "表“{table}”缺少role = \"{role}\"的字段", "table \"{table}\" has no field with role = \"{role}\"")
        RoleTwice { table: String, role: String } => (
            "表“{table}”的role = \"{role}\"重复，只能有一个",
            "role = \"{role}\" of table \"{table}\" stands twice")
        NoFigure(id: String) => ("没有数字“{id}”", "there is no figure \"{id}\"")
        /// 报告信息 has no such item.
        NoItem(item: String) => ("没有项目“{item}”", "there is no item \"{item}\"")
        NoClaim { word: String, id: String } => (
            "用语“{word}”所凭的数字“{id}”不存在",
            "the word \"{word}\" rests on the figure \"{id}\", which does not exist")
        Figure { id: String, fault: FigureFault } => ("数字“{id}”：{fault}", "figure \"{id}\": {fault}")
        Annex { name: String, fault: AnnexFault } => ("附件“{name}”：{fault}", "annex \"{name}\": {fault}")
        Undefined(name: String) => ("用了未定义的名称“{name}”", "the name \"{name}\" is not defined")
        /// A text takes in another one.
        Partial => ("不支持片段引用", "a partial or decorator is not supported")
    }
}

fn at_line(line: usize) -> [String; 2] {
    [format!("第{line}行，"), format!("line {line}: ")]
}

words! {
    /// What is wrong with a figure of `figures.toml`.
    pub enum FigureFault {
        OneWay => ("须写明一种且只一种计法", "name exactly one way of counting")
        /// `plus` without a ratio.
        PlusAlone => ("plus只用于ratio", "plus belongs to ratio")
        /// `cumulative` with what does not add up.
        NotCumulative => ("cumulative只用于计数和求和", "cumulative belongs to counts and sums")
        NoRatio(id: String) => ("没有可相比的数字“{id}”", "there is no figure \"{id}\" to compare")
        /// Something that it names is not in the kind.
        Names(fault: Box<KindFault>) => ("{fault}", "{fault}")
        /// `standing` has a word that names none.
        NoStanding { word: String, known: Vec<&'static str> } => {
            let known = known.join("、");
            "standing没有“{word}”这个词，可用的有：{known}", "standing knows no \"{word}\", only {known}";
        }
        WrongType(field: String) => (
            "字段“{field}”的类型不能这样计", "the field \"{field}\" has a type that cannot be counted so")
        WrongWord(word: String) => (
            "条件中的“{word}”不在该字段的词表之内",
            "the word \"{word}\" of a condition is not in the field's vocabulary")
        /// `compare` beside a table or filters.
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
        /// `was` without `reopened`, or the reverse.
        WasAlone => ("was只用于reopened，且须写明状态", "was belongs to reopened, and names states")
    }
}

words! {
    /// What is wrong with an annex of `annexes.toml`.
    pub enum AnnexFault {
        /// The id is too long, or of other characters.
        Id(id: String) => (
            "标识“{id}”须为16个以内的小写字母、数字或下划线",
            "the id \"{id}\" must be up to 16 lower-case letters, digits or _")
        /// It is called like another one.
        Twice => ("标识、名称或标题重复", "its id, name or title is used twice")
        NoColumns => ("没有栏目", "it has no columns")
        /// It has more columns than a page takes.
        ManyColumns { most: usize } => ("栏目多于{most}个", "it has more than {most} columns")
        Column { header: String, fault: ColumnFault } => (
            "栏目“{header}”{fault}", "column \"{header}\": {fault}")
        ChartColumn(header: String) => (
            "统计图所用的栏目“{header}”不存在",
            "its chart names the column \"{header}\", which does not exist")
        ChartNumbers(header: String) => (
            "统计图的数值栏目“{header}”不是计数", "the column \"{header}\" of its chart counts nothing")
        /// Something that it names is not in the kind.
        Names(fault: Box<KindFault>) => ("{fault}", "{fault}")
        NoRows(id: String) => (
            "“{id}”不是能列出条目或分组的数字", "\"{id}\" is no figure that lists rows or groups")
    }
}

words! {
    /// What is wrong with a column of an annex.
    pub enum ColumnFault {
        Twice => ("栏目重复", "its heading is used twice")
        Width => ("宽度须大于零", "its width must be above zero")
        /// It shows nothing, or several things.
        OneContent => (
            "须写明一种且只一种内容（serial、field、key、count、sum、members、mark）",
            "name exactly one content (serial, field, key, count, sum, members, mark)")
        NoField(id: String) => ("所用的字段“{id}”不存在", "there is no field \"{id}\"")
        NoNumber(id: String) => ("“{id}”不是数字字段", "\"{id}\" is no number field")
        NoNames => ("只能用于分组的数字", "only groups of a figure have names")
        NoGroups(id: String) => ("“{id}”不是分组的数字", "\"{id}\" is no figure of groups")
        NoFigure(id: String) => ("所用的数字“{id}”不存在", "there is no figure \"{id}\"")
    }
}
