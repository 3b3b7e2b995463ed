//! What each command and option of the program is for.

/// What the program is for, in Chinese and English.
pub const ABOUT: [&str; 2] = [
    "成文：把文件夹里的征求意见表、活动台账等表格写成正式报告（GB/T 9704-2012）",
    "chengwen writes formal reports (GB/T 9704-2012) from the workbooks of a folder",
];

/// The frame of the help in Chinese.
pub const TEMPLATE: &str = "{about-with-newline}\n用法：{usage}\n\n{all-args}";
/// The heading over the list of commands, in Chinese.
pub const COMMANDS: &str = "命令";
/// The heading of what is given by its place.
pub const ARGUMENTS: &str = "参数";
/// The heading over the list of options, in Chinese.
pub const OPTIONS: &str = "选项";
/// Words of the usage line, English and Chinese.
pub const FRAME: [(&str, &str); 3] =
    [("[OPTIONS]", "[选项]"), ("<COMMAND>", "<命令>"), ("[COMMAND]", "[命令]")];

/// What is said of a date on the command line that cannot be understood.
pub const DATE: &str = "请写成 2022-04-15 的形式（write it as 2022-04-15）";

/// The words for a command or an option by its name; none for what the program does not have.
pub fn of(name: &str) -> Option<[&'static str; 2]> {
    Some(match name {
        "build" => [
            "读取文件夹中的表格，生成报告（.docx）",
            "read the workbooks of a folder and write the report (.docx)",
        ],
        "watch" => [
            "留意文件夹：表格存盘后自动重新生成报告，直到按 Ctrl+C",
            "watch a folder and build the report whenever workbooks are saved, until Ctrl+C",
        ],
        "completions" => [
            "输出命令补全脚本（bash、zsh、fish、powershell、elvish）",
            "print the completions of a shell (bash, zsh, fish, powershell, elvish)",
        ],
        "shell" => ["哪一种命令行", "the shell"],
        "manual" => ["输出使用手册页（man）", "print the manual page (man)"],
        "help" => ["显示帮助", "print help"],
        "version" => ["显示版本", "print the version"],
        "poll" => [
            "每隔几秒看一次，不靠系统通知（共享文件夹用）",
            "look every so many seconds instead of relying on the system's events (for shared folders)",
        ],
        "check" => [
            "只检查不生成：列出数字、表格和问题",
            "list figures, tables and findings without writing anything",
        ],
        "finish" => [
            "定稿：检查还有没有未处理的问题，写出干净的一份",
            "check that nothing is left to be settled and write a clean copy",
        ],
        "harvest" => [
            "把报告中改好的段落收回到文字材料，今后沿用",
            "take paragraphs that were polished in the report back into 文字材料",
        ],
        "lint" => [
            "按 GB/T 9704-2012 检查任何一份文档（.docx）的格式，逐处说明条款和改法",
            "hold any document (.docx) against GB/T 9704-2012 and say each fault with its clause and cure",
        ],
        "fix" => [
            "另存一份改好的：只改规则只有一种写法、不用人选的（字体、字号、行距、缩进、页边距、标点和数字的写法等），逐处说明；原文件不动",
            "write a copy beside the file with every fault mended that leaves no choice, and say each; the file stays",
        ],
        "list" => [
            "列出一张表的条目（如 opinions、activities）",
            "list the entries of a table (such as opinions, activities)",
        ],
        "tables" => [
            "列出每张工作表认作哪种表格、每一列认作哪个字段，以及依据",
            "say what each sheet and column was taken for, and by what",
        ],
        "trace" => [
            "说明一个数字从哪些单元格来（如 opinions.items、意见建议条数，或报告中印出的 35）",
            "say which cells a figure comes from (opinions.items, 意见建议条数, or 35 as printed)",
        ],
        "verify" => [
            "核对一份文档（如已签发的报告）里的数据与表格是否仍然相符",
            "check the data in a document, such as a signed report, against the workbooks",
        ],
        "init" => [
            "新建报告文件夹：写入空白的报告信息、台账和征求意见表，已有的文件不动",
            "begin a report folder: write blank workbooks and a form for the units; files that are there stay",
        ],
        "kinds" => [
            "列出内置的报告类型（list），检查一个类型的文件（check），导出一个类型作为底本（export），给编辑器用的结构说明（schema）",
            "list the built-in report kinds, check the files of one, export one to begin with, print JSON schemas for editors",
        ],
        "action" => ["list 列出，check 检查，export 导出，schema 结构说明", "list, check, export or schema"],
        "name" => [
            "要检查或导出的报告类型：内置类型的名称，或自备类型的文件夹；schema 时是文件名（如 tables.toml）",
            "the report kind to be checked or exported, a name or a folder; for schema a file (tables.toml)",
        ],
        "to" => ["导出到的文件夹，须是新的或空的", "the folder to export to, new or empty"],
        "track" => [
            "对原有报告的改动写成修订（带修订痕迹），由人接受或拒绝",
            "write changes to the report as tracked changes, to be accepted or refused",
        ],
        "comment" => [
            "数字有变化的段落和核稿发现问题的字词加批注",
            "add comments where a figure changed (what it was, whence) and where words were found fault with",
        ],
        "open" => [
            "打开工作台：在浏览器里看报告，点开每个数字的来历，处理问题，改正识别，生成和定稿；只在本机",
            "open the folder on a page of this machine: read the report, follow figures, settle findings, build, finish",
        ],
        "no_browser" => ["只打印网址，不打开浏览器", "print the address and open no browser"],
        "port" => ["用这个端口（不写时由系统选一个）", "the port to use (the system chooses one without it)"],
        "preview" => [
            "另写预览.html：一个可以用浏览器打开的文件，文中每个数字都能点开看算法和单元格",
            "write 预览.html too: the report in one file for a browser, every figure opens to its rule and cells",
        ],
        "folder" => ["放表格的文件夹", "the folder with the workbooks"],
        "table" => {
            ["表的名称（opinions 或 征求意见汇总 等）", "the name of a table (opinions or 征求意见汇总)"]
        }
        "figure" => [
            "数字的名称（opinions.items 或 意见建议条数），或报告中印出的内容（35）",
            "the name of a figure (opinions.items or 意见建议条数), or what the report prints (35)",
        ],
        "file" => ["要核对的文档（.docx）", "the document (.docx) to be checked"],
        "kind" => [
            "报告类型：内置类型的名称，或自备类型的文件夹",
            "the report kind: the name of one that is built in, or a folder",
        ],
        "date" => {
            ["成文日期（YYYY-MM-DD），优先于报告信息", "the date of the report, before that of 报告信息"]
        }
        "json" => ["以 JSON 输出结果", "print results as JSON"],
        "strict" => ["有“错误”级问题时以退出码 1 结束", "end with exit code 1 when there are errors"],
        "lang" => ["提示信息的语言", "the language of messages"],
        "quiet" => ["只说错误", "say errors only"],
        "verbose" => ["连同修正记录一并列出", "list what was repaired too"],
        _ => return None,
    })
}
