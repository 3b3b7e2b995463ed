//! What rendering hides: the XML of the documents, read part by part.

pub(crate) mod annexed;
pub(crate) mod folders;
mod format;
pub(crate) mod package;
pub(crate) mod specimens;

use chengwen::docx::{base_xml, parse_base, write};
use chengwen::model::annex::{RowOf, Shows};
use chengwen::model::base::{Base, BaseBlock, BasePiece, BaseRow, Piece, RowStood, Stood};
use chengwen::model::report::Role;
use chengwen::package::order::order_of;
use chengwen::package::xml::Element;
use jiff::civil::date;

use package::Package;
use specimens::{block, long, look, organ, plain, report, short};

/// The document of a report in the look of the kind.
fn written(report: &chengwen::model::report::Report) -> Package {
    Package::open(&specimens::bytes(report, &look()))
}

/// A report whose body is one paragraph.
fn saying(text: &str) -> chengwen::model::report::Report {
    report(vec![block("title", Role::Title, "标题"), block("p1", Role::Body, text)])
}

#[test]
fn specimens_are_written_for_the_conformance_script() {
    specimens::write_all();
}

#[test]
fn a_look_with_an_unknown_key_is_refused() {
    let text = include_str!("../../templates/common/look.toml");
    let typo = text.replace("spacing = ", "spaceing = ");
    assert!(toml::from_str::<chengwen::model::look::Look>(&typo).is_err());
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    assert_eq!(specimens::bytes(&long(), &look()), specimens::bytes(&long(), &look()));
}

#[test]
fn every_child_stands_where_the_schema_has_it() {
    let package = written(&long());
    let mut seen = 0;
    for (part, root) in package.trees() {
        for element in package::all(&root) {
            let Some(order) = order_of(&element.name) else {
                continue;
            };
            let places = element.elements().map(|child| order.iter().position(|name| *name == child.name));
            let places: Vec<_> = places.collect();
            assert!(places.iter().all(Option::is_some), "{part}: {element:?}");
            assert!(places.is_sorted(), "{part}: {element:?}");
            let twice = places.windows(2).filter(|pair| pair[0] == pair[1]).count();
            assert_eq!(twice, usize::from(element.name == "w:sectPr"), "two footers only: {element:?}");
            seen += 1;
        }
    }
    assert!(seen > 50);
}

#[test]
fn paragraphs_and_runs_only_name_their_styles() {
    let package = written(&long());
    let names = package::all(&package.tree("word/styles.xml"))
        .filter_map(|element| element.attribute("w:styleId").map(str::to_owned))
        .collect::<Vec<_>>();
    for part in ["word/document.xml", "word/footer1.xml", "word/footer2.xml"] {
        for element in package::all(&package.tree(part)) {
            for property in element.elements() {
                let allowed: &[&str] = match element.name.as_str() {
                    "w:pPr" => &["w:pStyle"],
                    "w:rPr" => &["w:rStyle", "w:rFonts"],
                    _ => continue,
                };
                assert!(allowed.contains(&property.name.as_str()), "{part}: {property:?}");
                match property.name.as_str() {
                    "w:rFonts" => assert_eq!(property.attributes, [("w:hint".into(), "eastAsia".into())]),
                    _ => assert!(names.iter().any(|name| Some(name.as_str()) == property.attribute("w:val"))),
                }
            }
        }
    }
}

#[test]
fn every_typeface_fills_all_four_slots_and_no_theme_is_named() {
    let package = written(&long());
    for element in package::all(&package.tree("word/styles.xml")).filter(|e| e.name == "w:rFonts") {
        let font = element.attribute("w:eastAsia").unwrap();
        for slot in ["w:ascii", "w:hAnsi", "w:cs"] {
            assert_eq!(element.attribute(slot), Some(font));
        }
    }
    for (part, text) in &package.parts {
        assert!(!part.contains("theme"), "{part}");
        assert!(!text.contains("Theme=\""), "{part}");
    }
}

