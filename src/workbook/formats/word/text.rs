//! The text part of a .docx → its tables, cell by cell, with the lines directly above each.

use std::collections::VecDeque;
use std::io::BufRead;

use super::numbering::{Lists, lists};
use super::table::{Down, Open};
use crate::package::events::{Entity, Event, Tag, each_event};
use crate::package::open::{Package, PackageFault, folder, resolve};
use crate::package::relations::links;
use crate::text::symbol::shown;

pub(super) use super::table::{WordTable, Written};

/// The bookmarks that only the program's own reports hold begin so.
const OWN_BOOKMARK: &str = "_cw_";

/// How much a document may hold to be read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bounds {
    /// Largest text part, in bytes.
    pub bytes: u64,
    /// How many tables it may hold.
    pub tables: usize,
    /// How many cells all its tables may hold together.
    pub cells: u64,
    /// Most columns that a cell may span.
    pub span: u32,
    /// Most lines above a table that belong to it …
    pub lead_lines: usize,
    /// … each with no more characters than this.
    pub lead_chars: usize,
    /// Most lines of a document that holds no table.
    pub lines: usize,
}

/// What a document holds for us: its tables, or its lines.
#[derive(Debug, Default)]
pub(crate) struct WordTables {
    /// In the order in which they begin; a table inside a cell is one of its own.
    pub tables: Vec<WordTable>,
    /// Whether the document is a report of the program itself.
    pub ours: bool,
    /// The lines that are not blank, when there is no table; none when they are too many.
    pub lines: Option<Vec<Written>>,
}

/// Reads the tables of a document whose content is as a reader sees it: what a tracked change deleted is absent,
/// what it inserted is present.
pub(crate) fn tables(package: &mut Package, bounds: Bounds) -> Result<WordTables, PackageFault> {
    let top = links(package, "")?;
    let main = top.iter().rfind(|link| link.word() == "officeDocument").ok_or(PackageFault::Damaged)?;
    let main = resolve("", &main.target).into_owned();
    if package.size(&main) > bounds.bytes {
        return Err(PackageFault::TooBig);
    }
    let numbering = format!("{}numbering.xml", folder(&main));
    let lists = match package.size(&numbering) {
        0 => Lists::default(),
        _ => lists(package.stream(&numbering)?)?,
    };
    read(package.stream(&main)?, TextWalk::new(bounds, lists))
}

fn read<R: BufRead>(source: R, mut walk: TextWalk) -> Result<WordTables, PackageFault> {
    each_event(source, |event| match event {
        Event::Start(element) => walk.start(element),
        Event::End(element) => {
            walk.end(element.full());
            Ok(())
        }
        Event::Text(text) => {
            walk.text(&text.spelt());
            Ok(())
        }
        Event::Entity(entity) => walk.entity(entity),
    })?;
    walk.done.sort_by_key(|(number, _)| *number);
    let tables = walk.done.into_iter().map(|(_, table)| table).collect();
    Ok(WordTables { tables, ours: walk.ours, lines: walk.lines })
}

struct TextWalk {
    bounds: Bounds,
    lists: Lists,
    /// The list that the open line belongs to, and its level.
    list: (String, usize),
    ours: bool,
    /// How deep inside something whose text is not shown, or not in the line.
    aside: usize,
    begun: usize,
    cells: u64,
    /// The lines since the last table, as far as they may belong to the next one.
    lead: VecDeque<Written>,
    /// All lines, as long as there is no table and they are not too many.
    lines: Option<Vec<Written>>,
    line: Written,
    in_text: bool,
    in_row_properties: bool,
    run_struck: bool,
    /// A content control shows its prompt, not an entry.
    prompt: bool,
    open: Vec<Open>,
    done: Vec<(usize, WordTable)>,
}

/// Elements whose content is not shown in the line: deleted, moved away, drawn, or only properties.
const ASIDE: &[&str] = &[
    "w:del",
    "w:moveFrom",
    "w:drawing",
    "w:pict",
    "w:object",
    "w:rt",
    "mc:Fallback",
    "w:rPrChange",
    "w:pPrChange",
    "w:tcPrChange",
    "w:trPrChange",
    "w:tblPrChange",
    "w:tblPrExChange",
    "w:sectPr",
    // Where tabs stop, not tabs.
    "w:tabs",
];

impl TextWalk {
    fn new(bounds: Bounds, lists: Lists) -> Self {
        TextWalk {
            bounds,
            lists,
            list: Default::default(),
            ours: false,
            aside: 0,
            begun: 0,
            cells: 0,
            lead: VecDeque::new(),
            lines: Some(Vec::new()),
            line: Written::default(),
            in_text: false,
            in_row_properties: false,
            run_struck: false,
            prompt: false,
            open: Vec::new(),
            done: Vec::new(),
        }
    }

