//! What the text says comes from the workbooks: without a row of a register it reads otherwise, and with other
//! workbooks nothing of the sample is in it.

use std::io::{Cursor, Read as _, Write as _};

use chengwen::workbook::InputFile;
use regex::{Captures, Regex};
use zip::write::SimpleFileOptions;

use crate::raw;
use crate::sample;

/// The registers of samples/campaign whose rows the text mentions: file, first row of data.
const REGISTERS: [(&str, u32); 2] = [("活动台账.xlsx", 4), ("文件制度登记表.xlsx", 3)];

#[test]
fn every_mentioned_row_matters() {
    let full = sample::text(sample::campaign());
    let files = sample::files("campaign");
    for (register, first) in REGISTERS {
        let index = files.iter().position(|file| file.path == register).unwrap();
        let sheets = raw::workbook(register, &files[index].bytes);
        let sheet = sheets.values().next().unwrap();
        let rows = sheet.numbered('A', first);
        assert!(rows.len() >= 7, "{register}: {rows:?}");
        let unmentioned: Vec<String> = rows
            .iter()
            .filter(|row| {
                let mut files = files.clone();
                files[index].bytes = without_row(&files[index].bytes, **row);
                sample::text(&sample::outcome(files)) == full
            })
            .map(|row| (1..9).map(|column| sheet.get(*row, column)).collect::<Vec<_>>().join(" "))
            .collect();
        assert!(
            unmentioned.is_empty(),
            "{register}: without these the text is the same:\n{}",
            unmentioned.join("\n")
        );
    }
}

#[test]
fn a_dropped_row_is_gone_and_those_below_move_up() {
    let files = sample::files("campaign");
    let register = files.iter().find(|file| file.path == "活动台账.xlsx").unwrap();
    let sheet = |bytes: &[u8]| raw::workbook("活动台账.xlsx", bytes).into_values().next().unwrap();
    let (before, after) = (sheet(&register.bytes), sheet(&without_row(&register.bytes, 6)));
    assert_eq!(after.rows().len(), before.rows().len() - 1);
    assert_eq!(after.rows().last(), before.rows().range(..before.rows().last().unwrap()).next_back());
    for column in ['B', 'C', 'D', 'I'] {
        assert_eq!(after.at(column, 5), before.at(column, 5));
        assert_eq!(after.at(column, 6), before.at(column, 7));
    }
}

/// Another unit's folder: nothing in it is the sample's.
const HOSPITAL: [(&str, &str); 4] = [
    (
        "报告信息.csv",
        "项目,内容\n单位全称,临江市第二医院\n行文简称,我院\n署名,临江市第二医院\n主送机关,临江市卫生健康委员会\n\
         活动名称,改善就医感受主题活动\n活动简称,主题活动\n人员称谓,医务人员\n开始日期,2023年5月8日\n\
         截至日期,2023年9月28日\n成文日期,2023年10月9日\n成效,门诊等候时间明显缩短\n下一步,推进预约诊疗全覆盖\n",
    ),
    (
        "活动台账.csv",
        "序号,时间,活动类型,主题,组织单位,参加人员,应到人数,实到人数,学习篇目,心得篇数\n\
         1,2023年5月9日,动员会,改善就医感受主题活动动员会,院办公室,全体医务人员,210,204,,\n\
         2,2023年5月16日,集中学习,服务规范学习,护理部,护理人员,96,93,《医疗机构工作人员廉洁从业九项准则》,12\n\
         3,2023年6月20日,座谈会,患者座谈会,门诊部,患者代表,15,14,,\n\
         4,2023年7月4日,志愿服务,导诊志愿服务,团委,青年志愿者,,20,,\n\
         5,2023年8月1日,技能比武,静脉穿刺技能比武,护理部,护理人员,40,40,,\n",
    ),
    (
        "意见建议.csv",
        "序号,单位,意见建议,征求方式\n1,内科,建议增设自助缴费机,征求意见表\n2,外科,建议延长门诊药房服务时间,征求意见表\n\
         3,儿科,无,征求意见表\n4,社区患者,希望增加候诊座椅,座谈\n",
    ),
    (
        "发放登记.csv",
        "发放对象,发放方式,发放份数,收回份数\n各科室,征求意见表,60,58\n住院患者,征求意见表,40,31\n",
    ),
];

