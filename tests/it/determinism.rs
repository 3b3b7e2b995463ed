//! The same workbooks give the same bytes, whenever and in whatever order they were put there; an earlier
//! report moves to 历史/ only when the bytes change.

use chengwen::generate;
use chengwen::model::annex::RowOf;
use chengwen::model::base::Base;
use chengwen::workbook::InputFile;

use crate::sample;
use crate::scratch::Scratch;

#[test]
fn the_same_request_gives_the_same_bytes() {
    for name in sample::names() {
        let request = sample::request(sample::files(&name));
        let (first, second) = (generate(&request).unwrap(), generate(&request).unwrap());
        assert!(first.document == second.document, "{name}: the documents differ");
        assert_eq!((&first.run, &first.base), (&second.run, &second.base), "{name}");
        assert_eq!(first.report, second.report, "{name}");
        assert_eq!(first.findings, second.findings, "{name}");
    }
}

/// Enough opinions for several pieces of work at every step, in workbooks that share some of them.
fn many() -> Vec<InputFile> {
    let row = |file: usize, number: usize| {
        let said = number % 700 * (1 + file % 2);
        format!("{number},第{}村,张{},建议第{said}组道路尽快硬化，方便出行\n", number % 40, number % 90)
    };
    let file = |file: usize| InputFile {
        path: format!("第{file}镇.csv"),
        bytes: format!("序号,单位,姓名,意见建议\n{}", (1..1500).map(|n| row(file, n)).collect::<String>())
            .into(),
    };
    (1..6).map(file).collect()
}

#[test]
fn one_processor_and_many_give_the_same_bytes() {
    let mut folders: Vec<_> = sample::names().iter().map(|name| sample::files(name)).collect();
    folders.push(many());
    for files in folders {
        let request = sample::request(files);
        let made = |processors: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(processors).build().unwrap();
            pool.install(|| {
                let outcome = generate(&request).unwrap();
                let ledger = outcome.ledger().unwrap();
                (outcome.run, outcome.document, outcome.base, outcome.last_run, outcome.findings, ledger)
            })
        };
        let (one, two, more) = (made(1), made(2), made(5));
        assert!(one == two && two == more, "{}", request.files[0].path);
    }
}

#[test]
fn another_request_has_another_identity() {
    let request = sample::request(sample::files("campaign"));
    let mut dated = request.clone();
    dated.date = Some("2022-05-01".parse().unwrap());
    let mut fewer = request.clone();
    fewer.files.pop();
    let mut worded = request.clone();
    worded.kind_files.get_mut("lead.hbs").unwrap().extend(b"\n{{!-- --}}");
    let run = generate(&request).unwrap().run;
    for other in [dated, fewer, worded] {
        assert_ne!(generate(&other).unwrap().run, run);
    }
}

#[test]
fn building_again_changes_nothing() {
    let scratch = Scratch::with_sample("campaign", "甲");
    let first = scratch.done(&["build", "甲"]);
    let listing = scratch.listing();
    let bytes: Vec<_> = listing.iter().map(|path| scratch.read(path)).collect();
    let second = scratch.done(&["build", "甲"]);
    assert_eq!(first.stdout, second.stdout);
    assert_eq!(scratch.listing(), listing);
    assert!(!listing.iter().any(|path| path.contains("历史")), "{listing:?}");
    for (path, bytes) in listing.iter().zip(bytes) {
        assert!(scratch.read(path) == bytes, "{path} changed");
    }
}

#[test]
fn the_order_in_which_files_came_does_not_matter() {
    let scratch = Scratch::with_sample("campaign", "甲");
    let mut files = sample::files("campaign");
    files.reverse();
    files.rotate_left(3);
    for file in files {
        scratch.write(&format!("乙/{}", file.path), &file.bytes);
    }
    scratch.done(&["build", "甲"]);
    scratch.done(&["build", "乙"]);
    let (one, other) = (scratch.reports("甲"), scratch.reports("乙"));
    assert_eq!((one.len(), other.len()), (1, 1));
    assert!(scratch.read(&one[0]) == scratch.read(&other[0]), "the reports differ");
}

