//! What comes when somebody looks at it: the panel of a datum with the places that its rows are used in, rows of long
//! tables, a workbook in the program that the system has for it.

use super::{Desk, ITEMS};
use crate::scratch::Scratch;

#[test]
fn a_row_leads_back_to_every_place_where_it_is_printed() {
    let scratch = Scratch::with_sample("campaign", "甲");
    let desk = Desk::open(&scratch);
    let page = desk.page("GET", "/", b"").text();
    assert!(!page.contains("class=\"cutout\""), "cells come when they are asked for");
    let panel = desk.page("GET", ITEMS, b"").text();
    let rows: Vec<&str> = panel.split("<td class=\"uses\">").skip(1).collect();
    assert!(!rows.is_empty() && rows.iter().all(|row| row.contains("意见建议条数")), "{panel}");
    let links = panel.split("href=\"#").skip(1).map(|part| part.split('"').next().unwrap());
    let mut in_annexes = 0;
    for link in links {
        let is_there = page.contains(&format!("id=\"{link}\""));
        let (block, row) = link.strip_prefix('r').and_then(|at| at.split_once('-')).unwrap_or_default();
        in_annexes += usize::from(!row.is_empty());
        let piece = format!("/rows?block={block}&from=100&to={row}");
        assert!(
            is_there || desk.page("GET", &piece, b"").text().contains(&format!("id=\"{link}\"")),
            "{link}"
        );
    }
    assert!(in_annexes > 0, "rows that an annex lists");
    assert_eq!(desk.page("GET", "/datum?slot=no.such", b"").status, 404);
    assert_eq!(desk.page("GET", "/datum?slot=..%2F..%2Fx", b"").status, 404);
    assert_eq!(desk.page("GET", "/datum", b"").status, 400);
}

#[test]
fn long_tables_come_piece_by_piece() {
    let scratch = Scratch::with_sample("feedback", "甲");
    let rows: Vec<String> =
        (0..250).map(|at| format!("第{at}医院,<i>建议</i>公开第{at}项办理流程的第{at}步\n")).collect();
    scratch.write("甲/另报.csv", format!("单位,意见建议\n{}", rows.concat()).as_bytes());
    let desk = Desk::open(&scratch);
    let page = desk.page("GET", "/", b"").text();
    let rest = page.split("data-block=\"").nth(1).expect("a table with more rows than stand on the page");
    let block = rest.split('"').next().unwrap();
    let rows =
        |from: usize, to: usize| desk.page("GET", &format!("/rows?block={block}&from={from}&to={to}"), b"");
    let count = |text: &str| text.matches(&format!("id=\"r{block}-")).count();
    assert_eq!(count(&page), 100);
    let (second, all) = (rows(100, 0).text(), rows(100, 100_000).text());
    assert_eq!(count(&second), 100);
    assert!(second.contains("data-from=\"200\"") && !all.contains("data-from"), "{second}");
    assert!(count(&all) > 150 && !all.contains("<i>"), "what a cell says is no markup");
    assert_eq!(rows(100_000, 0).status, 404);
    assert_eq!(rows(usize::MAX, usize::MAX).status, 404);
    assert_eq!(desk.page("GET", "/rows?block=99999&from=0&to=1", b"").status, 404);
    assert_eq!(desk.page("GET", "/rows?block=-1&from=0&to=1", b"").status, 400);
}

#[cfg(unix)]
#[test]
fn only_workbooks_of_the_folder_are_opened() {
    use std::os::unix::fs::PermissionsExt as _;
    let scratch = Scratch::with_small_folder("甲");
    scratch.write("外面.csv", b"x");
    scratch.write(
        "bin/xdg-open",
        "#!/bin/sh\nprintf '%s\\n' \"$@\" >> \"$(dirname \"$0\")/opened\"\n".as_bytes(),
    );
    let program = scratch.path("bin/xdg-open");
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
    let name = "甲/$(touch x);&意见 表.csv";
    scratch.write(name, "单位,意见建议\n南街医院,建议增加座椅\n".as_bytes());
    let desk = Desk::open(&scratch);
    for file in [
        "../外面.csv",
        "/etc/passwd",
        "成文/核对表.xlsx",
        "没有.csv",
        "",
        "./意见汇总.csv",
        "甲/意见汇总.csv",
    ] {
        assert_eq!(desk.posts("/workbook", &[("file", file)]).status, 404, "{file}");
    }
    assert_eq!(desk.page("GET", "/workbook?file=%E6%84%8F%E8%A7%81%E6%B1%87%E6%80%BB.csv", b"").status, 405);
    assert!(!scratch.path("bin/opened").exists(), "nothing was started");
    for file in ["意见汇总.csv", name.strip_prefix("甲/").unwrap()] {
        assert_eq!(desk.posts("/workbook", &[("file", file)]).status, 303);
    }
    let begun = std::time::Instant::now();
    let opened = || std::fs::read_to_string(scratch.path("bin/opened")).unwrap_or_default();
    while opened().lines().count() < 2 {
        assert!(begun.elapsed() < super::LONGEST, "{}", opened());
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    let folder = scratch.path("甲").canonicalize().unwrap();
    for file in ["意见汇总.csv", name.strip_prefix("甲/").unwrap()] {
        assert!(opened().lines().any(|line| line == folder.join(file).to_str().unwrap()), "{}", opened());
    }
    assert!(desk.page("GET", "/", b"").text().contains("已打开："));
}
