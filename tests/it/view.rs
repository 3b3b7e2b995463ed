//! 预览.html: every datum opens to its cells, every link leads somewhere, and nothing in it runs or is fetched.

use std::collections::{BTreeMap, BTreeSet};

use regex::Regex;

use crate::scratch::Scratch;

const PAGE: &str = "甲/成文/预览.html";

fn page(scratch: &Scratch) -> String {
    scratch.done(&["build", "甲", "--preview"]);
    String::from_utf8(scratch.read(PAGE)).unwrap()
}

fn all<'p>(page: &'p str, pattern: &str) -> Vec<&'p str> {
    Regex::new(pattern).unwrap().captures_iter(page).map(|found| found.get(1).unwrap().as_str()).collect()
}

/// The panels by the name of their datum, with all that stands in them.
fn panels(page: &str) -> BTreeMap<String, String> {
    let parts = page.split("<aside class=\"panel\"").skip(1);
    let named = |part: &str| (all(part, "<h3[^>]*>([^<]*)</h3>")[0].to_owned(), part.to_owned());
    parts.map(named).collect()
}

#[test]
fn every_datum_opens_to_its_cells() {
    for sample in ["campaign", "inspection", "feedback"] {
        let scratch = Scratch::with_sample(sample, "甲");
        let page = page(&scratch);
        let ids = all(&page, " id=\"([^\"]+)\"");
        let distinct: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), distinct.len(), "{sample}: an id stands twice");
        let links = all(&page, " href=\"([^\"]+)\"");
        for link in &links {
            assert!(
                link.strip_prefix('#').is_some_and(|id| distinct.contains(id)),
                "{sample}: {link} leads nowhere"
            );
        }
        assert!(all(&page, "<a class=\"(datum)\"").len() > 30, "{sample}: hardly a datum");
        // What trace says of a figure from the command line stands in its panel.
        let panels = panels(&page);
        let figures = scratch.done(&["build", "甲", "--json"]).json()["figures"].clone();
        let mut looked = 0;
        for (id, figure) in figures.as_object().unwrap() {
            let Some(panel) = panels.get(figure["name"].as_str().unwrap()) else { continue };
            let traced = scratch.done(&["trace", id, "甲", "--json"]).json();
            for source in traced["sources"].as_array().unwrap().iter().take(200) {
                let source = source.as_str().unwrap().replace('&', "&amp;");
                assert!(panel.contains(&source), "{sample}: {} lacks {source}", figure["name"]);
            }
            assert!(
                panel.contains("class=\"counts\"") || traced["sources"] == serde_json::json!([]),
                "{panel}"
            );
            looked += 1;
            if looked == 8 {
                break;
            }
        }
        assert!(looked >= 3, "{sample}: {looked} figures of the text looked up");
    }
}

#[test]
fn the_word_of_a_joint_mark_stands_below_all_organs() {
    let scratch = Scratch::with_sample("joint", "甲");
    let page = page(&scratch);
    let roles = all(&page, "<p class=\"(mark|mark_word|number)\"");
    assert_eq!(roles, ["mark", "mark", "mark_word", "number"]);
}

#[test]
fn nothing_runs_and_nothing_is_fetched() {
    let hostile = [
        "<script>alert(1)</script>建议增设门诊",
        "\"><img src=x onerror=alert(1)>建议改进",
        "</style><b>建议",
    ];
    let scratch = Scratch::with_small_folder("甲");
    let rows: Vec<String> =
        hostile.iter().map(|text| format!("城关医院,\"{}\"\n", text.replace('"', "\"\""))).collect();
    scratch.write("甲/意见汇总.csv", format!("单位,意见建议\n{}", rows.concat()).as_bytes());
    scratch.write(
        "甲/报告信息.csv",
        "项目,内容\n单位全称,<u>某县</u>卫生健康局\n主送机关,\"\"\" onmouseover=\"\"alert(1)\"\n活动名称,能力提升活动\n".as_bytes(),
    );
    let page = page(&scratch);
    for (what, pattern) in [
        ("a script", "(?i)<(script)"),
        ("an address", "(?i)[ '\"(](https?:|//)"),
        ("something fetched", "(?i)<[^>]* (src|srcset|data|action)="),
        ("a handler", "(?i)<[^>\"]*(?:\"[^\"]*\"[^>\"]*)* (on[a-z]+)="),
        ("a frame, a form or a picture", "(?i)<(iframe|form|object|embed|img|link|base)[ >]"),
        ("what a cell says as markup", "<(u|b)>"),
    ] {
        assert_eq!(all(&page, pattern), Vec::<&str>::new(), "{what}");
    }
    assert!(page.contains("default-src 'none'"));
}

#[test]
fn who_gave_an_opinion_is_not_in_it_and_it_is_written_when_asked_for() {
    let scratch = Scratch::with_small_folder("甲");
    let opinions = "序号,单位,姓名,意见建议\n1,城关医院,欧阳甲乙,建议增设夜间门诊\n2,东街医院,上官丙丁,建议延长取药时间\n";
    scratch.write("甲/意见汇总.csv", opinions.as_bytes());
    scratch.done(&["build", "甲"]);
    assert!(!scratch.listing().contains(&PAGE.to_owned()), "nobody asked for it");
    let first = page(&scratch);
    assert!(first.contains("建议增设夜间门诊"), "the rows that were counted are shown");
    for name in ["欧阳甲乙", "上官丙丁", scratch.path("").to_str().unwrap()] {
        assert!(!first.contains(name), "{name}");
    }
    assert_eq!(page(&scratch), first, "the same folder, the same bytes");
}