    fn start(&mut self, element: Tag) -> Result<(), PackageFault> {
        let name = element.name().full();
        let row_deleted = self.in_row_properties && name == "w:del";
        if self.aside > 0 || (ASIDE.contains(&name) && !row_deleted) {
            self.aside += 1;
            return Ok(());
        }
        match name {
            "w:tbl" => self.open_table()?,
            "w:bookmarkStart" => self.ours |= element.value("name")?.starts_with(OWN_BOOKMARK),
            "w:p" => (self.line, self.list) = Default::default(),
            "w:numId" => self.list.0 = element.value("val")?,
            "w:ilvl" => self.list.1 = element.value("val")?.parse().unwrap_or(0),
            "w:r" => self.run_struck = false,
            // A run may be both, in either order.
            "w:strike" | "w:dstrike" | "w:vanish" => self.run_struck |= is_on(element)?,
            "w:t" => self.in_text = true,
            "w:tab" | "w:ptab" => self.push("\t"),
            "w:br" | "w:cr" => self.push("\n"),
            "w:noBreakHyphen" => self.push("-"),
            "w:sym" => self.symbol(&element.value("char")?),
            "w:showingPlcHdr" => self.prompt = is_on(element)?,
            "w:sdtContent" => self.aside = usize::from(std::mem::take(&mut self.prompt)),
            _ => self.start_in_table(name, element)?,
        }
        Ok(())
    }

    fn start_in_table(&mut self, name: &str, element: Tag) -> Result<(), PackageFault> {
        let span = self.bounds.span;
        let Some(table) = self.open.last_mut() else {
            return Ok(());
        };
        let number =
            |element: Tag| element.value("val").map(|value| value.parse::<u32>().unwrap_or(0).min(span));
        match name {
            "w:tr" => table.open_row(),
            "w:trPr" => self.in_row_properties = true,
            "w:del" => table.deleted = true,
            "w:gridBefore" => table.column = number(element)?,
            "w:tc" => (table.width, table.down, table.content) = (1, Down::Alone, Written::default()),
            "w:gridSpan" => table.width = number(element)?.max(1),
            "w:vMerge" => {
                let begins = element.value("val")? == "restart";
                table.down = if begins { Down::Begins } else { Down::Goes };
            }
            _ => (),
        }
        Ok(())
    }

    fn end(&mut self, name: &str) {
        if self.aside > 0 {
            self.aside -= 1;
            return;
        }
        match name {
            "w:t" => self.in_text = false,
            "w:trPr" => self.in_row_properties = false,
            "w:p" => self.close_line(),
            "w:tc" => {
                self.cells += 1;
                if let Some(table) = self.open.last_mut() {
                    table.close_cell();
                }
            }
            "w:tr" => {
                if let Some(table) = self.open.last_mut() {
                    table.close_row();
                }
            }
            "w:tbl" => {
                let table = self.open.pop().map(|open| (open.number, open.table));
                self.done.extend(table);
            }
            _ => (),
        }
    }

    fn open_table(&mut self) -> Result<(), PackageFault> {
        if self.begun >= self.bounds.tables || self.cells > self.bounds.cells {
            return Err(PackageFault::TooBig);
        }
        self.lines = None;
        let lead = if self.open.is_empty() { std::mem::take(&mut self.lead) } else { VecDeque::new() };
        self.open.push(Open::new(self.begun, lead.into()));
        self.begun += 1;
        Ok(())
    }

    /// A line is done: of the open cell, or one between the tables.
    fn close_line(&mut self) {
        let mut line = std::mem::take(&mut self.line);
        if !line.full.trim().is_empty() && !self.list.0.is_empty() {
            line.number(&self.lists.next(&self.list.0, self.list.1));
        }
        if let Some(table) = self.open.last_mut() {
            table.content.add_line(&line);
            return;
        }
        if line.full.trim().is_empty() {
            return;
        }
        let most = self.bounds.lines;
        self.lines = self.lines.take().filter(|lines| lines.len() < most);
        if let Some(lines) = &mut self.lines {
            lines.push(line.clone());
        }
        if line.full.chars().count() > self.bounds.lead_chars {
            self.lead.clear();
            return;
        }
        if self.lead.len() == self.bounds.lead_lines {
            self.lead.pop_front();
        }
        self.lead.push_back(line);
    }

    fn text(&mut self, text: &str) {
        if self.in_text {
            self.push(text);
        }
    }

    fn entity(&mut self, entity: Entity) -> Result<(), PackageFault> {
        let text = entity.spelt()?;
        self.text(&text);
        Ok(())
    }

    fn symbol(&mut self, code: &str) {
        self.push(shown(code).unwrap_or("\u{FFFD}"));
    }

    fn push(&mut self, text: &str) {
        if self.aside > 0 {
            return;
        }
        self.line.full.push_str(text);
        if !self.run_struck {
            self.line.kept.push_str(text);
        }
    }
}

/// A switch of Word: on unless it says otherwise.
fn is_on(element: Tag) -> Result<bool, PackageFault> {
    Ok(!matches!(element.value("val")?.as_str(), "0" | "false" | "off"))
}
