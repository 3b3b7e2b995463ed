//! Why a document or workbook of ours could not be made: faults of the program, for whoever mends it.

use super::Refusal;
use super::record::{words, wrapped};

words! {
    /// Why a package (.docx, .xlsx, any zip or compound file) or an entry of it cannot be read or written.
    #[derive(Copy)]
    pub enum PackageFault {
        /// The bytes end too early or do not fit together.
        Damaged => ("内容已损坏", "it is damaged")
        /// It holds more than the limits allow.
        TooBig => ("内容过多", "it is too large")
        Encrypted => ("设有密码", "it needs a password")
        /// It has no entry of the name that is needed.
        Missing => ("缺少必要的部分", "a part of it is missing")
    }
}

words! {
    /// Why a part of a package is no XML that we read.
    pub enum XmlFault {
        /// It is not well-formed; what the parser says.
        Malformed(said: String) => ("XML 有误：{said}", "its XML is wrong: {said}")
        TooDeep => ("XML 嵌套过深", "its XML is nested too deeply")
        DocType => ("XML 带有文档类型声明", "its XML has a document type declaration")
        CutShort => ("XML 不完整", "its XML is cut short")
        NoEntity(name: String) => ("XML 中的实体“{name}”没有定义", "its XML uses the unknown entity {name}")
        /// It gives a prefix that all writers use in one sense another one.
        Prefix { prefix: &'static str, other: String } => (
            "XML 的前缀“{prefix}”指向“{other}”", "its XML has {prefix} as the prefix of {other}")
        NoBody => ("没有正文", "it has no body")
    }
}

words! {
    /// Why a document (.docx) cannot be read.
    #[derive(Copy, PartialOrd, Ord)]
    pub enum Unreadable {
        /// An old .doc or .wps, or something else.
        Foreign => ("不是 .docx 格式", "it is no .docx")
        Encrypted => ("设有密码", "it needs a password")
        /// It is larger than any report is.
        TooBig => ("内容过多", "it is too large")
        /// It is cut short, or its parts do not fit together.
        Damaged => ("内容已损坏", "it is damaged")
    }
}

words! {
    /// Why a document or workbook of ours could not be made, or not be changed.
    pub enum DocumentFault {
        Unreadable(why: Unreadable) => ("{why}", "{why}")
        Package(fault: PackageFault) => ("{fault}", "{fault}")
        Xml(fault: XmlFault) => ("{fault}", "{fault}")
        /// The library that writes workbooks refused; what it says.
        Workbook(said: String) => ("工作簿写不出来：{said}", "a workbook cannot be written: {said}")
        /// Data could not be written as JSON; what the library says.
        Json(said: String) => ("数据写不成 JSON：{said}", "data cannot be written as JSON: {said}")
        /// The data that the texts of the kind use could not be handed over; what the library says.
        Context(said: String) => ("模板引擎不接受数据：{said}", "the template engine refuses the data: {said}")
        Pending => ("还有没有接受或拒绝的修订", "changes wait to be accepted or refused")
        /// The fresh report has no section that could be carried over.
        NoSection => ("新的报告中没有版面设置", "no section")
        /// An edit names a block that is not in the document.
        NoBlock => ("找不到要改的段落", "no such block")
        NotFresh => ("新的报告中没有要用的段落", "the fresh report lacks the block")
        NoChart => ("新的报告中没有要用的统计图", "the fresh report lacks the chart")
        /// An edit names a line of a block that is not there.
        NoLine => ("找不到要改的行", "no such line")
        /// An edit names a part of the document that is not there.
        NoUnit => ("找不到要改的部分", "no such unit")
        /// An edit names a row that is not in its table.
        NoRow => ("找不到要改的表格行", "no such row")
        /// An edit names a cell that is not in its table.
        NoCell => ("找不到要改的单元格", "no such cell")
        /// Nothing was decided about a paragraph, or more than one thing; its first words.
        Unaccounted { text: String } => (
            "“{text}”一段的去留没有算清，为免丢失，没有改动",
            "what becomes of \"{text}\" was not settled, and nothing is changed lest it be lost")
        /// Something reaches from one annex into another, so that they cannot change places as they are.
        Crossing => ("有书签、批注、域或修订跨着两个附件", "a mark, remark, field or change reaches from one annex into another")
        /// An edit would rewrite a table as if it were a paragraph.
        WholeTable => ("表格只能逐格改写", "a table is rewritten cell by cell")
    }
}

impl From<PackageFault> for Unreadable {
    fn from(fault: PackageFault) -> Self {
        match fault {
            PackageFault::TooBig => Unreadable::TooBig,
            PackageFault::Encrypted => Unreadable::Encrypted,
            PackageFault::Damaged | PackageFault::Missing => Unreadable::Damaged,
        }
    }
}

impl From<XmlFault> for Unreadable {
    fn from(_: XmlFault) -> Self {
        Unreadable::Damaged
    }
}

wrapped! {
    Unreadable => DocumentFault::Unreadable,
    PackageFault => DocumentFault::Package,
    XmlFault => DocumentFault::Xml,
    DocumentFault => Refusal::Document,
}
