//! The elements of the official format as XML: what a rendered page hides, for folders that have them.

use chengwen::finding::{Finding, Format, What};
use chengwen::kind::KindFiles;
use chengwen::model::report::{Provenance, Role};
use chengwen::package::xml::Element;
use chengwen::{Outcome, generate};

use super::folders::{folder, made, sheets};
use super::package::{Package, all, find};

/// The document of one of the measured folders.
fn sheet(name: &str) -> Package {
    let sheet = sheets().into_iter().find(|sheet| sheet.name == name).unwrap();
    Package::open(&made(&sheet.items, sheet.paragraphs).document)
}

fn named<'a>(root: &'a Element, name: &'a str) -> impl Iterator<Item = &'a Element> {
    all(root).filter(move |element| element.name == name)
}

fn deviations(outcome: &Outcome) -> Vec<&Format> {
    let format = |finding: &'_ Finding| matches!(finding.what, What::Format(_));
    let found = outcome.findings.iter().filter(|finding| format(finding));
    found
        .filter_map(|finding| match &finding.what {
            What::Format(format) => Some(format),
            _ => None,
        })
        .collect()
}

#[test]
fn the_head_of_a_report_to_a_superior_stands_in_order() {
    let styles = sheet("head-upward").paragraph_styles();
    let head = [
        "HeadSerial",
        "HeadLabel",
        "HeadLabel",
        "HeadRoom",
        "Mark",
        "HeadGap",
        "HeadSigners",
        "HeadNumberSigners",
        "HeadRule",
        "Blank",
        "Blank",
        "Title",
        "Blank",
        "Salutation",
    ];
    assert_eq!(styles[..head.len()], head);
    let foot =
        ["Signature", "Date", "Note", "ImprintAnchor", "ImprintCopies", "ImprintIssue", "ImprintAnchor"];
    let at = styles.iter().position(|style| style == "Signature").unwrap();
    assert_eq!(styles[at..at + foot.len()], foot);
}

#[test]
fn a_classified_report_without_a_serial_number_keeps_its_first_line() {
    let outcome = made(&[("发文字号", "云人办发〔2022〕3号"), ("密级", "秘密★1年")], 0);
    let styles = Package::open(&outcome.document).paragraph_styles();
    assert_eq!(styles[..3], ["HeadSerial", "HeadLabel", "HeadRoom"]);
}

#[test]
fn an_internal_paper_has_neither_head_nor_foot_nor_red() {
    let package = sheet("internal");
    let styles = package.paragraph_styles();
    assert!(
        styles.iter().all(|style| !style.starts_with("Head") || style.starts_with("Heading")),
        "{styles:?}"
    );
    assert!(styles.iter().all(|style| style != "Mark" && !style.starts_with("Imprint")));
    assert!(!package.parts["word/document.xml"].contains("mc:AlternateContent"));
    let outcome = made(&[("抄送机关", "县委办公室")], 0);
    assert!(outcome.findings.iter().any(|finding| finding.what.say().code == "head-not-printed"));
}

#[test]
fn paper_with_a_head_of_its_own_keeps_the_room() {
    let printed = sheet("head-number");
    let paper = sheet("head-paper");
    let styles = paper.paragraph_styles();
    assert_eq!(styles[..4], ["HeadRoom", "HeadGap", "HeadNumber", "HeadRule"]);
    assert!(paper.of_style("HeadRule", "w:pPr", "w:pBdr", "w:val").is_none());
    assert!(
        !all(&paper.tree("word/styles.xml"))
            .any(|element| element.name == "w:bottom" && element.attribute("w:color") == Some("FF0000"))
    );
    let height = |package: &Package, style| {
        package.of_style(style, "w:pPr", "w:spacing", "w:line").unwrap().parse::<i64>().unwrap()
    };
    // Without the mark the empty paragraph is as much higher: a line of 1.2 times 40 points, the size at which its
    // eleven characters fill 156 millimetres, or of 42 points, since the paper's own is not known.
    assert_eq!(height(&printed, "Mark"), 960);
    let higher = height(&paper, "HeadRoom") + height(&paper, "HeadGap");
    let lower = height(&printed, "HeadRoom") + height(&printed, "HeadGap");
    assert_eq!(
        higher - lower,
        1008 - 9,
        "42 × 1.2 points, without 0.23 of two points that the larger size has around it"
    );
}

#[test]
fn several_organs_stand_in_a_table_whose_widths_agree() {
    let package = sheet("head-joint-3");
    let document = package.tree("word/document.xml");
    let tables: Vec<&Element> = named(&document, "w:tbl").collect();
    assert_eq!(tables.len(), 3, "the mark, the seals and the foot");
    for table in tables {
        let of = |name: &str, attribute: &str| -> Vec<i64> {
            let found = named(table, name).filter_map(|element| element.attribute(attribute));
            found.map(|value| value.parse().unwrap()).collect()
        };
        let (columns, cells) = (of("w:gridCol", "w:w"), of("w:tcW", "w:w"));
        assert_eq!(of("w:tblW", "w:w"), [columns.iter().sum::<i64>()]);
        assert!(cells.chunks(columns.len()).all(|row| row == columns), "{cells:?} {columns:?}");
        let paragraphs = named(table, "w:tc").map(|cell| cell.elements().filter(|e| e.name == "w:p").count());
        assert!(paragraphs.into_iter().all(|count| count == 1));
    }
    let merges: Vec<_> = named(&document, "w:vMerge").map(|merge| merge.attribute("w:val")).collect();
    assert_eq!(merges, [Some("restart"), None, None]);
}

