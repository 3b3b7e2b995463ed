//! 历史 on the page: any version that is kept is read and compared with the report as it stands, and nothing else is.

use super::Desk;
use crate::scratch::Scratch;

#[test]
fn a_version_is_read_and_compared_with_what_stands_now() {
    let scratch = Scratch::with_small_folder("甲");
    scratch.write(
        "甲/报告信息.csv",
        "项目,内容\n单位全称,某县<b>卫生</b>局\n主送机关,某县人民政府\n活动名称,能力提升活动\n成文日期,2024年6月3日\n下一步,健全A<B&C长效机制\n"
            .as_bytes(),
    );
    let desk = Desk::open(&scratch);
    assert!(desk.page("GET", "/history", b"").text().contains("还没有以前的版本"));
    let more =
        "序号,单位,意见建议\n1,城关医院,建议增设夜间门诊\n2,南街医院,建议增加座椅\n3,北街医院,建议公开流程\n";
    scratch.write("甲/意见汇总.csv", more.as_bytes());
    let list = desk.until_at("/history", "第1次", |_| true);
    let link = list.split("href=\"/version?name=").nth(1).unwrap().split('"').next().unwrap();
    let page = desk.until_at(&format!("/version?name={link}"), "只在现在的报告", |_| true);
    let compared = page.split("article").next().unwrap();
    assert!(compared.contains("〔3〕条"), "the words that differ: {compared}");
    assert!(page.contains("class=\"body gone\""), "the paragraph that stands no more is marked");
    assert!(page.contains("A&lt;B&amp;C") && !page.contains("<b>"), "what a cell says is no markup");
    assert!(!page.contains("<script>") && !page.contains("style="), "nothing inline");
    // The same words as now.
    let versions = scratch.reports("甲").into_iter().filter(|path| path.contains("/历史/")).count();
    assert_eq!(versions, list.matches("/version?name=").count());
}

#[test]
fn nothing_but_the_versions_is_read() {
    let scratch = Scratch::with_small_folder("甲");
    let desk = Desk::open(&scratch);
    scratch.write("甲/成文/历史/笔记.txt", b"x");
    scratch.write("甲/成文/历史/.隐藏.docx", b"x");
    scratch.write("外面.docx", b"x");
    for name in [
        "../核对表.xlsx",
        "..%2F..%2F..%2F%E5%A4%96%E9%9D%A2.docx",
        "%2Fetc%2Fpasswd",
        "%E7%AC%94%E8%AE%B0.txt",
        ".%E9%9A%90%E8%97%8F.docx",
        "..%5C..%5Cx.docx",
        "",
    ] {
        assert_eq!(desk.page("GET", &format!("/version?name={name}"), b"").status, 404, "{name}");
    }
    assert_eq!(desk.page("GET", "/version", b"").status, 400);
    // One that is no document is told.
    scratch.write("甲/成文/历史/坏.docx", b"x");
    assert_eq!(desk.page("GET", "/version?name=%E5%9D%8F.docx", b"").status, 303);
    desk.until("role=\"status\"", |_| true);
}
