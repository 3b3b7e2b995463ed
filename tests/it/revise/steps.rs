//! What a person does after a finding, the next run, and what the workbooks say by then.

use super::apply::apply;
use super::notation::{base, document, report, written};
use crate::revise::revise;
use chengwen::model::base::Base;

/// One run: the paragraphs that stand then, the base for the next, the codes of what is said.
fn run(base: &Base, theirs: &str, fresh: &str) -> (String, Base, Vec<&'static str>) {
    let (theirs, fresh) = (document(theirs), report(fresh));
    let noted = revise(base, &theirs, &fresh);
    let (result, _) = apply(&theirs, &fresh, &noted.value.edits);
    let codes = noted.findings.iter().map(|finding| finding.what.say().code).collect();
    (written(&result).join("\n"), noted.value.base, codes)
}

#[test]
fn a_figure_typed_as_the_cure_asks_is_linked_again_though_the_data_change_in_the_same_step() {
    let cases = [
        ("共收到N条意见建议，逐条进行了梳理。", "P a: 共收到{opinions.items=N}条意见建议，逐条进行了梳理。"),
        // In a sentence that a person wrote otherwise.
        (
            "截至目前，我局收集到N条意见建议，逐条进行了梳理。",
            "P a: 共收到{opinions.items=N}条意见建议，逐条进行了梳理。",
        ),
        // Beside a datum of the same kind.
        (
            "发放问卷200份，收回N份，逐份作了统计。",
            "P a: 发放问卷{forms.sent=200}份，收回{forms.returned=N}份，逐份作了统计。",
        ),
        // A member of a list of them.
        (
            "查摆问题形式主义7个、享乐主义N个。",
            "P a: 查摆问题形式主义{p.a/形式主义=7}个、享乐主义{p.a/享乐主义=N}个。",
        ),
    ];
    for (text, block) in cases {
        let of = |pattern: &str, value: &str| pattern.replace('N', value);
        let first = base(&of(block, "128"));
        let (stands, next, said) = run(&first, &of(text, "130"), &of(block, "131"));
        assert_eq!((stands.as_str(), said), (of(text, "130").as_str(), vec!["edit-contradicts"]));
        // Typed as the finding asks, and by then the workbooks say more.
        let (stands, next, said) = run(&next, &of(text, "131"), &of(block, "135"));
        assert_eq!((stands.as_str(), said), (of(text, "135").as_str(), vec![]), "{text}");
        let (stands, _, said) = run(&next, &of(text, "135"), &of(block, "136"));
        assert_eq!((stands.as_str(), said), (of(text, "136").as_str(), vec![]), "{text}");
    }
}