#[test]
fn a_changed_workbook_moves_the_earlier_report_to_history_with_its_base() {
    let scratch = Scratch::with_small_folder("甲");
    scratch.done(&["build", "甲"]);
    let [report] = &scratch.reports("甲")[..] else { panic!("not one report") };
    let [base] = &bases(&scratch, "甲/成文/.chengwen/")[..] else { panic!("not one base") };
    let (first, first_base) = (scratch.read(report), scratch.read(base));
    let mut opinions = scratch.read("甲/意见汇总.csv");
    for number in 1..=2 {
        opinions.extend(format!("{},西街医院,建议延长取药时间{number}\n", number + 2).as_bytes());
        scratch.write("甲/意见汇总.csv", &opinions);
        let ran = scratch.done(&["build", "甲"]);
        ran.says(&["历史"]);
        assert!(!ran.stderr.contains("改动过"), "nobody changed it: {}", ran.stderr);
        assert_eq!(ran.stdout.trim(), report.as_str());
        assert!(scratch.read(report) != first, "the report did not change");
        assert_eq!(scratch.reports("甲").len(), number + 1, "{:?}", scratch.listing());
    }
    let earlier = scratch.reports("甲");
    let earlier: Vec<_> = earlier.iter().filter(|path| path.contains("/历史/")).collect();
    let oldest = earlier.iter().find(|path| scratch.read(path) == first).expect("the first report is lost");
    let kept = bases(&scratch, "甲/成文/历史/.chengwen/");
    assert_eq!(kept.len(), 2, "{kept:?}");
    let name = oldest.rsplit('/').next().unwrap().trim_end_matches(".docx");
    let its_base = kept.iter().find(|path| path.contains(name)).expect("no base of the first report");
    assert!(scratch.read(its_base) == first_base, "another base");
}

#[test]
fn a_report_that_was_changed_by_hand_is_kept() {
    let scratch = Scratch::with_small_folder("甲");
    scratch.done(&["build", "甲"]);
    let [report] = &scratch.reports("甲")[..] else { panic!("not one report") };
    let mut theirs = scratch.read(report);
    theirs.extend(b"by hand");
    scratch.write(report, &theirs);
    scratch.done(&["build", "甲"]);
    assert!(scratch.read(report) == theirs, "the workbooks say nothing new");
    let opinions = scratch.read("甲/意见汇总.csv");
    scratch.write("甲/意见汇总.csv", &[&opinions, "3,西街医院,建议延长取药时间\n".as_bytes()].concat());
    scratch.done(&["build", "甲"]).says(&["历史"]);
    let kept = scratch.reports("甲");
    assert!(kept.iter().any(|path| path.contains("/历史/") && scratch.read(path) == theirs), "{kept:?}");
}

#[test]
fn a_new_title_leaves_one_report() {
    let scratch = Scratch::with_small_folder("甲");
    scratch.done(&["build", "甲"]);
    let [report] = &scratch.reports("甲")[..] else { panic!("not one report") };
    let first = scratch.read(report);
    let mut settings = scratch.read("甲/报告信息.csv");
    settings.extend("报告标题,另起的标题\n".as_bytes());
    scratch.write("甲/报告信息.csv", &settings);
    scratch.done(&["build", "甲"]);
    let (kept, standing): (Vec<_>, Vec<_>) =
        scratch.reports("甲").into_iter().partition(|path| path.contains("/历史/"));
    assert_eq!(standing, ["甲/成文/另起的标题.docx"]);
    assert!(kept.len() == 1 && scratch.read(&kept[0]) == first, "{kept:?}");
}

#[test]
fn the_base_in_the_document_is_the_base_beside_it() {
    let outcome = sample::campaign();
    let mut beside = chengwen::docx::parse_base(&outcome.base).unwrap();
    assert!(beside.document.take().is_some(), "only the one beside it can tell the whole document");
    let mut embedded = beside.clone();
    for row in embedded.blocks.iter_mut().flat_map(|block| &mut block.rows) {
        if let RowOf::Entries(ids) = &mut row.of {
            ids.clear(); // the one in the document does not say whose entries a row is of: that would tell who gave them
        }
    }
    let inside = chengwen::docx::base_xml(&embedded);
    let parts = crate::raw::parts(&outcome.document);
    assert!(parts.values().any(|part| *part == inside), "no part holds the base: {:?}", parts.keys());
    let look = beside.look.clone();
    let base = Base { look, ..Base::of(&outcome.report, &outcome.run, &outcome.kind.name) };
    assert_eq!(base, beside);
}

fn bases(scratch: &Scratch, folder: &str) -> Vec<String> {
    let mut all = scratch.listing();
    all.retain(|path| path.starts_with(folder) && path.ends_with(".xml"));
    all
}