#[test]
fn the_styles_carry_the_measures_of_the_standard() {
    let package = written(&long());
    let expected = [
        ("Normal", "仿宋_GB2312", "32", "579"),
        ("BodyText", "仿宋_GB2312", "32", "579"),
        ("Title", "方正小标宋简体", "44", "720"),
        ("Salutation", "仿宋_GB2312", "32", "579"),
        ("Heading1", "黑体", "32", "579"),
        ("Heading2", "楷体_GB2312", "32", "579"),
        ("Signature", "仿宋_GB2312", "32", "579"),
        ("Date", "仿宋_GB2312", "32", "579"),
        ("Footer", "宋体", "28", "240"),
    ];
    for (id, font, size, line) in expected {
        let found = |group, property, attribute| package.of_style(id, group, property, attribute);
        assert_eq!(found("w:rPr", "w:rFonts", "w:eastAsia").as_deref(), Some(font), "{id}");
        assert_eq!(found("w:rPr", "w:sz", "w:val").as_deref(), Some(size), "{id}");
        assert_eq!(found("w:pPr", "w:spacing", "w:line").as_deref(), Some(line), "{id}");
        assert_eq!(found("w:pPr", "w:snapToGrid", "w:val").as_deref(), Some("0"), "{id}");
    }
    for id in ["BodyText", "Heading1", "Heading2"] {
        assert_eq!(package.of_style(id, "w:pPr", "w:ind", "w:firstLine").as_deref(), Some("640"));
        assert_eq!(package.of_style(id, "w:pPr", "w:ind", "w:firstLineChars").as_deref(), Some("200"));
    }
    assert_eq!(package.of_style("BodyText", "w:rPr", "w:spacing", "w:val").as_deref(), Some("-5"));
    assert_eq!(package.of_style("BodyText", "w:pPr", "w:jc", "w:val").as_deref(), Some("both"));
    assert_eq!(package.of_style("Heading1", "w:pPr", "w:outlineLvl", "w:val").as_deref(), Some("0"));
    assert_eq!(package.of_style("Heading2", "w:pPr", "w:outlineLvl", "w:val").as_deref(), Some("1"));
}

#[test]
fn the_page_is_that_of_the_standard() {
    let document = written(&long()).tree("word/document.xml");
    let section = package::find(&document, "w:sectPr");
    let measures = |name: &str, wanted: &[(&str, &str)]| {
        let element = package::find(&section, name);
        for (attribute, value) in wanted {
            assert_eq!(element.attribute(attribute), Some(*value), "{name} {attribute}");
        }
    };
    measures("w:pgSz", &[("w:w", "11906"), ("w:h", "16838")]);
    let margins = [("w:top", "2098"), ("w:left", "1588"), ("w:right", "1474"), ("w:bottom", "1984")];
    measures("w:pgMar", &margins);
    measures("w:pgMar", &[("w:footer", "1402"), ("w:gutter", "0")]);
    measures("w:docGrid", &[("w:type", "lines"), ("w:linePitch", "579")]);
    let settings = written(&long()).tree("word/settings.xml");
    assert!(settings.elements().any(|element| element.name == "w:evenAndOddHeaders"));
}

#[test]
fn headings_have_the_names_that_office_programs_know() {
    let styles = written(&long()).tree("word/styles.xml");
    let names: Vec<&str> = package::all(&styles)
        .filter(|element| element.name == "w:name")
        .filter_map(|element| element.attribute("w:val"))
        .collect();
    for name in ["Normal", "Title", "Salutation", "Body Text", "heading 1", "heading 2", "Signature", "Date"]
    {
        assert_eq!(names.iter().filter(|known| **known == name).count(), 1, "{name}");
    }
    let normal = package::all(&styles).find(|e| e.attribute("w:styleId") == Some("Normal")).unwrap();
    assert_eq!(normal.attribute("w:default"), Some("1"));
}

#[test]
fn every_block_has_its_bookmark_and_every_id_is_unique() {
    let report = long();
    let document = written(&report).tree("word/document.xml");
    let starts: Vec<&Element> = package::all(&document).filter(|e| e.name == "w:bookmarkStart").collect();
    let names: Vec<&str> = starts.iter().filter_map(|start| start.attribute("w:name")).collect();
    let wanted: Vec<String> = report.blocks.iter().map(|block| format!("_cw_{}", block.id)).collect();
    assert_eq!(names, wanted);
    let mut ids: Vec<&str> = starts.iter().filter_map(|start| start.attribute("w:id")).collect();
    let ends = package::all(&document).filter(|e| e.name == "w:bookmarkEnd");
    assert!(ends.filter_map(|end| end.attribute("w:id")).eq(ids.iter().copied()));
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), wanted.len());
}

