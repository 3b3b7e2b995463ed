//! Paragraphs that people polished come back as 文字材料, and give the same text again, with fresh figures.

use chengwen::model::base::{BaseBlock, BasePiece, Piece, Stood};
use chengwen::model::report::Block;
use chengwen::workbook::InputFile;
use chengwen::{HARVEST, Outcome, Request, docx};

use crate::ledger::{cells, csv, request, run, sheets};
use crate::regenerate::paper::{Paper, text as paper_text};
use crate::scratch::Scratch;

fn folder(opinions: usize) -> Vec<InputFile> {
    let settings: [&[&str]; 8] = [
        &["项目", "内容"],
        &["单位全称", "某县人大常委会"],
        &["主送机关", "某县委"],
        &["活动名称", "作风整顿活动"],
        &["成文日期", "2024.7.2"],
        &["成效", "办文更快；办会更少"],
        &["下一步", "健全长效机制"],
        &["结束语", "为全县发展作出贡献"],
    ];
    let numbers: Vec<String> = (1..=opinions).map(|number| number.to_string()).collect();
    let texts: Vec<String> = (1..=opinions).map(|number| format!("建议改进第{number}项工作")).collect();
    let rows =
        numbers.iter().zip(&texts).map(|(number, text)| vec![number.as_str(), "城关镇", text.as_str()]);
    let rows: Vec<Vec<&str>> = std::iter::once(vec!["序号", "单位", "意见建议"]).chain(rows).collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let forms: [&[&str]; 2] = [&["发放对象", "发放份数", "收回份数"], &["各镇", "120", "112"]];
    vec![csv("报告信息.csv", &settings), csv("意见.csv", &rows), csv("发放登记.csv", &forms)]
}

fn text(outcome: &Outcome, id: &str) -> String {
    outcome.report.blocks.iter().find(|block| block.id == id).map(Block::text).unwrap_or_default()
}

/// The outcome as if a person had reworded a block: `{…}` in the words stands for the slot that prints so.
fn reworded(mut outcome: Outcome, id: &str, words: impl Fn(&BaseBlock) -> Vec<BasePiece>) -> Outcome {
    let mut base = docx::parse_base(&outcome.base).unwrap();
    let block = base.blocks.iter_mut().find(|block| block.id == id).unwrap_or_else(|| panic!("no {id}"));
    block.stood = Stood::Changed(words(block));
    outcome.base = docx::base_xml(&base);
    outcome
}

fn wording(text: &str) -> BasePiece {
    BasePiece { what: Piece::Wording, text: text.to_owned() }
}

fn slot(block: &BaseBlock, id: &str) -> BasePiece {
    let of = |piece: &&BasePiece| piece.what == Piece::Slot(id.to_owned());
    block.pieces.iter().find(of).cloned().unwrap_or_else(|| panic!("no {id}: {:?}", block.pieces))
}

fn with_harvest(files: Vec<InputFile>, outcome: &Outcome) -> Request {
    let book = outcome.harvest().unwrap().book.unwrap();
    let mut files = files;
    files.push(InputFile { path: HARVEST.to_owned(), bytes: book });
    request(files)
}

fn problems(block: &BaseBlock) -> Vec<BasePiece> {
    vec![
        wording("广开言路查问题。"),
        wording("发出征求意见表"),
        slot(block, "forms.sent"),
        wording("份、收回"),
        slot(block, "forms.returned"),
        wording("份（回收率"),
        slot(block, "forms.return_rate"),
        wording("%），"),
        slot(block, "settings.行文简称"),
        wording("共收集意见"),
        slot(block, "opinions.items"),
        wording("条，逐条建账、逐条销号！"),
    ]
}

const POLISHED: &str = "广开言路查问题。发出征求意见表120份、收回112份（回收率93.3%），某县人大常委会共收集意见5条，逐条建账、逐条销号！";

