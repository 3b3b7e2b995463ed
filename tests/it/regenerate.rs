//! The report is made again after revisions, and nothing is lost: which document is taken, where the new one goes,
//! what is kept, what is said.

mod annexes;
mod answers;
mod changes;
mod cycles;
mod elements;
mod interrupted;
mod open;
pub(crate) mod paper;
mod theirs;
mod verify;

use crate::scratch::Scratch;
use paper::{Paper, text};

/// The report of the folder.
const REPORT: &str = "甲/成文/某县卫生健康局关于能力提升活动开展情况的报告.docx";
/// What the first report says of the opinions, and what it says when a second one came.
const ONE: &str = "收到1条意见和建议";
const TWO: &str = "收到2条意见和建议";
/// What people write in the tests.
const THEIRS: &str = "经局党组会议研究";

const SETTINGS: &str = "项目,内容\n单位全称,某县卫生健康局\n主送机关,某县人民政府\n活动名称,能力提升活动\n\
                        成文日期,2024年6月3日\n下一步,健全长效机制\n";
const ACTIVITIES: &str = "序号,时间,活动类型,主题,组织单位,参加人员,应到人数,实到人数,学习篇目,心得篇数\n\
    1,2024年3月9日,动员会,能力提升活动动员会,办公室,全体人员,210,204,,\n\
    2,2024年3月16日,集中学习,服务规范学习,医政科,医护人员,96,93,《医疗机构工作人员廉洁从业九项准则》,12\n";
const OPINIONS: &str = "序号,单位,意见建议\n1,城关医院,建议增设夜间门诊\n2,东街医院,无\n";

/// A folder with its first report.
fn folder() -> Scratch {
    let scratch = Scratch::new();
    scratch.write("甲/报告信息.csv", SETTINGS.as_bytes());
    scratch.write("甲/活动台账.csv", ACTIVITIES.as_bytes());
    scratch.write("甲/意见汇总.csv", OPINIONS.as_bytes());
    scratch.done(&["build", "甲"]);
    assert_eq!(scratch.reports("甲"), [REPORT]);
    assert!(text(&scratch.read(REPORT)).contains(ONE));
    scratch
}

/// A second opinion arrives.
fn revise_opinions(scratch: &Scratch) {
    scratch.write("甲/意见汇总.csv", format!("{OPINIONS}3,西街医院,建议延长取药时间\n").as_bytes());
}

/// A person's sentence goes into the opening paragraph.
fn edited(bytes: &[u8]) -> Paper {
    Paper::open(bytes).reword("现将有关情况报告如下：", &format!("{THEIRS}，现将有关情况报告如下："))
}

/// All files with their bytes.
fn everything(scratch: &Scratch) -> Vec<(String, Vec<u8>)> {
    scratch.listing().into_iter().map(|path| (path.clone(), scratch.read(&path))).collect()
}

/// The reports that lie in 成文/ itself.
fn standing(scratch: &Scratch) -> Vec<String> {
    let mut reports = scratch.reports("甲");
    reports.retain(|path| path.matches('/').count() == 2);
    reports
}

/// The reports in 历史/.
fn kept(scratch: &Scratch) -> Vec<String> {
    let mut reports = scratch.reports("甲");
    reports.retain(|path| path.contains("/历史/"));
    reports
}

/// A file gets an earlier or later date of saving.
fn saved(scratch: &Scratch, path: &str, seconds_ago: u64) {
    let file = std::fs::File::options().write(true).open(scratch.path(path)).unwrap();
    let at = std::time::SystemTime::now() - std::time::Duration::from_secs(seconds_ago);
    file.set_modified(at).unwrap();
}
