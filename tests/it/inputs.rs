//! Whatever command runs: no file that people put into the folder is changed, moved or taken away.

use crate::scratch::Scratch;

/// Every file outside of 成文/, with its bytes and its length of life (the moment it was last written).
fn inputs(scratch: &Scratch) -> Vec<(String, Vec<u8>, std::time::SystemTime)> {
    let listed = scratch.listing().into_iter().filter(|path| !path.contains("/成文/"));
    let of = |path: String| {
        let written = std::fs::metadata(scratch.path(&path)).unwrap().modified().unwrap();
        (path.clone(), scratch.read(&path), written)
    };
    listed.map(of).collect()
}

#[test]
fn no_command_touches_what_people_put_there() {
    for sample in ["campaign", "inspection", "feedback"] {
        let scratch = Scratch::with_sample(sample, "甲");
        let before = inputs(&scratch);
        assert!(before.len() > 3, "{sample}: {} files", before.len());
        scratch.done(&["build", "甲", "--preview"]);
        let [report] = &scratch.reports("甲")[..] else { panic!("{sample}: not one report") };
        let commands: [&[&str]; 14] = [
            &["check", "甲"],
            &["build", "甲"],
            &["build", "甲", "--track", "--comment"],
            &["build", "甲", "--date", "2024-06-03"],
            &["build", "甲", "--kind", "feedback"],
            &["tables", "甲", "--json"],
            &["list", "activities", "甲", "--json"],
            &["trace", "opinions.items", "甲"],
            &["verify", report, "甲"],
            &["lint", report],
            &["harvest", "甲"],
            &["finish", "甲"],
            &["init", "甲"],
            &["kinds", "list"],
        ];
        for command in commands {
            // Whether it does it or refuses: harvest and init may write new files, none of them over another.
            scratch.run(command);
            let after = inputs(&scratch);
            for (path, bytes, written) in &before {
                let now = after.iter().find(|(now, ..)| now == path);
                let (_, bytes_now, written_now) =
                    now.unwrap_or_else(|| panic!("{sample}: {command:?}: {path} is gone"));
                assert!(bytes == bytes_now, "{sample}: {command:?} changed {path}");
                assert!(written == written_now, "{sample}: {command:?} wrote {path} again");
            }
        }
    }
}