#[test]
fn a_polished_paragraph_reads_the_same_again_with_fresh_figures() {
    let outcome = reworded(run(&request(folder(5))), "organisation_problems", problems);
    let harvest = outcome.harvest().unwrap();
    assert_eq!(harvest.taken, 1, "{:?}", harvest.findings);
    let book = harvest.book.unwrap();
    assert!(book == outcome.harvest().unwrap().book.unwrap(), "the same run gives the same bytes");
    let sheets = sheets(&book);
    assert_eq!(cells(&sheets, "文字材料", "段落"), ["组织安排/problems"]);
    assert_eq!(
        cells(&sheets, "文字材料", "内容"),
        [
            "广开言路查问题。发出征求意见表{征求意见表发出份数}份、收回{征求意见表收回份数}份（回收率{征求意见表回收率}%），{行文简称}共收集意见{意见建议条数}条，逐条建账、逐条销号！"
        ]
    );
    let again = run(&with_harvest(folder(5), &outcome));
    assert_eq!(text(&again, "organisation_problems"), POLISHED);
    let later = run(&with_harvest(folder(9), &outcome));
    assert_eq!(text(&later, "organisation_problems"), POLISHED.replace("意见5条", "意见9条"));
    let slots = later.report.blocks.iter().find(|block| block.id == "organisation_problems").unwrap();
    let ids: Vec<String> = slots.inlines.iter().map(|inline| format!("{:?}", inline.from)).collect();
    assert!(ids.iter().any(|id| id.contains("opinions.items")), "{ids:?}");
    assert!(ids.iter().any(|id| id.contains("texts.组织安排/problems")), "traced to 文字材料: {ids:?}");
}

#[test]
fn points_keep_their_numbers_and_leads() {
    let files = [
        folder(5),
        vec![csv("文件.csv", &[&["文件名称", "文件作用", "动作"], &["方案", "实施方案", "新建"]])],
    ];
    let files: Vec<InputFile> = files.concat();
    let first = run(&request(files.clone()));
    assert!(
        text(&first, "organisation_problems").starts_with("二是"),
        "{}",
        text(&first, "organisation_problems")
    );
    let outcome = reworded(first, "organisation_problems", |block| {
        let number = BasePiece { what: Piece::Number, text: "二是".into() };
        std::iter::once(number).chain(problems(block)).collect()
    });
    let again = run(&with_harvest(files, &outcome));
    assert_eq!(text(&again, "organisation_problems"), format!("二是{POLISHED}"));
    let block = again.report.blocks.iter().find(|block| block.id == "organisation_problems").unwrap();
    let lead: String =
        block.inlines.iter().filter(|inline| inline.lead).map(|inline| inline.text.as_str()).collect();
    assert_eq!(lead, "二是广开言路查问题。");
}

#[test]
fn a_paragraph_that_two_sections_share_is_taken_as_a_whole() {
    let outcome = run(&request(folder(5)));
    let before = text(&outcome, "results_results");
    assert!(before.contains("办文更快") && before.contains("下一步"), "{before}");
    let outcome = reworded(outcome, "results_results", |block| {
        vec![slot(block, "settings.活动简称"), wording("成效明显。下一步，继续抓好落实。")]
    });
    let sheets = sheets(&outcome.harvest().unwrap().book.unwrap());
    assert_eq!(cells(&sheets, "文字材料", "段落"), ["成效/results+下一步"]);
    let again = run(&with_harvest(folder(5), &outcome));
    assert_eq!(text(&again, "results_results"), "作风整顿活动成效明显。下一步，继续抓好落实。");
}

/// Through the program: a person polishes in the document, the words come back, the next period has them.
#[test]
fn words_polished_in_the_document_serve_the_next_report() {
    let scratch = Scratch::new();
    for file in folder(5) {
        scratch.write(&format!("甲/{}", file.path), &file.bytes);
    }
    let report = "甲/成文/某县人大常委会关于作风整顿活动开展情况的报告.docx";
    scratch.done(&["build", "甲"]);
    let edited = Paper::open(&scratch.read(report))
        .reword("认真征求意见，共发出", "广泛听取意见，先后发出")
        .reword("认真进行梳理汇总", "专人逐条梳理");
    scratch.write(report, &edited.save());
    let ran = scratch.done(&["harvest", "甲"]);
    assert_eq!(ran.stdout.trim_end(), format!("甲/{HARVEST}"));
    ran.says(&["组织安排/problems", "抓问题查找。"]);
    let book = scratch.read(&format!("甲/{HARVEST}"));
    let rows = sheets(&book);
    assert_eq!(
        cells(&rows, "文字材料", "内容"),
        [
            "抓问题查找。{行文简称}广泛听取意见，先后发出征求意见表{征求意见表发出份数}份，收回{征求意见表收回份数}份，回收率{征求意见表回收率}%，收到{意见建议条数}条意见和建议，专人逐条梳理。"
        ]
    );
    let standing = paper_text(&scratch.read(report));
    scratch.done(&["build", "甲"]);
    assert_eq!(
        paper_text(&scratch.read(report)),
        standing,
        "the same words from either side are no conflict"
    );
    let again = scratch.done(&["harvest", "甲"]);
    again.says(&["没有可收回的段落"]);
    assert!(scratch.read(&format!("甲/{HARVEST}")) == book, "nothing is written over");
    // Another folder with other figures, which takes the words along.
    for file in folder(7) {
        scratch.write(&format!("乙/{}", file.path), &file.bytes);
    }
    scratch.write(&format!("乙/{HARVEST}"), &book);
    let document = scratch.done(&["build", "乙", "--json"]).json();
    let text = paper_text(&scratch.read(document["report"].as_str().unwrap()));
    assert!(text.contains("抓问题查找。某县人大常委会广泛听取意见，先后发出征求意见表120份，收回112份，回收率93.3%，收到7条意见和建议，专人逐条梳理。"), "{text}");
    // A second polish of the folder that has them keeps the first book.
    let report = document["report"].as_str().unwrap();
    scratch.write(report, &Paper::open(&scratch.read(report)).reword("专人逐条梳理", "逐条梳理销号").save());
    let settings = String::from_utf8(scratch.read("乙/报告信息.csv")).unwrap();
    scratch.write("乙/报告信息.csv", format!("{settings}\n收回文字,是\n").as_bytes());
    scratch.done(&["build", "乙"]).says(&["收回的文字在", "组织安排/problems"]);
    let rows = sheets(&scratch.read(&format!("乙/{HARVEST}")));
    assert_eq!(cells(&rows, "文字材料", "段落").len(), 1);
    assert!(cells(&rows, "文字材料", "内容")[0].ends_with("{意见建议条数}条意见和建议，逐条梳理销号。"));
    assert!(scratch.read("乙/成文/历史/文字材料（收回）（第1次）.xlsx") == book);
}

