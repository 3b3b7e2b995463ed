//! What is said of a document that is held against GB/T 9704-2012: what it has, what the clause asks for, the cure.

pub use super::linted::{Looked, Strength};
use super::record::findings;
use super::spoken::{Count, cut};
use crate::model::element::Role;

/// How many characters of a text are shown.
const SHOWN: usize = 24;

findings! {
    /// Faults of a document against the rules of `proofread/rules.rs`; each code is the id of its rule.
    pub enum Lint in Lint {
        PageSize { has: String } => ("PAGE-01", Error,
            "纸张是{has}，应为A4（210毫米×297毫米）", "the paper is {has}, not A4 (210 mm × 297 mm)",
            cure "在“页面设置”中把纸张改为A4", "set the paper to A4")
        Margins { top: String, left: String } => ("PAGE-02", Error,
            "天头{top}毫米、订口{left}毫米，应为天头37毫米、订口28毫米（各±1毫米）",
            "the margins are {top} mm above and {left} mm left; 37 and 28 mm (±1 mm) are asked for",
            cure "把上边距改为37毫米、左边距改为28毫米", "set the top margin to 37 mm and the left one to 28 mm")
        Area { has: String } => ("PAGE-03", Error,
            "版心是{has}，应为156毫米×225毫米", "the type area is {has}, not 156 mm × 225 mm",
            cure "上37、下35、左28、右26毫米即得此版心", "margins of 37, 35, 28 and 26 mm give it")
        Lines { lines: String, line: String } => {
            if lines == "22" => "GRID-01", Info,
            "正文行距{line}磅，每面22行排不满版心", "lines of {line} pt: 22 of them do not fill the type area",
            cure "行距改为固定值28.95磅，22行正好排满", "set lines to exactly 28.95 pt";
            "GRID-01", Warning,
            "正文行距{line}，每面排{lines}行，一般应排22行", "lines of {line} give {lines} on a page, not 22",
            cure "行距改为固定值28.95磅", "set lines to exactly 28.95 pt";
        }
        LooseLines { line: String } => ("GRID-01", Warning,
            "正文行距{line}，不是固定值，每面的行数随字体而变，一般应排22行",
            "lines of {line} are as high as the font has them; 22 fill a page",
            cure "行距改为固定值28.95磅", "set lines to exactly 28.95 pt")
        LinesApart { room: String } => ("GRID-01", Warning,
            "正文段前或段后空{room}磅，每面排不足22行", "{room} pt above or below paragraphs of the body",
            cure "段前、段后改为0", "set the room above and below to nothing")
        Characters { count: usize } => ("GRID-02", Warning,
            "正文每行排{count}字，一般应排28字", "{count} characters fit on a line, not 28",
            cure "3号字的字距紧缩0.25磅", "condense characters of 16 pt by 0.25 pt")
        Grid { kind: String } => ("GRID-03", Warning,
            "文档网格“{kind}”会把正文的行距撑开", "the grid of the page ({kind}) changes the distance of lines",
            cure "网格的跨度改成与行距一致，或在段落格式中不与网格对齐", "let its pitch be that of the lines, or do not snap to it")
        LinesMixed { has: String, usual: String } => ("GRID-04", Warning,
            "本段行距{has}，其他正文是{usual}", "lines of {has} here, {usual} elsewhere in the body",
            cure "改成一致", "make them the same")
        Face { role: Role, has: String, wants: &'static str } => {
            let name = named(*role);
            let has = if has.is_empty() { ["没有指定中文字体".to_owned(), "no Chinese typeface".to_owned()] } else { [format!("用“{has}”"), format!("\"{has}\"")] };
            "FONT-01", Warning,
            "{name}{has}，一般用{wants}", "{name} has {has}; \"{wants}\" is usual",
            cure "改字体；样式中的主题字体也要改", "change the typeface, in the style if it stands there";
        }
        Themed { has: String } => ("FONT-02", Warning,
            "中文字体跟随主题（现为“{has}”），换一台电脑会变", "the Chinese typeface follows the theme (\"{has}\")",
            cure "在样式中指定字体的名称", "name the typeface in the style")
        LatinMarks { font: String } => ("FONT-03", Warning,
            "引号、破折号等标点会排成西文字体“{font}”", "quotation marks and dashes are set in \"{font}\"",
            cure "选中这些标点，改成与正文相同的中文字体", "give them the Chinese typeface of the text")
        Size { role: Role, has: String, wants: &'static str } => {
            let name = named(*role);
            "FONT-04", Warning,
            "{name}是{has}磅，一般用{wants}", "{name} has {has} pt; \"{wants}\" is usual",
            cure "改字号", "change the size";
        }
        Stressed { role: Role } => {
            let name = named(*role);
            "FONT-05", Info,
            "{name}有加粗、倾斜或下划线，标准没有这样规定", "{name} is bold, slanted or underlined",
            cure "本单位有此习惯的，不必改动", "nothing to do if your office has it so";
        }
        Coloured { has: String } => ("FONT-06", Error,
            "文字的颜色是{has}，应为黑色", "the text has the colour {has}, not black",
            cure "改成黑色（或“自动”）", "make it black or automatic")
        Marked => ("FONT-06", Error,
            "文字有突出显示或底纹", "the text has a coloured ground", cure "取消突出显示和底纹", "take it away")
        MarkColour => ("HEAD-08", Warning,
            "发文机关标志不是红色", "the mark of the organ is not red", cure "改成红色", "make it red")
        FirstLine { has: String } => ("PARA-01", Warning,
            "首行缩进{has}字，应左空二字", "the first line is indented by {has} characters, not by two",
            cure "首行缩进改为2字符", "indent it by two characters")
        Spaces { kind: &'static str } => ("PARA-02", Warning,
            "用空格排位置（“{kind}”），字体一变就会错开", "spaces (\"{kind}\") put the text in its place",
            cure "删去空格，改用缩进或对齐", "delete them and use indents")
        BlankLines { count: usize } => {
            let count = Count(*count, "empty line", "empty lines");
            "PARA-03", Info,
            "上面多了{count}个空行，正文各段之间不空行", "{count} above, between paragraphs of the body",
            cure "删去空行", "delete them";
        }
        BreakAbove => ("PARA-03", Info,
            "附件前手工插入了分页符，前面的文字一改就会错开", "a page break was typed above the annex",
            cure "删去分页符，把“附件”一行设为“段前分页”", "let its first line begin on a new page instead")
        PageBreak => ("PARA-03", Info,
            "正文中手工插入了分页符", "a page break stands in the body",
            cure "删去后让正文接排", "delete it")
        Clipped => ("PARA-04", Error,
            "图片所在段落的行距是固定值，图片会被裁掉", "a picture stands in a line of exact height and is cut off",
            cure "把这一段的行距改为单倍行距", "set the lines of this paragraph to single")
        Waiting { changes: usize } => {
            let changes = Count(*changes, "change waits", "changes wait");
            "PARA-05", Warning,
            "有{changes}处修订没有接受或拒绝", "{changes} to be accepted or refused",
            cure "逐处接受或拒绝", "accept or refuse them";
        }
        Commented { comments: usize } => {
            let comments = Count(*comments, "comment", "comments");
            "PARA-05", Warning,
            "还有{comments}条批注", "{comments} left", cure "处理后删去", "settle and delete them";
        }
        Hidden => ("PARA-05", Warning,
            "有隐藏的文字", "some text is hidden", cure "删去，或取消隐藏", "delete it or show it")
        NumberForm { text: String, right: Option<String> } => {
            let text = cut(text, SHOWN);
            let right = right.clone().unwrap_or_else(|| "机关代字〔年份〕序号号".to_owned());
            "HEAD-01", Error,
            "发文字号写作“{text}”，应为“{right}”", "the number is written \"{text}\", not \"{right}\"",
            cure "年份用四位数字和六角括号〔〕，不加“第”，序号不编虚位，后加“号”",
            "four digits in 〔〕, no 第, no leading zero, 号 at the end";
        }
        SerialForm { text: String } => ("HEAD-02", Warning,
            "份号是“{text}”，一般用6位阿拉伯数字", "the serial number \"{text}\" has not six digits",
            cure "补足六位", "fill it up with zeros")
        LabelForm { text: String } => {
            let text = cut(text, SHOWN);
            "HEAD-02", Warning,
            "密级或紧急程度写作“{text}”", "the label is written \"{text}\"",
            cure "密级写“秘密★1年”，紧急程度写“特急”“加急”", "write 秘密★1年, 特急 or 加急";
        }
        HeadOrder { first: Role, then: Role } => {
            let first = named(*first);
            let then = named(*then);
            "HEAD-03", Error,
            "{first}应排在{then}的上面", "{first} belongs above {then}",
            cure "顺序是份号、密级和保密期限、紧急程度", "the order is serial number, secrecy, urgency";
        }
        NoRedLine => ("HEAD-05", Error,
            "发文字号之下没有红色分隔线", "there is no red line below the number",
            cure "在发文字号之下4毫米处加一条与版心等宽的红线", "add one as wide as the type area, 4 mm below")
        RedLineShort { has: String } => ("HEAD-05", Error,
            "红色分隔线长{has}毫米，应与版心等宽（156毫米）", "the red line is {has} mm long, not as wide as the type area",
            cure "取消这一段的左右缩进", "take the indents of its paragraph away")
        SignerForm { written: String } => ("HEAD-06", Error,
            "签发人写作“{written}”，后应标全角冒号", "the signer is written \"{written}\" without ：",
            cure "写作“签发人：”", "write 签发人：")
        NoSigner => ("HEAD-06", Error,
            "上行文没有标注签发人", "a report to a superior does not say who signs it",
            cure "发文字号居左空一字，签发人居右空一字", "name the signer at the right of the number")
        TitlePlace { has: &'static str } => ("TITLE-01", Warning,
            "标题没有居中，或有缩进（{has}）", "the title is not centred or is indented ({has})",
            cure "居中，缩进为0", "centre it without indents")
        TitleLines { line: String, next: String } => ("TITLE-02", Warning,
            "标题回行把词拆开了：“{line}”/“{next}”", "the title breaks inside a word: \"{line}\" / \"{next}\"",
            cure "在词与词之间回行，排成梯形或菱形", "break it between words")
        TitleShape { lines: usize } => ("TITLE-02", Info,
            "标题{lines}行中间短、两头长，成了沙漏形", "the {lines} lines of the title are short in the middle",
            cure "排成梯形或菱形", "make the middle one the longest, or each longer than the one above")
        TitleMarks { marks: String } => ("TITLE-03", Info,
            "标题中有标点“{marks}”，标题除书名号、引号外一般不用标点", "the title has the marks \"{marks}\"",
            cure "删去或改写", "delete them")
        TitleForm { text: String } => {
            let text = cut(text, SHOWN);
            "TITLE-04", Warning,
            "标题“{text}”不是“关于…的报告”一类的写法", "the title \"{text}\" lacks its matter or its kind",
            cure "标题由发文机关名称、事由和文种组成", "it is made of organ, matter and kind";
        }
        AddresseeForm { text: String } => {
            let text = cut(text, SHOWN);
            "RECP-01", Error,
            "主送机关“{text}”应居左顶格，后标全角冒号", "the addressee \"{text}\" stands flush left and ends in ：",
            cure "取消缩进，冒号改为全角", "take the indent away and write ：";
        }
        AddresseeRoom => ("RECP-01", Error,
            "主送机关应在标题之下空一行", "one empty line belongs between title and addressee",
            cure "在标题下加一个空行", "add it")
        Addressees { text: String } => {
            let text = cut(text, SHOWN);
            "RECP-02", Warning,
            "上行文一般只主送一个上级机关：“{text}”", "a report has one addressee: \"{text}\"",
            cure "其他机关改用抄送", "send copies to the others";
        }
        AddressedPerson { text: String } => {
            let text = cut(text, SHOWN);
            "RECP-02", Warning,
            "主送机关“{text}”像是个人", "the addressee \"{text}\" is a person",
            cure "公文一般不主送领导者个人", "address an organ";
        }
        LevelSkipped { from: usize, to: usize } => ("STRUCT-01", Warning,
            "层次由第{from}级跳到第{to}级", "the headings go from level {from} to level {to}",
            cure "层次依次用“一、”“（一）”“1.”“（1）”", "use 一、 （一） 1. （1） in turn")
        OutOfOrder { written: String, expected: String } => ("STRUCT-02", Warning,
            "序号写“{written}”，按顺序应为“{expected}”", "the number is {written} where {expected} follows",
            cure "改正序号", "put it right")
        WrongMark { written: String } => ("STRUCT-03", Warning,
            "层次序号写作“{written}”", "the number of the level is written \"{written}\"",
            cure "写作“一、”“（一）”“1.”“（1）”", "write 一、 （一） 1. （1）")
        HeadingStop => ("STRUCT-04", Warning,
            "标题独立成行，末尾不加句号", "a heading on a line of its own ends without a full stop",
            cure "删去句号", "delete it")
        HeadingRuns { face: String } => ("STRUCT-04", Warning,
            "标题后接排的正文也成了“{face}”", "the text after the heading has its typeface \"{face}\" too",
            cure "只有标题部分用这种字体，正文用仿宋", "give the heading alone that typeface")
        AutoNumber => ("STRUCT-06", Warning,
            "序号是自动编号，它的字体、字号和缩进可能与正文不同", "the number is made by the program",
            cure "把自动编号改成文字", "type it as text")
        AnnexNote { text: String } => {
            let text = cut(text, SHOWN);
            "ATT-01", Error,
            "附件说明写作“{text}”", "the names of the annexes are written \"{text}\"",
            cure "写作“附件：1.名称”，用全角冒号和阿拉伯数字，名称后不加标点",
            "write 附件：1.名称 with ： and Arabic digits, without a mark at the end";
        }
        AnnexQuoted { text: String } => {
            let text = cut(text, SHOWN);
            "ATT-01", Info,
            "附件名称“{text}”加了书名号，习惯上不加", "the name of the annex \"{text}\" stands in 《》",
            cure "删去书名号", "delete them";
        }
        AnnexHangs { has: String } => ("ATT-02", Error,
            "附件说明左空{has}字，应左空二字，回行与名称对齐",
            "the names of the annexes begin {has} characters from the left edge or do not hang",
            cure "首行左空二字，其余各行与第一个附件名称对齐", "begin two characters in and align the further lines")
        AnnexLacking { named: usize, there: usize } => ("ATT-03", Error,
            "附件说明列了{named}个附件，后面附有{there}个", "{named} annexes are named, {there} are there",
            cure "使两处一致", "bring the two into line")
        /// Labels with numbers say which of the annexes are here.
        AnnexApart { named: usize, there: usize } => ("ATT-03", Info,
            "附件说明列了{named}个附件，后面附有{there}个，其余的是另外的文件",
            "{named} annexes are named, {there} are here: the others are files of their own",
            cure "报送时把其余的附件一并附上", "send the others along")
        AnnexOther { number: usize, named: String, title: String } => ("ATT-03", Error,
            "附件{number}在附件说明中叫“{named}”，附件的标题是“{title}”",
            "annex {number} is called \"{named}\" below the text and \"{title}\" on its page",
            cure "改成一致", "make them the same")
        AnnexUnknown { written: String, there: usize } => ("ATT-03", Error,
            "正文提到“{written}”，附件只有{there}个", "the text speaks of \"{written}\"; there are {there}",
            cure "核对附件序号", "check the number")
        AnnexPage => ("ATT-04", Error,
            "附件没有另面编排", "the annex does not begin on a new page",
            cure "设为“段前分页”", "let it begin on a new page")
        AnnexLabelForm { text: String } => ("ATT-04", Error,
            "附件序号写作“{text}”，应写作“附件”或“附件1”", "the label of the annex is written \"{text}\", not 附件1",
            cure "用阿拉伯数字，不加空格和标点", "use Arabic digits without spaces and marks")
        AnnexLabelPlace => ("ATT-04", Error,
            "“附件”没有居左顶格", "the label of the annex does not stand flush left",
            cure "居左，缩进为0", "let it stand flush left without indents")
        AnnexThirdLine => ("ATT-04", Error,
            "附件标题应排在第三行：“附件”与标题之间空一行", "the title of an annex stands on its third line",
            cure "在“附件”与标题之间空一行", "put one empty line above it")
        SignaturePlace { role: Role, has: String } => {
            let name = named(*role);
            "SIGN-01", Error,
            "{name}右空{has}字，与盖章（成文日期右空四字，署名居中于其上）和不盖章（署名右空二字）的排法都不合",
            "{name} ends {has} characters from the right edge, which fits neither way of signing",
            cure "盖章的，成文日期右空四字；不盖章的，署名右空二字，日期首字比署名首字右移二字",
            "with a seal the date ends four characters in; without, the name ends two";
        }
        DateForm { text: String, right: Option<String> } => {
            let text = cut(text, SHOWN);
            if right.is_some() => "SIGN-02", Error,
            "成文日期“{text}”应写作“{right}”", "the date \"{text}\" should be written \"{right}\"",
            cure "用阿拉伯数字写全年、月、日，不编虚位", "write year, month and day in full in Arabic digits, no leading zero";
            "SIGN-02", Error,
            "成文日期“{text}”应写全年、月、日，不编虚位，并且确有其日",
            "the date \"{text}\" lacks year, month or day, or the calendar lacks it",
            cure "用阿拉伯数字写全年、月、日", "write year, month and day in full in Arabic digits";
        }
        SignedOther { name: String, organ: String } => ("SIGN-04", Warning,
            "署名“{name}”与标题或发文机关标志中的“{organ}”不一致",
            "it is signed \"{name}\"; title or mark say \"{organ}\"",
            cure "核对发文机关名称", "check the name of the organ")
        NoteForm { text: String } => {
            let text = cut(text, SHOWN);
            "NOTE-01", Error,
            "附注“{text}”应左空二字、加圆括号", "the note \"{text}\" stands two characters in, in （）",
            cure "用全角圆括号", "use full-width brackets";
        }
        CopiesForm { text: String } => {
            let text = cut(text, SHOWN);
            "IMPR-02", Error,
            "抄送机关写作“{text}”", "the copies are written \"{text}\"",
            cure "“抄送”后标全角冒号，最后一个抄送机关后标句号", "write 抄送： and end with 。";
        }
        ImprintIndent { left: String, right: String } => ("IMPR-02", Error,
            "版记左空{left}字、右空{right}字，左右应各空一字", "{left} characters are empty at the left and {right} at the right, not one each",
            cure "左右各缩进一字", "indent it by one character at each side")
        NoImprintRule => ("IMPR-01", Warning,
            "版记的首条或末条分隔线没有画", "版记 lacks its first or last rule",
            cure "在版记的上下各画一条与版心等宽的黑线", "draw one above and one below it")
        ImprintRuleColour { has: String } => ("IMPR-01", Warning,
            "版记的分隔线是{has}色，应为黑色", "the rules of 版记 have the colour {has}", cure "改成黑色", "make them black")
        ImprintRuleWidth { has: String } => ("IMPR-01", Warning,
            "版记的分隔线粗{has}毫米，首末条推荐0.35毫米，中间0.25毫米", "a rule of 版记 is {has} mm wide; 0.35 and 0.25 mm are advised",
            cure "改为1磅（首末条）和0.75磅（中间）", "make them 1 pt and 0.75 pt wide")
        IssueForm { text: String } => {
            let text = cut(text, SHOWN);
            "IMPR-05", Error,
            "印发日期写作“{text}”", "the day of issue is written \"{text}\"",
            cure "写作“2024年6月3日印发”，不编虚位", "write 2024年6月3日印发 without leading zeros";
        }
        IssuedBefore { issued: String, dated: String } => ("IMPR-05", Error,
            "印发日期{issued}早于成文日期{dated}", "it is issued on {issued}, before its date {dated}",
            cure "核对两个日期", "check both dates")
        NoPageNumber => ("PNUM-01", Warning,
            "没有页码", "there are no page numbers", cure "在页脚插入页码", "insert them into the footer")
        NoFirstNumber => ("PNUM-01", Warning,
            "首页没有页码：设了“首页不同”，首页的页脚是空的", "the first page has no number: its own footer is empty",
            cure "取消“首页不同”，或在首页的页脚插入页码", "let the first page have the same footer")
        PageNumberForm { text: String } => ("PNUM-01", Warning,
            "页码写作“{text}”，一般在数字左右各放一条一字线（—）", "the page number is written \"{text}\"",
            cure "写作“— 1 —”", "write — 1 —")
        PageNumberType { has: String } => ("PNUM-01", Warning,
            "页码是{has}，一般用4号半角宋体", "the page number has {has}; 14 pt \"宋体\" is usual",
            cure "改为4号宋体", "make it 14 pt 宋体")
        PageNumberSides { has: &'static str } => ("PNUM-02", Error,
            "页码没有排在外侧（{has}）", "the page numbers do not stand at the outer edge ({has})",
            cure "设“奇偶页不同”，单页码居右空一字，双页码居左空一字",
            "let odd and even pages differ: odd at the right, even at the left, one character in")
        PageNumberAgain { from: String } => ("PNUM-04", Error,
            "后面的页从{from}重新编码，附件应与正文连续编排页码", "pages are numbered anew from {from}",
            cure "改为“续前节”", "let the numbering go on")
        TableWide { has: String, area: String } => ("TAB-01", Warning,
            "表格宽{has}毫米，超出版心（{area}毫米）", "the table is {has} mm wide, the type area {area} mm",
            cure "调整列宽，或把这一页横排", "narrow its columns or turn the page")
        TableGrid => ("TAB-01", Warning,
            "表格没有记录列宽，WPS中会挤在一起", "the table says no widths of columns",
            cure "重新设定列宽后保存", "set the widths and save it")
        TableDiffers { has: String, columns: String } => ("TAB-01", Warning,
            "表格宽度写{has}毫米，各列合起来{columns}毫米", "the table says {has} mm, its columns add up to {columns} mm",
            cure "重新设定列宽后保存", "set the widths and save it")
        TableHead { rows: usize } => ("TAB-02", Info,
            "表格有{rows}行，表头没有设为在各页重复", "the head of a table of {rows} rows is not repeated",
            cure "选中表头，设“重复标题行”", "repeat it on every page")
        Properties { name: String } => ("PKG-02", Info,
            "文件属性中写着“{name}”，文中没有这个名称", "the properties of the file name \"{name}\"",
            cure "对外报送前用“检查文档”删去个人信息", "delete it before the file goes out")
        Placeholder { text: String } => ("TEXT-06", Error,
            "还有没填的地方：“{text}”", "a gap was not filled: \"{text}\"", cure "补上内容", "fill it in")
        Requests { words: String } => ("GENRE-01", Error,
            "报告中夹带请示事项：“{words}”", "a report asks for something: \"{words}\"",
            cure "另行请示，或删去", "ask in a paper of its own")
        Long { count: usize, most: usize } => ("GENRE-03", Info,
            "正文约{count}字，这类文件一般不超过{most}字", "the body has {count} characters, more than {most}",
            cure "压缩篇幅", "shorten it")
    }
}

/// What a role is called in Chinese and English.
fn named(role: Role) -> [&'static str; 2] {
    let names = role.element().names;
    [names.first().copied().unwrap_or(role.element().name()), role.word()]
}
