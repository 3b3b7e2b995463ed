//! Rust source text → the paths that it names; comments, literals and test modules left out.

use std::ops::Range;

/// A word, a `::`, or any other single character.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Word(String),
    Path,
    Sign(char),
}

/// The paths that a text names, the branches of a group each as a path of its own (`std::{fs, io}` gives
/// `std::fs` and `std::io`); a macro has its `!` at the end.
pub(super) fn paths(source: &str) -> Vec<Vec<String>> {
    let tokens = without_tests(tokens(&code(source)));
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let starts = matches!(token, Token::Word(_)) && !continues(&tokens, at);
        let groups = at > 0 && *token == Token::Sign('{') && tokens.get(at - 1) == Some(&word("use"));
        at = if starts || groups { path(&tokens, at, &[], &mut found) } else { at + 1 };
    }
    found
}

/// Whether the word goes on with a path, or is a field, method or lifetime.
fn continues(tokens: &[Token], at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).and_then(|at| tokens.get(at));
    match before(1) {
        // A leading `::` starts a path of an external crate.
        Some(Token::Path) => {
            matches!(before(2), Some(Token::Word(word)) if !is_keyword(word)) || {
                matches!(before(2), Some(Token::Sign('>' | ']')))
            }
        }
        Some(Token::Sign(sign)) => *sign == '\'' || (*sign == '.' && before(2) != Some(&Token::Sign('.'))),
        _ => false,
    }
}

fn is_keyword(word: &str) -> bool {
    ["use", "return", "as", "in", "mut", "dyn", "impl", "for", "pub", "where", "else", "match", "if"]
        .contains(&word)
}

fn word(text: &str) -> Token {
    Token::Word(text.to_owned())
}

/// Reads one path with all its branches; returns where it ends.
fn path(tokens: &[Token], mut at: usize, stem: &[String], found: &mut Vec<Vec<String>>) -> usize {
    let mut path = stem.to_vec();
    loop {
        match tokens.get(at) {
            Some(Token::Word(word)) => path.push(word.clone()),
            Some(Token::Sign('*')) => path.push("*".to_owned()),
            Some(Token::Sign('{')) => return branches(tokens, at + 1, &path, found),
            _ => break,
        }
        at += 1;
        match tokens.get(at) {
            Some(Token::Path) => at += 1,
            Some(Token::Sign('!')) if tokens.get(at + 1) != Some(&Token::Sign('=')) => {
                path.push("!".to_owned());
                break;
            }
            _ => break,
        }
    }
    found.push(path);
    at
}

fn branches(tokens: &[Token], mut at: usize, stem: &[String], found: &mut Vec<Vec<String>>) -> usize {
    loop {
        match tokens.get(at) {
            Some(Token::Sign('}')) => return at + 1,
            Some(Token::Word(word)) if word == "as" => at += 2,
            Some(Token::Word(_) | Token::Sign('{' | '*')) => at = path(tokens, at, stem, found),
            Some(_) => at += 1,
            None => return at,
        }
    }
}

/// The tokens without the modules and functions under `#[cfg(test)]`.
fn without_tests(mut tokens: Vec<Token>) -> Vec<Token> {
    let mark: Vec<Token> = self::tokens("#[cfg(test)]");
    while let Some(start) = tokens.windows(mark.len()).position(|window| window == mark) {
        let end = item_end(&tokens, start + mark.len());
        tokens.drain(start..end);
    }
    tokens
}

/// The end of the item that begins at `from`: its closing brace, or the `;` of one without a body.
fn item_end(tokens: &[Token], from: usize) -> usize {
    let mut depth = 0_u32;
    for (at, token) in tokens.iter().enumerate().skip(from) {
        match token {
            Token::Sign('{') => depth += 1,
            Token::Sign('}') if depth <= 1 => return at + 1,
            Token::Sign('}') => depth -= 1,
            Token::Sign(';') if depth == 0 => return at + 1,
            _ => {}
        }
    }
    tokens.len()
}

fn tokens(code: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut chars = code.chars().peekable();
    while let Some(c) = chars.next() {
        if c.is_alphanumeric() || c == '_' {
            let mut word = c.to_string();
            while let Some(c) = chars.next_if(|c| c.is_alphanumeric() || *c == '_') {
                word.push(c);
            }
            tokens.push(Token::Word(word));
        } else if c == ':' && chars.next_if_eq(&':').is_some() {
            tokens.push(Token::Path);
        } else if !c.is_whitespace() {
            tokens.push(Token::Sign(c));
        }
    }
    tokens
}

/// The source without comments and without what stands in its literals.
fn code(source: &str) -> String {
    let chars: Vec<char> = source.chars().collect();
    let mut code = String::new();
    let mut at = 0;
    while let Some(c) = chars.get(at) {
        match literal_or_comment(&chars, at) {
            Some(range) => {
                code.push(' ');
                at = range.end;
            }
            None => {
                code.push(*c);
                at += 1;
            }
        }
    }
    code
}

fn literal_or_comment(chars: &[char], at: usize) -> Option<Range<usize>> {
    let here = |ahead: usize| chars.get(at + ahead).copied();
    let end = match (here(0)?, here(1), here(2)) {
        ('/', Some('/'), _) => find(chars, at, "\n"),
        ('/', Some('*'), _) => block_comment(chars, at),
        ('"', ..) => quoted(chars, at + 1, '"'),
        ('\'', Some('\\'), _) => quoted(chars, at + 1, '\''),
        ('\'', Some(_), Some('\'')) => at + 3,
        ('r', Some('"' | '#'), _) if at == 0 || !is_word(chars[at - 1]) || chars[at - 1] == 'b' => {
            let hashes = chars[at + 1..].iter().take_while(|c| **c == '#').count();
            if chars.get(at + 1 + hashes) != Some(&'"') {
                return None;
            }
            find(chars, at + 2 + hashes, &format!("\"{}", "#".repeat(hashes)))
        }
        _ => return None,
    };
    Some(at..end)
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn find(chars: &[char], from: usize, wanted: &str) -> usize {
    let wanted: Vec<char> = wanted.chars().collect();
    let rest = chars.get(from..).unwrap_or_default();
    rest.windows(wanted.len())
        .position(|window| window == wanted)
        .map_or(chars.len(), |at| from + at + wanted.len())
}

fn quoted(chars: &[char], mut at: usize, mark: char) -> usize {
    while let Some(c) = chars.get(at) {
        match *c {
            '\\' => at += 2,
            c if c == mark => return at + 1,
            _ => at += 1,
        }
    }
    at
}

fn block_comment(chars: &[char], mut at: usize) -> usize {
    let mut depth = 0;
    while let Some(pair) = chars.get(at..at + 2) {
        match pair {
            ['/', '*'] => (depth, at) = (depth + 1, at + 2),
            ['*', '/'] if depth == 1 => return at + 2,
            ['*', '/'] => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
    }
    chars.len()
}