#[test]
fn the_foot_is_a_table_on_the_lower_edge_of_the_type_area() {
    let package = sheet("head-number");
    let document = package.tree("word/document.xml");
    let table = find(&document, "w:tbl");
    let lines: Vec<String> =
        named(&table, "w:p").map(|p| named(p, "w:t").map(Element::text).collect()).collect();
    assert_eq!(lines, ["抄送：市人大常委会办公室。", "云岭县人大常委会办公室2022年4月15日印发"]);
    let place = find(&table, "w:tblpPr");
    let said = ["w:vertAnchor", "w:horzAnchor", "w:tblpX", "w:tblpYSpec"].map(|name| place.attribute(name));
    assert_eq!(said, ["margin", "page", "1588", "bottom"].map(Some));
    let widths =
        ["w:tblW", "w:gridCol", "w:tcW"].map(|name| find(&table, name).attribute("w:w").unwrap().to_owned());
    assert_eq!(widths, ["8844", "8844", "8844"]);
    let borders = find(&table, "w:tblBorders");
    let sizes: Vec<_> =
        borders.elements().map(|rule| (rule.name.as_str(), rule.attribute("w:sz").unwrap())).collect();
    assert_eq!(sizes, [("w:top", "8"), ("w:bottom", "8"), ("w:insideH", "6")]);
    let bookmarks: Vec<_> =
        named(&table, "w:bookmarkStart").filter_map(|start| start.attribute("w:name")).collect();
    assert_eq!(bookmarks, ["_cw_copies_copies", "_cw_issue_issue"]);
    assert!(!package.parts["word/document.xml"].contains("AlternateContent"));
}

#[test]
fn a_foot_on_its_own_even_page_has_no_number() {
    let package = sheet("head-joint-3");
    let document = package.tree("word/document.xml");
    let sections: Vec<&Element> = named(&document, "w:sectPr").collect();
    assert_eq!(sections.len(), 2);
    let kind = |section: &Element| {
        named(section, "w:type").next().and_then(|kind| kind.attribute("w:val").map(str::to_owned))
    };
    assert_eq!([kind(sections[0]), kind(sections[1])], [None, Some("evenPage".to_owned())]);
    let footers = |section: &Element| -> Vec<String> {
        let references = named(section, "w:footerReference").map(|footer| footer.attribute("r:id").unwrap());
        let relations = package.tree("word/_rels/document.xml.rels");
        let target = |id: &str| {
            let relation = relations.elements().find(|relation| relation.attribute("Id") == Some(id));
            format!("word/{}", relation.unwrap().attribute("Target").unwrap())
        };
        references.map(|id| package.parts[&target(id)].clone()).collect()
    };
    assert!(footers(sections[0]).iter().all(|footer| footer.contains("PAGE")));
    let last = footers(sections[1]);
    assert!(
        last.len() == 2 && last.iter().all(|footer| !footer.contains("PAGE") && !footer.contains("w:t>"))
    );
}

#[test]
fn a_title_of_several_lines_is_one_paragraph() {
    let sheet = sheets().into_iter().find(|sheet| sheet.name == "head-upward").unwrap();
    let outcome = made(&sheet.items, 0);
    let package = Package::open(&outcome.document);
    let document = package.tree("word/document.xml");
    let title = named(&document, "w:p")
        .find(|p| named(p, "w:pStyle").any(|style| style.attribute("w:val") == Some("Title")));
    let title = title.unwrap();
    assert_eq!(named(title, "w:br").count(), 1);
    let text: String = named(title, "w:t").map(Element::text).collect();
    assert_eq!(text, outcome.report.title);
    assert!(
        named(title, "w:br").all(|line| line.attribute("w:type").is_none_or(|kind| kind == "textWrapping"))
    );
}

#[test]
fn a_heading_that_runs_on_changes_only_its_own_words() {
    let mut request = folder(&[], 0);
    let text = "段落,内容\n成效,（一）加强学习。组织学习了有关文件\n成效,1.建章立制。新建制度两项\n";
    request.files.push(chengwen::workbook::InputFile {
        path: "文字材料.csv".to_owned(),
        bytes: text.as_bytes().to_vec(),
    });
    let outcome = generate(&request).unwrap();
    let roles =
        outcome.report.blocks.iter().filter(|block| matches!(block.role, Role::Heading2 | Role::Heading3));
    assert_eq!(roles.count(), 2);
    let package = Package::open(&outcome.document);
    assert_eq!(package.runs("Heading2Char"), ["（一）加强学习。"]);
    assert_eq!(package.runs("Heading3Char"), ["1.建章立制。"]);
    assert_eq!(
        package.of_style("Heading2Char", "w:rPr", "w:rFonts", "w:eastAsia").as_deref(),
        Some("楷体_GB2312")
    );
    assert!(!package.paragraph_styles().iter().any(|style| style == "Heading2" || style == "Heading3"));
}

