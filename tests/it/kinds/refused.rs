//! Slips in the files of a kind (`tests/cases/kinds/refused.toml`): each is refused with its file, its line, the name
//! at fault and what there is instead.

use chengwen::finding::{Lang, Refusal};
use chengwen::kind::{KindFiles, whole};
use chengwen::workbook::InputFile;
use chengwen::{Request, generate};
use serde::Deserialize;

use crate::sample::root;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    file: String,
    find: Option<String>,
    put: Option<String>,
    add: Option<String>,
    #[serde(default)]
    remove: bool,
    says: Vec<String>,
    /// The file that is told, when it is another.
    told: Option<String>,
    line: Option<String>,
}

impl Case {
    /// The kind with the slip.
    fn files(&self) -> KindFiles {
        let mut files = whole("campaign").unwrap();
        if self.remove {
            files.remove(&self.file).unwrap();
        }
        if let (Some(find), Some(put)) = (&self.find, &self.put) {
            let text = String::from_utf8(files[&self.file].clone()).unwrap();
            assert!(text.contains(find.as_str()), "{}: no {find}", self.file);
            files.insert(self.file.clone(), text.replacen(find.as_str(), put, 1).into_bytes());
        }
        if let Some(add) = &self.add {
            files.entry(self.file.clone()).or_default().extend(add.as_bytes());
        }
        files
    }

    /// What is not as it should be.
    fn fails(&self) -> Option<String> {
        let files = self.files();
        let text = files.get(&self.file).map(|bytes| String::from_utf8(bytes.clone()).unwrap());
        let refused = match refusals(files) {
            refused if refused.is_empty() => return Some("it was taken".to_owned()),
            refused => refused,
        };
        let told = self.told.as_ref().unwrap_or(&self.file);
        let seen: Vec<String> =
            refused.iter().map(|refusal| refusal.say().message(Lang::Zh).to_owned()).collect();
        let fits = refused.iter().zip(&seen).find(|(refusal, message)| {
            matches!(refusal, Refusal::Kind { file, .. } if file == told)
                && self.says.iter().all(|word| message.contains(word.as_str()))
        });
        let Some((Refusal::Kind { line, .. }, message)) = fits else { return Some(seen.join(" | ")) };
        let at = self.line.as_ref().or(self.put.as_ref()).filter(|at| !at.is_empty())?;
        let at = at.lines().next().unwrap();
        let lines: Vec<usize> = (1..)
            .zip(text.as_deref().unwrap_or_default().lines())
            .filter(|(_, text)| text.contains(at))
            .map(|(number, _)| number)
            .collect();
        (!lines.contains(&line.unwrap_or_default()))
            .then(|| format!("{message}: not on one of the lines {lines:?}"))
    }
}

fn refusals(kind_files: KindFiles) -> Vec<Refusal> {
    let files = vec![InputFile {
        path: "表.csv".into(),
        bytes: "序号,单位,意见建议\n1,甲,乙\n".as_bytes().to_vec(),
    }];
    let request = Request { files, kind: "campaign".into(), kind_files, ..Request::default() };
    generate(&request).err().map(|refused| refused.refusals).unwrap_or_default()
}

#[test]
fn slips_are_refused_where_they_stand() {
    let path = root().join("tests/cases/kinds/refused.toml");
    let Cases { case } = toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    assert!(case.len() >= 60, "{}", case.len());
    let failed = case.iter().filter_map(|case| {
        let what = case.put.as_ref().or(case.add.as_ref()).map_or("", |put| put.trim());
        Some(format!("{} {what:?}\n    {}", case.file, case.fails()?))
    });
    let failed: Vec<String> = failed.collect();
    assert!(failed.is_empty(), "{} of {}\n{}", failed.len(), case.len(), failed.join("\n"));
}

#[test]
fn what_editors_add_does_no_harm() {
    let mut files = whole("campaign").unwrap();
    for path in ["tables.toml", "look.toml", "vocabulary/channels.tsv", "vocabulary/cues.tsv"] {
        let text = files.get_mut(path).unwrap();
        *text = [b"\xEF\xBB\xBF", text.as_slice()].concat();
    }
    assert_eq!(refusals(files), Vec::new());
}
