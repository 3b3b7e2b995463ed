//! Rust source text → the sentences for people in its string literals; comments and test modules left out.

/// The literals that are sentences for people: Chinese that ends or parts clauses (。；！？), or Chinese with its
/// English beside it. A pattern is none, nor is a name, a word of a vocabulary or a printed word of the format.
pub(super) fn sentences(source: &str) -> Vec<String> {
    let literals = literals(without_tests(source));
    let mut found = Vec::new();
    for (index, (_, text, after)) in literals.iter().enumerate() {
        let next = literals.get(index + 1).map_or("", |(_, next, _)| next.as_str());
        let paired = text.chars().count() > 4
            && beside(after)
            && !is_chinese(next)
            && next.split_whitespace().count() > 2;
        let parted = text.contains(['。', '；', '！', '？']) && text.chars().count() > 6;
        if is_chinese(text) && !is_pattern(text) && (paired || parted) {
            found.push(text.clone());
        }
    }
    found
}

fn is_chinese(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

/// Whether it is a regular expression, or a list of single characters.
fn is_pattern(text: &str) -> bool {
    text.contains(['^', '$', '\\', '[', '|']) || text.contains("(?")
}

/// Whether what stands between two literals makes them a pair.
fn beside(between: &str) -> bool {
    let mut rest: String = between.split_whitespace().collect();
    for word in [".into()", ".to_owned()", ".to_string()", "format!", "&", "(", ")"] {
        rest = rest.replace(word, "");
    }
    rest == ","
}

/// Test modules stand at the end of a file; a file that may unwrap is one as a whole.
fn without_tests(source: &str) -> &str {
    let is_test = source.contains("\n#![allow(clippy::unwrap_used)]");
    let source = if is_test { "" } else { source };
    let before = |start: &str| source.find(start).unwrap_or(source.len());
    let end = before("\n#[cfg(test)]\nmod tests {")
        .min(before("\n#[cfg(test)]\n#[allow(clippy::unwrap_used)]\nmod tests {"));
    source.get(..end).unwrap_or_default()
}

/// The string literals of a file without its tests, each with the code before and behind it.
pub(crate) fn literals_of(source: &str) -> Vec<(String, String, String)> {
    literals(without_tests(source))
}

fn literals(source: &str) -> Vec<(String, String, String)> {
    let mut found: Vec<(String, String, String)> = Vec::new();
    let mut before = String::new();
    let mut rest = source;
    while let Some(first) = rest.chars().next() {
        if rest.starts_with("//") {
            rest = rest.split_once('\n').map_or("", |(_, rest)| rest);
        } else if rest.starts_with('"') {
            let end = end_of(&rest[1..]) + 1;
            found.push((std::mem::take(&mut before), rest[1..end].to_owned(), String::new()));
            rest = rest.get(end + 1..).unwrap_or_default();
        } else if rest.starts_with("'\"'") || rest.starts_with("'\\") {
            rest = rest[2..].split_once('\'').map_or("", |(_, rest)| rest);
        } else {
            if let Some((_, _, after)) = found.last_mut() {
                after.push(first);
            }
            before.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    found
}

/// Where a literal ends, from behind its first quotation mark.
fn end_of(text: &str) -> usize {
    let mut escaped = false;
    let end = text.char_indices().find(|(_, c)| {
        let ends = *c == '"' && !escaped;
        escaped = *c == '\\' && !escaped;
        ends
    });
    end.map_or(text.len(), |(at, _)| at)
}

#[test]
fn a_forged_sentence_is_caught() {
    let caught = [
        "fn f() { say(\"没有找到表格；请核对\"); }",
        "fn f() { say(\"没有找到表格\", \"there is no table\"); }",
        "fn f() { note(&format!(\"共有{n}条\"), &format!(\"there are {n} entries\")); }",
        "const A: [&str; 2] = [\n    \"工作表不能读取\",\n    \"it cannot be read\",\n];",
    ];
    for text in caught {
        assert_eq!(sentences(text).len(), 1, "not caught: {text}");
    }
    let allowed = [
        "// 没有找到；请核对\nfn f() {}",
        "const A: [&str; 2] = [\"报告信息\", \"文字材料\"];",
        "const P: &str = r\"^(?:第)?[一二]+[、；。]$\";",
        "const A: [(&str, &str); 1] = [(\"标题\", \"title\")];",
        "fn f() { let c = '\"'; g(\"签发人：{name}\"); }",
        "fn f() {}\n#[cfg(test)]\nmod tests { const A: &str = \"没有找到表格；请核对\"; }",
        "//! A test.\n#![allow(clippy::unwrap_used)]\nconst A: &str = \"没有找到表格；请核对\";",
    ];
    for text in allowed {
        assert_eq!(sentences(text), Vec::<String>::new(), "{text}");
    }
}