#[test]
fn bookmarks_are_safe_whatever_the_ids() {
    let long = "a".repeat(50);
    let blocks = ["a\"&<b", "a\"&<b", &long, &long].map(|id| block(id, Role::Body, "文"));
    let document = written(&report(blocks.to_vec())).tree("word/document.xml");
    let names: Vec<String> = package::all(&document)
        .filter(|e| e.name == "w:bookmarkStart")
        .filter_map(|e| e.attribute("w:name").map(str::to_owned))
        .collect();
    let cut = format!("_cw_{}", "a".repeat(36));
    let again = format!("_cw_{}_2", "a".repeat(34));
    assert_eq!(names, ["_cw_a___b", "_cw_a___b_2", &cut, &again]);
}

#[test]
fn characters_of_markup_and_control_survive_or_go() {
    let text = "甲&乙<丙>\"丁\"'戊'\u{0}\u{7}己\t庚\n辛\u{b}\u{fffe}]]>";
    let mut properties = organ();
    properties.title = "甲&<\u{1}乙".to_owned();
    let bytes = write(&saying(text), &look(), &Base::default(), &properties).unwrap();
    let package = Package::open(&bytes);
    assert_eq!(package.body(), ["标题", "", "甲&乙<丙>\"丁\"'戊'己 庚辛]]>"]);
    let title = package::find(&package.tree("docProps/core.xml"), "dc:title").text();
    assert_eq!(title, "甲&<乙");
}

#[test]
fn marks_shared_with_latin_are_chinese() {
    for (text, hinted) in [
        ("“好”", true),
        ("甲——乙", true),
        ("等……", true),
        ("5×6", true),
        ("卡尔·马克思", true),
        ("128条，《法》", false),
    ] {
        let document = written(&saying(text)).tree("word/document.xml");
        let run = package::all(&document).filter(|e| e.name == "w:r").last().unwrap();
        let hint = package::all(run).find_map(|e| e.attribute("w:hint"));
        assert_eq!(hint.is_some(), hinted, "{text}");
    }
}

#[test]
fn latin_letters_and_digits_take_their_own_font_where_the_look_says_so() {
    let mut look = look();
    look.latin = Some("Times & New".to_owned());
    let package = Package::open(&specimens::bytes(&saying("“共128条”——PPT"), &look));
    let latin = package.of_style("Latin", "w:rPr", "w:rFonts", "w:ascii");
    assert_eq!(latin.as_deref(), Some("Times & New"));
    assert_eq!(package.runs("Latin"), ["128", "PPT"]);
    assert_eq!(package.runs(""), ["标题", "“共", "条”——"]);
}

#[test]
fn leads_are_set_apart() {
    assert_eq!(written(&long()).runs("Lead"), ["一是抓组织领导。", "二是抓计划制定。"]);
}

#[test]
fn one_blank_line_stands_below_the_title_and_above_the_signature() {
    let styles = written(&short()).paragraph_styles();
    let wanted = ["Title", "Blank", "Salutation", "BodyTextLast", "Blank", "Signature", "Date"];
    assert_eq!(styles, wanted);
}

#[test]
fn signature_and_date_stand_by_the_rule_without_a_seal() {
    // Widths: 中共XX县委办公室 8.0 (Latin letters count half), 2022年3月7日 6.0.
    let cases = [
        ("中共XX县委办公室", "2022年3月7日", ("200", "640"), ("200", "640")),
        ("县人大常委会办公室", "2022年3月7日", ("200", "640"), ("300", "960")),
        ("办公室", "2022年10月17日", ("800", "2560"), ("200", "640")),
        (&"室".repeat(40), "2022年3月7日", ("200", "640"), ("1964", "6284")),
        ("办公室", "【待补充：成文日期】", ("1100", "3520"), ("200", "640")),
    ];
    for (name, date, name_right, date_right) in cases {
        let blocks = vec![block("s", Role::Signature, name), block("d", Role::Date, date)];
        let package = written(&report(blocks));
        for (id, (characters, twips)) in [("Signature", name_right), ("Date", date_right)] {
            let right = |attribute| package.of_style(id, "w:pPr", "w:ind", attribute).unwrap();
            assert_eq!(
                (right("w:rightChars"), right("w:right")),
                (characters.into(), twips.into()),
                "{name}"
            );
        }
    }
}