#[test]
fn what_was_taken_back_before_stays() {
    let outcome = reworded(run(&request(folder(5))), "organisation_problems", problems);
    let second = run(&with_harvest(folder(5), &outcome));
    let second = reworded(second, "lead_opening", |_| vec![wording("现将情况报告如下：")]);
    let sheets = sheets(&second.harvest().unwrap().book.unwrap());
    assert_eq!(cells(&sheets, "文字材料", "段落"), ["组织安排/problems", "导语/opening"]);
    let third = run(&with_harvest(folder(5), &second));
    assert_eq!(text(&third, "organisation_problems"), POLISHED);
    assert_eq!(text(&third, "lead_opening"), "现将情况报告如下：");
}

#[test]
fn what_cannot_be_taken_back_is_said_with_what_to_do() {
    let codes = |outcome: &Outcome| {
        let harvest = outcome.harvest().unwrap();
        assert_eq!(harvest.book, None);
        harvest.findings.iter().map(|finding| finding.what.say().code).collect::<Vec<_>>()
    };
    let id = "organisation_problems";
    let first = || run(&request(folder(5)));
    assert_eq!(codes(&first()), Vec::<&str>::new());
    let picture = reworded(first(), id, |_| vec![wording("见图\u{FFFC}。")]);
    assert_eq!(codes(&picture), ["text-not-harvested"]);
    let heading = reworded(first(), "organisation_heading", |_| vec![wording("加强领导")]);
    assert_eq!(codes(&heading), ["heading-not-harvested"]);
    // A figure that was typed over is no wording.
    let typed = reworded(first(), id, |block| {
        let typed = |piece: &BasePiece| match &piece.what {
            Piece::Slot(id) if id == "opinions.items" => {
                BasePiece { what: Piece::Typed(id.clone()), text: "6".into() }
            }
            _ => piece.clone(),
        };
        block.pieces.iter().map(typed).collect()
    });
    assert_eq!(codes(&typed), Vec::<&str>::new());
    // A slip that reading puts right would not read the same.
    let slip = reworded(first(), id, |_| vec![wording("既使如此,也要  改。")]);
    assert_eq!(codes(&slip), ["text-not-harvested"]);
}

#[test]
fn paragraphs_that_a_person_added_are_told() {
    let scratch = Scratch::new();
    for file in folder(5) {
        scratch.write(&format!("甲/{}", file.path), &file.bytes);
    }
    scratch.done(&["build", "甲"]);
    let [report] = &scratch.reports("甲")[..] else { panic!("{:?}", scratch.listing()) };
    let nothing = scratch.done(&["harvest", "甲", "--json"]).json();
    assert_eq!(nothing["findings"], serde_json::json!([]));
    let theirs =
        Paper::open(&scratch.read(report)).add_after("现将有关情况报告如下", "县委主要领导到会指导。");
    scratch.write(report, &theirs.save());
    scratch.done(&["build", "甲"]);
    let told = scratch.done(&["harvest", "甲", "--json"]).json();
    let findings = told["findings"].as_array().unwrap();
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert_eq!(findings[0]["code"], "text-not-harvested");
    assert!(findings[0]["message"].as_str().unwrap().contains("县委主要领导到会指导。"));
}