#[test]
fn with_other_workbooks_nothing_of_the_sample_appears() {
    let files = HOSPITAL.map(|(path, text)| InputFile { path: path.to_owned(), bytes: text.into() });
    let outcome = sample::outcome(files.to_vec());
    let text = sample::text(&outcome);
    let of_the_sample = [
        "人大",
        "常委会",
        "作风",
        "金港南门",
        "逾矩",
        "运城",
        "“三个",
        "五篇文章",
        "严纪律强本领",
        "党组",
        "支部",
        "云岭",
        "县委",
        "四个",
        "二十大",
        "纪律",
        "防疫",
    ];
    for word in of_the_sample {
        assert!(!text.contains(word), "{word}:\n{text}");
    }
    let broken =
        Regex::new(r"【|活动活动|[，、：；。][，、；。]|null|\{\{|(^|[^0-9.])0[次条份个人项]").unwrap();
    assert_eq!(broken.find(&text).map(|found| found.as_str()), None, "{text}");
    let of_its_own = [
        "临江市第二医院",
        "改善就医感受主题活动",
        "静脉穿刺技能比武",
        "患者座谈会",
        "《医疗机构工作人员廉洁从业九项准则》",
        "门诊等候时间明显缩短",
        "2023年10月9日",
    ];
    for word in of_its_own {
        assert!(text.contains(word), "{word} is missing:\n{text}");
    }
    for (id, printed) in [("opinions.items", "3"), ("forms.sent", "100"), ("forms.returned", "89")] {
        assert_eq!(outcome.figures.get(id).unwrap().printed, printed, "{id}");
    }
    assert!(text.contains("89") && text.contains("100"), "{text}");
}

/// What is peculiar to the sample stands in its workbooks only: neither in the kind nor in the program.
#[test]
fn the_kind_and_the_program_know_nothing_of_the_sample() {
    let peculiar = ["金港南门", "逾矩", "运城", "云岭", "五篇文章", "严纪律强本领", "东关", "开门纳谏听民意"];
    let kind = chengwen::kind::built_in("campaign").unwrap();
    let texts = kind.iter().map(|(file, bytes)| (file.clone(), String::from_utf8_lossy(bytes).into_owned()));
    let mut all: Vec<_> = texts.collect();
    assert!(all.len() > 10);
    let mut folders = vec![sample::root().join("src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if !path.ends_with("words.txt") {
                // A dictionary holds the words of everything.
                all.push((path.display().to_string(), std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    for (file, text) in all {
        // Tests inside a file may use any words.
        let text = text.split("#[cfg(test)]").next().unwrap_or_default();
        for word in peculiar {
            assert!(!text.contains(word), "{file}: {word}");
        }
    }
}

/// The workbook without one row of its first sheet; the rows below move up.
fn without_row(workbook: &[u8], row: u32) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(workbook)).unwrap();
    let mut written = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        if name == "xl/worksheets/sheet1.xml" {
            bytes = without_row_of_sheet(&String::from_utf8(bytes).unwrap(), row).into_bytes();
        }
        written.start_file(name, SimpleFileOptions::default()).unwrap();
        written.write_all(&bytes).unwrap();
    }
    written.finish().unwrap().into_inner()
}

fn without_row_of_sheet(sheet: &str, row: u32) -> String {
    let whole = Regex::new(r#"(?s)<row [^>]*?r="(\d+)"[^>]*?(?:/>|>.*?</row>)"#).unwrap();
    let address = Regex::new(r#" r="([A-Z]*)(\d+)""#).unwrap();
    let up = |found: &Captures| format!(" r=\"{}{}\"", &found[1], found[2].parse::<u32>().unwrap() - 1);
    let renewed = whole.replace_all(sheet, |found: &Captures| match found[1].parse::<u32>().unwrap() {
        number if number == row => String::new(),
        number if number > row => address.replace_all(&found[0], up).into_owned(),
        _ => found[0].to_owned(),
    });
    renewed.into_owned()
}
