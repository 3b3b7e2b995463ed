//! The page before there is a folder: what a double click opens. A folder is pasted, found, or among those of before;
//! until then nothing else is answered.

use std::time::Instant;

use super::{Desk, LONGEST};
use crate::scratch::Scratch;

/// Puts a program in the place of the browser that writes down what it would open.
#[cfg(unix)]
fn browser(scratch: &Scratch) {
    use std::os::unix::fs::PermissionsExt as _;
    let script = "#!/bin/sh\necho \"$1\" >> \"$(dirname \"$0\")/opened\"\n";
    scratch.write("bin/xdg-open", script.as_bytes());
    let program = scratch.path("bin/xdg-open");
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
}

fn opened(scratch: &Scratch) -> String {
    std::fs::read_to_string(scratch.path("bin/opened")).unwrap_or_default()
}

#[cfg(unix)]
#[test]
fn a_double_click_opens_the_page_on_which_a_folder_is_chosen() {
    let scratch = Scratch::with_small_folder("甲");
    scratch.write("<b>乙/意见汇总.csv", "单位,意见建议\n南街医院,建议增加座椅\n".as_bytes());
    scratch.write(".暗/x.csv", b"x");
    browser(&scratch);
    let mut desk = Desk::started(&scratch, &[]);
    desk.come_in();
    let begun = Instant::now();
    while !opened(&scratch).contains(&desk.token) {
        assert!(begun.elapsed() < LONGEST, "the browser is not opened");
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    let before = scratch.listing();
    let page = desk.page("GET", "/", b"").text();
    assert!(page.contains("粘贴文件夹的路径") && !page.contains("最近打开"), "{page}");
    for (method, path) in
        [("POST", "/build"), ("POST", "/upload?name=x.csv"), ("GET", "/history"), ("GET", "/datum?slot=x")]
    {
        let answer = desk.page(method, path, b"x");
        assert_eq!((answer.status, answer.text().as_str()), (303, ""), "{path} before there is a folder");
    }
    let here = scratch.path("").canonicalize().unwrap();
    let encoded: String = here.to_str().unwrap().bytes().map(|byte| format!("%{byte:02X}")).collect();
    let folders = desk.page("GET", &format!("/folders?at={encoded}"), b"").text();
    assert!(folders.contains(">甲<") && folders.contains(">上一层<") && !folders.contains("暗"), "{folders}");
    assert!(folders.contains("&lt;b&gt;乙") && !folders.contains("<b>"), "a name is no markup");
    assert!(desk.page("GET", "/folders", b"").text().contains("打开这个文件夹"));
    assert_eq!(desk.page("GET", "/folders?at=%2Fno%2Fsuch", b"").status, 200);
    for wrong in ["/no/such", "", "甲/意见汇总.csv", "\0"] {
        assert_eq!(desk.posts("/folder", &[("path", wrong)]).status, 303);
        assert!(desk.page("GET", "/", b"").text().contains("粘贴文件夹的路径"), "{wrong}");
    }
    assert_eq!(scratch.listing(), before, "nothing is written before a folder is chosen");
    // As a file manager copies it.
    let pasted = format!(" \"{}\" ", here.join("甲").display());
    assert_eq!(desk.posts("/folder", &[("path", &pasted)]).status, 303);
    desk.until("class=\"datum\"", |_| true);
    assert_eq!(scratch.reports("甲").len(), 1);
    // The next time it is among those of before; one that is gone is not.
    let known = scratch.read("config/chengwen/folders.json");
    assert!(String::from_utf8(known).unwrap().contains("甲"));
    drop(desk);
    let mut again = Desk::started(&scratch, &[]);
    again.come_in();
    let page = again.page("GET", "/", b"").text();
    assert!(page.contains("最近打开") && page.contains(here.join("甲").to_str().unwrap()), "{page}");
    std::fs::rename(scratch.path("甲"), scratch.path("丙")).unwrap();
    assert!(!again.page("GET", "/", b"").text().contains("最近打开"));
}

#[cfg(unix)]
#[test]
fn another_folder_opens_beside_the_one_on_the_desk() {
    let scratch = Scratch::with_small_folder("甲");
    for file in scratch.listing() {
        scratch.write(&file.replacen('甲', "乙", 1), &scratch.read(&file));
    }
    browser(&scratch);
    let desk = Desk::open(&scratch);
    let other = scratch.path("乙").canonicalize().unwrap();
    assert_eq!(desk.posts("/folder", &[("path", other.to_str().unwrap())]).status, 303);
    assert!(desk.page("GET", "/", b"").text().contains("另一个文件夹"));
    let begun = Instant::now();
    while !opened(&scratch).contains("token=") {
        assert!(begun.elapsed() < LONGEST, "no other page");
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    let process = String::from_utf8(scratch.read("乙/成文/.chengwen/watch.pid")).unwrap();
    assert_eq!(desk.page("GET", "/history", b"").status, 200, "the first one goes on");
    std::process::Command::new("kill").arg(process.trim()).status().unwrap();
}
