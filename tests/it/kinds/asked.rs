//! Fields that a kind asks for, and words that it holds its columns to: what a row lacks is told at its cell.

use serde_json::Value;

use crate::scratch::Scratch;

fn findings(table: &str, edits: &[(&str, &str)], rows: &str) -> Vec<String> {
    let scratch = Scratch::with_small_folder("甲");
    scratch.export("campaign", "类型");
    let text = String::from_utf8(scratch.read("类型/tables.toml")).unwrap();
    let from = text.find(&format!("id = \"{table}\"\n")).unwrap();
    let (before, after) = text.split_at(from);
    let mut after = after.to_owned();
    for (field, key) in edits {
        let heading = format!("[[table.field]]\nid = \"{field}\"\n");
        assert!(after.contains(&heading), "{field}");
        after = after.replacen(&heading, &format!("{heading}{key}\n"), 1);
    }
    scratch.write("类型/tables.toml", format!("{before}{after}").as_bytes());
    scratch.write("甲/台账.csv", rows.as_bytes());
    let checked = scratch.done(&["check", "甲", "--kind", "类型", "--json"]).json();
    let said = checked["findings"].as_array().unwrap().iter().filter_map(|finding| {
        let (code, cell) = (finding["code"].as_str()?, finding["cell"].as_str().unwrap_or("-"));
        let ours = ["cell-required", "term-outside"].contains(&code) && finding["file"] == "台账.csv";
        ours.then(|| format!("{code} {cell}"))
    });
    said.collect()
}

#[test]
fn a_row_that_lacks_what_is_asked_for_is_told_at_its_cell() {
    let rows = "时间,活动类型,主题,地点\n2024年3月1日,培训,业务培训,会议室\n2024年3月2日,培训,消防培训,\n";
    let said = findings("activities", &[("place", "required = true")], rows);
    assert_eq!(said, ["cell-required D3"]);
}

#[test]
fn what_other_cells_tell_is_not_asked_for_and_a_missing_column_is_told_at_the_row() {
    let rows = "时间,主题,地点\n2024年3月1日,消防培训,会议室\n";
    let edits = [("type", "required = true"), ("organiser", "required = true")];
    let said = findings("activities", &edits, rows);
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].starts_with("cell-required"), "{said:?}");
}

#[test]
fn a_word_outside_a_closed_vocabulary_is_told_and_kept() {
    let rows = "序号,存在问题,问题等级,责任单位,整改状态\n1,护栏缺失,重大,甲公司,已完成\n2,标识不清,待研判,乙公司,已完成\n";
    let said = findings("rectification", &[("level", "closed = true")], rows);
    assert_eq!(said, ["term-outside C3"]);
    let open = findings("rectification", &[], rows);
    assert_eq!(open, Vec::<String>::new());
}

/// Another yes of the office's is one more word in its kind.
#[test]
fn words_of_yes_and_no_are_data() {
    let scratch = Scratch::with_small_folder("甲");
    scratch.export("campaign", "类型");
    let units =
        "序号,单位全称,单位简称,是否应报\n1,城关医院,城关,须\n2,东街医院,东街,免\n3,西街医院,西街,须\n";
    scratch.write("甲/单位名录.csv", units.as_bytes());
    let expected = |kind: &[&str]| {
        let checked = scratch.done(&[&["check", "甲", "--json"], kind].concat()).json();
        checked["figures"]["units.expected"]["value"].clone()
    };
    scratch.write("类型/common/values.toml", "yes = [\"须\"]\nno = [\"免\"]\n".as_bytes());
    assert_eq!(expected(&["--kind", "类型"]), 2);
    assert_ne!(expected(&[]), 2);
}

/// What names of files say of an edition, and what stands where a cell is blank, are words of the kind.
#[test]
fn words_of_editions_and_of_what_is_not_named_are_data() {
    let scratch = Scratch::with_small_folder("甲");
    scratch.export("campaign", "类型");
    let header = "序号,单位,征求方式,意见建议\n";
    let first = format!("{header}1,东街医院,座谈会,建议增设饮水点\n2,东街医院,座谈会,建议延长挂号时间\n");
    let second = format!("{header}1,东街医院,,建议在门口增设指示牌\n");
    scratch.write("甲/东街意见.csv", first.as_bytes());
    scratch.write("甲/东街意见（补正）.csv", second.as_bytes());
    let figures = |kind: &[&str]| {
        let checked = scratch.done(&[&["check", "甲", "--json"], kind].concat()).json();
        ["opinions.items", "opinions.by_channel"].map(|id| checked["figures"][id]["value"].clone())
    };
    scratch.write("类型/common/editions.toml", "newer = [\"补正\"]\nmarks = [\"补正\"]\n".as_bytes());
    scratch.write("类型/common/classes.toml", "blank = [\"待补\"]\n".as_bytes());
    let [items, channels] = figures(&["--kind", "类型"]);
    assert_eq!((items, &channels["待补"], &channels["座谈会"]), (2.into(), &2.into(), &Value::Null));
    let [items, channels] = figures(&[]);
    assert_eq!((items, &channels["未注明"], &channels["座谈会"]), (4.into(), &2.into(), &2.into()));
}
