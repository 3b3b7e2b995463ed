//! How long classifying takes: groups and suggestions for up to a million opinions, and how that grows with them.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, clippy::disallowed_macros)]
#![allow(clippy::unwrap_used)]

use std::sync::Arc;
use std::time::{Duration, Instant};

use chengwen::classify::{Known, classify};
use chengwen::kind::{Kind, built_in, load};
use chengwen::model::decision::Decisions;
use chengwen::model::entry::{CountStatus, Entry, FieldPlaces, TableHead};
use chengwen::model::origin::{Places, SheetId};
use chengwen::model::value::{Text, Value};
use chengwen::normalize::Normalized;

const LEADS: [&str; 8] = ["建议", "希望", "请", "应", "建议县里", "希望领导", "", "要"];
const SUBJECTS: [&str; 40] = [
    "人大常委会",
    "机关各科室",
    "代表联络站",
    "驻村工作队",
    "乡镇干部",
    "窗口工作人员",
    "教育系统",
    "卫健部门",
    "交警大队",
    "物业公司",
    "信访部门",
    "人社窗口",
    "农业农村部门",
    "市场监管部门",
    "住建部门",
    "财政部门",
    "审计机关",
    "文旅系统",
    "政务服务中心",
    "纪检监察组",
    "组织部门",
    "宣传部门",
    "退役军人服务站",
    "工会组织",
    "妇联组织",
    "机关党支部",
    "老干部活动室",
    "年轻干部",
    "村两委班子",
    "基层站所",
    "环卫队伍",
    "供水企业",
    "公交企业",
    "学校食堂",
    "社区网格员",
    "河长办",
    "林长办",
    "应急队伍",
    "志愿服务队",
    "后勤保障人员",
];
const VERBS: [&str; 24] = [
    "加强",
    "改进",
    "优化",
    "规范",
    "完善",
    "增加",
    "减少",
    "压缩",
    "公开",
    "细化",
    "统筹",
    "督促",
    "开展",
    "落实",
    "推进",
    "提前公布",
    "定期通报",
    "认真研究",
    "逐项核实",
    "集中整治",
    "跟踪问效",
    "牵头解决",
    "重新梳理",
    "主动对接",
];
const OBJECTS: [&str; 60] = [
    "道路照明维修",
    "群众来信答复",
    "会议数量和时长",
    "材料报送要求",
    "检查考核频次",
    "业务知识培训",
    "代表视察活动",
    "预算执行监督",
    "农田灌溉设施",
    "校园周边秩序",
    "医保报销流程",
    "养老服务站点",
    "公厕保洁管理",
    "垃圾分类投放",
    "停车泊位划线",
    "公交班次衔接",
    "办事指南内容",
    "窗口排队叫号",
    "服务热线接听",
    "请销假登记",
    "值班值守安排",
    "公文运转时限",
    "档案归集整理",
    "办公用品采购",
    "公务用车调度",
    "食堂饭菜质量",
    "干部轮岗交流",
    "谈心谈话制度",
    "党员学习计划",
    "主题党日内容",
    "工作群消息数量",
    "表格重复填报",
    "调研走访路线",
    "问题整改台账",
    "项目推进进度",
    "招商引资政策",
    "企业帮扶措施",
    "就业岗位推介",
    "技能培训课程",
    "低保对象核查",
    "危房改造进度",
    "饮水安全检测",
    "河道清淤疏浚",
    "绿化补植养护",
    "消防通道清理",
    "电动车充电桩",
    "小区门禁管理",
    "物业收费公示",
    "噪音扰民处置",
    "夜间施工审批",
    "农贸市场秩序",
    "食品抽检结果",
    "药店夜间服务",
    "家庭医生签约",
    "学生课后托管",
    "校车安全检查",
    "文化下乡演出",
    "图书更新补充",
    "健身器材维护",
    "矛盾纠纷调解",
];
const REASONS: [&str; 36] = [
    "目前群众反映比较集中",
    "基层普遍感到负担重",
    "有的环节推诿扯皮",
    "办理时间拖得太久",
    "答复往往停在纸面上",
    "与实际情况脱节",
    "老人和残疾人很不方便",
    "部分村组长期没有人管",
    "责任分工说不清楚",
    "前后口径不一致",
    "信息更新跟不上",
    "年底集中突击效果差",
    "影响了干部形象",
    "容易引起误会",
    "外出务工人员尤其不便",
    "雨季隐患突出",
    "资金使用不够透明",
    "人手紧张难以兼顾",
    "培训内容针对性差",
    "反馈渠道单一",
    "群众知晓率低",
    "几年来一直没有改变",
    "相邻单位做法值得借鉴",
    "考核指标过细过碎",
    "临时通知多准备仓促",
    "设备老化经常停用",
    "程序繁琐来回跑",
    "数据重复报送",
    "现场秩序混乱",
    "台账与现场不符",
    "新来同志不熟悉政策",
    "节假日无人受理",
    "线上系统时常打不开",
    "宣传多停留在口号",
    "帮扶措施没有跟进",
    "督办以后又回潮",
];
const AIMS: [&str; 20] = [
    "让群众少跑腿",
    "把好事办到实处",
    "真正为基层减负",
    "提高办事效率",
    "取信于民",
    "形成长效机制",
    "做到件件有回音",
    "方便群众监督",
    "确保年内见到变化",
    "减少同类投诉",
    "避免一阵风",
    "增强干部责任心",
    "发挥代表作用",
    "保障出行安全",
    "改善营商环境",
    "守住安全底线",
    "提升服务水平",
    "促进公平公正",
    "减轻学生家长负担",
    "让老年人用得上",
];