#[test]
fn the_base_comes_back_from_the_document() {
    let mut base = Base::of(&long(), "3f20", "campaign");
    let pieces = [Piece::Doubtful(vec!["a.x".into(), "b 一".into()]), Piece::Typed("c".into())];
    let piece = |what: Piece| BasePiece { what, text: "3".into() };
    base.blocks.push(BaseBlock {
        columns: Vec::new(),
        id: "own_1".into(),
        role: Role::Body,
        pieces: Vec::new(),
        rows: Vec::new(),
        stood: Stood::Changed(pieces.map(piece).to_vec()),
    });
    let row = |of: RowOf, stood: RowStood| BaseRow { of, cells: vec!["1".into(), "甲\n乙".into()], stood };
    let table = BaseBlock {
        id: "annex_x_table".into(),
        role: Role::AnnexTable,
        pieces: Vec::new(),
        rows: vec![
            row(RowOf::Header, RowStood::AsGiven),
            row(
                RowOf::Entries(vec!["3f".into(), "4e".into()]),
                RowStood::Changed(vec!["".into(), "丙".into()]),
            ),
            row(RowOf::default(), RowStood::Gone),
            row(RowOf::Total, RowStood::AsGiven),
        ],
        columns: vec![Shows::Serial, Shows::Subject],
        stood: Stood::AsGiven,
    };
    base.blocks.push(table);
    assert_eq!(parse_base(&base_xml(&base)), Some(base));
    let base = Base::of(&long(), "3f20", "campaign");
    assert_eq!(parse_base(&base_xml(&base)), Some(base.clone()));
    let inside = written(&long()).parts["customXml/item1.xml"].clone();
    assert_eq!(inside, base_xml(&base));
    assert_eq!(parse_base("<base/>"), None);
    assert_eq!(parse_base("no xml"), None);
}

#[test]
fn the_properties_name_title_organ_and_date() {
    let mut properties = organ();
    let mut core = || {
        let bytes = write(&plain(), &look(), &Base::default(), &properties).unwrap();
        properties.date = None;
        Package::open(&bytes).parts["docProps/core.xml"].clone()
    };
    let dated = core();
    for piece in [&plain().title, "县人大常委会办公室", "2022-03-07T00:00:00Z", ">zh-CN<"] {
        assert!(dated.contains(piece), "{piece}");
    }
    assert!(core().contains("1980-01-01T00:00:00Z"));
    assert_eq!(organ().date, Some(date(2022, 3, 7)));
}

#[test]
fn every_part_is_listed_and_every_relationship_leads_somewhere() {
    let package = written(&long());
    let types = package.tree("[Content_Types].xml");
    for overriding in types.elements().filter(|element| element.name == "Override") {
        let part = overriding.attribute("PartName").unwrap();
        assert!(package.parts.contains_key(part.trim_start_matches('/')), "{part}");
    }
    for (part, root) in package.trees().filter(|(part, _)| part.ends_with(".rels")) {
        let (folder, _) = part.split_once("_rels/").unwrap();
        let mut ids: Vec<&str> = root.elements().filter_map(|e| e.attribute("Id")).collect();
        assert!(ids.is_sorted(), "{part}");
        ids.dedup();
        assert_eq!(ids.len(), root.elements().count());
        for target in root.elements().filter_map(|e| e.attribute("Target")) {
            let path = match target.strip_prefix("../") {
                Some(outside) => outside.to_owned(),
                None => format!("{folder}{target}"),
            };
            assert!(package.parts.contains_key(&path), "{part}: {target}");
        }
    }
    for unused in ["word/numbering.xml", "word/comments.xml", "word/commentsExtended.xml"] {
        assert!(!package.parts.contains_key(unused), "{unused}");
    }
}