#[test]
fn every_item_of_head_and_foot_is_a_slot_with_its_cell() {
    let sheet = sheets().into_iter().find(|sheet| sheet.name == "head-upward").unwrap();
    let report = made(&sheet.items, 0).report;
    let items = [
        "份号",
        "密级",
        "紧急程度",
        "发文机关标志",
        "签发人",
        "发文字号",
        "联系人",
        "联系电话",
        "抄送机关",
        "印发机关",
        "印发日期",
    ];
    for item in items {
        let id = format!("settings.{item}");
        let slot = Provenance::Slot(id.clone());
        assert!(
            report.blocks.iter().flat_map(|block| &block.inlines).any(|inline| inline.from == slot),
            "{item}"
        );
        assert!(report.sources.get(&id).is_some_and(|cells| !cells.is_empty()), "{item}");
    }
}

#[test]
fn looks_are_chosen_by_name_and_their_deviations_told() {
    assert!(deviations(&made(&[], 0)).is_empty());
    assert!(deviations(&made(&[("版式", "gb9704")], 0)).is_empty());
    let keys = |outcome: &Outcome| -> Vec<String> {
        let found = deviations(outcome);
        let key = |found: &Format| match found {
            Format::Deviates { key, .. } => Some(key.clone()),
            Format::Squeezed { .. } => None,
        };
        found.into_iter().filter_map(key).collect()
    };
    let electronic = made(&[("版式", "电子公文")], 0);
    assert_eq!(keys(&electronic), ["body.line", "page.lead", "page.text_height", "page.top"]);
    let package = Package::open(&electronic.document);
    let margins = find(&package.tree("word/document.xml"), "w:pgMar");
    // 34.58 and 32.58 mm.
    assert_eq!([margins.attribute("w:top"), margins.attribute("w:bottom")], [Some("1960"), Some("1848")]);
    assert_eq!(package.of_style("BodyText", "w:pPr", "w:spacing", "w:line").as_deref(), Some("589"));

    let local = made(&[("版式", "地方习惯")], 0);
    assert_eq!(keys(&local), ["heading3.bold", "latin", "page_number.centred"]);
    let package = Package::open(&local.document);
    let bold = |package: &Package, id: &str| {
        let styles = package.tree("word/styles.xml");
        let style = styles.elements().find(|style| style.attribute("w:styleId") == Some(id)).unwrap().clone();
        all(&style).any(|element| element.name == "w:b")
    };
    assert!(bold(&package, "Heading3") && !bold(&package, "Heading2"));
    assert_eq!(package.of_style("FooterEven", "w:pPr", "w:jc", "w:val").as_deref(), Some("center"));
    assert_eq!(package.of_style("Latin", "w:rPr", "w:rFonts", "w:ascii").as_deref(), Some("Times New Roman"));

    let unknown = made(&[("版式", "随便")], 0);
    assert!(unknown.findings.iter().any(|finding| finding.what.say().code == "setting-unknown-choice"));
}

#[test]
fn a_look_with_an_unknown_value_is_refused() {
    let mut files: KindFiles = crate::kind_files();
    files.insert("look/own.toml".to_owned(), b"names = [\"own\"]\n[page]\ntopp = 30\n".to_vec());
    let refusals = chengwen::kind::load("campaign", &files).unwrap_err();
    assert!(
        refusals.iter().any(|refusal| refusal.say().message[0].contains("look/own.toml")),
        "{refusals:?}"
    );
}

#[test]
fn styles_of_our_own_have_chinese_names_and_nothing_prompts_on_opening() {
    let package = sheet("head-upward");
    for style in package.tree("word/styles.xml").elements().filter(|style| style.name == "w:style") {
        let name = find(style, "w:name");
        let name = name.attribute("w:val").unwrap();
        let chinese = name.chars().any(|c| c > '\u{2e80}');
        assert_eq!(chinese, style.attribute("w:customStyle").is_some(), "{name}");
    }
    let outline = |id: &str| package.of_style(id, "w:pPr", "w:outlineLvl", "w:val");
    // Titles stand in the navigation pane and in the bookmarks of a PDF too.
    for (id, level) in [
        ("Title", "0"),
        ("Heading1", "0"),
        ("Heading2", "1"),
        ("Heading3", "2"),
        ("Heading4", "3"),
        ("AnnexLabel", "0"),
        ("AnnexTitle", "1"),
    ] {
        assert_eq!(outline(id).as_deref(), Some(level));
    }
    for (part, text) in &package.parts {
        for prompting in ["w:updateFields", "w:dirty", "TOC ", "attachedTemplate", "Theme=\""] {
            assert!(!text.contains(prompting), "{part}: {prompting}");
        }
    }
    let language = find(&package.tree("word/styles.xml"), "w:lang");
    assert_eq!(language.attribute("w:eastAsia"), Some("zh-CN"));
}