/// A generator of numbers that is the same on every machine.
struct Dice(u64);

impl Dice {
    fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        words[(self.0 >> 33) as usize % words.len()]
    }

    /// An opinion of 20 to 60 characters.
    fn opinion(&mut self) -> String {
        let (lead, subject) = (self.pick(&LEADS), self.pick(&SUBJECTS));
        let first = format!("{}{}", self.pick(&VERBS), self.pick(&OBJECTS));
        let second = format!("{}{}", self.pick(&VERBS), self.pick(&OBJECTS));
        let (reason, aim) = (self.pick(&REASONS), self.pick(&AIMS));
        match self.pick(&["理由", "两项", "目的", "全部"]) {
            "理由" => format!("{lead}{subject}{first}，{reason}，{aim}。"),
            "两项" => format!("{lead}{subject}{first}，{second}，{reason}。"),
            "目的" => format!("{reason}，{lead}{subject}{first}，{second}，{aim}。"),
            _ => format!("{reason}，{lead}{subject}{first}，同时{second}，{}，{aim}。", self.pick(&REASONS)),
        }
    }
}

/// A table of opinions, of which so many are distinct.
fn made(kind: &Kind, count: usize, distinct: usize) -> Normalized {
    let mut dice = Dice(20_220_307);
    let mut texts: Vec<Text> = Vec::new();
    let mut known = std::collections::HashSet::new();
    while texts.len() < distinct {
        let text = dice.opinion();
        if known.insert(text.clone()) {
            texts.push(Arc::from(text));
        }
    }
    let table = kind.table("opinions").unwrap();
    let rule = &kind.tables[table];
    let (content, unit) = (rule.field("content").unwrap(), rule.field("unit").unwrap());
    let units: Vec<Text> = (0..300).map(|unit| Arc::from(format!("第{unit}工作组"))).collect();
    let entry = |index: usize| {
        let mut values = vec![None; rule.fields.len()];
        values[content] = Some(Value::Text(texts[index * 7919 % texts.len()].clone()));
        values[unit] = Some(Value::Text(units[index % units.len()].clone()));
        Entry {
            head: 0,
            row: index as u32,
            part: 0,
            values: values.into(),
            count_status: CountStatus::Counted,
            class: None,
        }
    };
    let places = FieldPlaces::Columns((0..rule.fields.len() as u32).map(Some).collect());
    let (also, headers) = (Vec::new(), Vec::new());
    let head = TableHead { table, sheet: SheetId(0), header_rows: (0, 0), places, also, headers };
    Normalized { heads: vec![head], entries: (0..count).map(entry).collect(), ..Normalized::default() }
}

fn measure(kind: &Kind, name: &str, count: usize, distinct: usize, scheme: Option<&str>) -> Duration {
    let input = made(kind, count, distinct);
    let mut places = Places::default();
    places.enter("意见.xlsx", "Sheet1");
    let start = Instant::now();
    let known = Known { scheme };
    let given = classify(input, kind, &known, &places, &Decisions::default()).value;
    let took = start.elapsed();
    let groups = given.entries.iter().filter_map(|entry| entry.class.as_ref().map(|class| class.group)).max();
    println!(
        "{name}: {count} opinions, {} groups, {} clusters, {:.2} s",
        groups.unwrap_or(0),
        given.suggestions.len(),
        took.as_secs_f64()
    );
    took
}

/// The most memory that the process has held until now, where the system tells.
fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or_default();
    line.trim_start_matches("VmHWM:").trim().to_owned()
}

fn main() {
    let kind = load("campaign", &built_in("campaign").unwrap()).unwrap();
    measure(&kind, "warm", 1_000, 1_000, None);
    measure(&kind, "repeated", 100_000, 20_000, None);
    let mut before = measure(&kind, "distinct", 12_500, 12_500, None);
    for count in [25_000, 50_000, 100_000, 200_000] {
        let took = measure(&kind, "distinct", count, count, None);
        println!("  twice as many take {:.2} times as long", took.as_secs_f64() / before.as_secs_f64());
        if count == 100_000 {
            println!("  memory until now: {}", peak());
        }
        before = took;
    }
    measure(&kind, "distinct, with aspects", 100_000, 100_000, Some("整顿"));
    if std::env::args().any(|argument| argument == "--million") {
        measure(&kind, "distinct", 1_000_000, 1_000_000, None);
        println!("  memory until now: {}", peak());
    }
}
