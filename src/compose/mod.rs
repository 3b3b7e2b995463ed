//! Step 6: figures, entries and the wording of a kind → the report: sections rendered, tidied, numbered, every datum a slot.

mod annexes;
mod blank;
mod check;
mod context;
mod data;
mod head;
mod helpers;
mod identity;
mod marks;
mod markup;
mod own;
mod scope;
mod section;
mod tidy;
mod told;
mod wording;

use crate::model::items;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

use handlebars::{Context, Handlebars};

use crate::finding::{DocumentFault, Finding, KindFault, Noted, Place, Refusal, Texts};
use crate::kind::Kind;
use crate::model::entry::{Entry, TableHead};
use crate::model::figure::{FigureValue, Figures};
use crate::model::origin::Source;
use crate::model::problem::Problem;
use crate::model::report::{Provenance, Report, Role};
use crate::model::settings::Settings;

pub use check::check;

/// The item of 报告信息 with headings of the person's own, one `部分：标题` a line.
const HEADINGS_ITEM: &str = items::HEADINGS;

/// What a report is composed from; all of it belongs to one run.
#[derive(Debug, Clone, Copy)]
pub struct Inputs<'a> {
    /// The kind of the report; its texts have passed [`check`].
    pub kind: &'a Kind,
    /// The recognised tables that entries refer to by their `head`.
    pub heads: &'a [TableHead],
    /// The entries of all tables, in the order of the input.
    pub entries: &'a [Entry],
    /// What 报告信息 and 文字材料 say.
    pub settings: &'a Settings,
    /// Every figure of the kind, counted.
    pub figures: &'a Figures,
    /// The words that claim something (迅速) and that the figures show to be true.
    pub borne_out: &'a BTreeSet<String>,
    /// The named problems with their numbers, when the folder has no table of problems of its own.
    pub problems: &'a [Problem],
}

impl<'a> Inputs<'a> {
    /// What a name in braces may mean in a text of a person.
    fn names(&self) -> wording::Names<'a> {
        wording::Names { kind: self.kind, figures: self.figures, settings: self.settings }
    }
}

/// Composes the report.
///
/// # Errors
/// A text that fails while it is rendered; [`check`] leaves only faults of the template language itself.
pub fn compose(inputs: &Inputs<'_>) -> Result<Noted<Report>, Refusal> {
    let data = Mutex::new(data::Data::default());
    let context = context::context(inputs, &mut helpers::open(&data));
    // Wrapped once: a context handed over as plain values is copied for every text.
    let context = Context::wraps(context).map_err(|error| DocumentFault::Context(error.to_string()))?;
    let mut engine = Handlebars::new();
    helpers::register(&mut engine, &data, inputs.kind, inputs.borne_out);
    let fault = |file: &str, line: Option<usize>, said: String| Refusal::Kind {
        file: file.to_owned(),
        line,
        fault: Box::new(KindFault::Unparsed(said)),
    };
    for (file, text) in inputs.kind.texts.iter().filter(|(file, _)| check::is_partial(inputs.kind, file)) {
        let registered = engine.register_partial(file.trim_end_matches(".hbs"), text);
        registered
            .map_err(|error| fault(file, error.pos().map(|(line, _)| line), error.reason().to_string()))?;
    }
    let render = |file: &str, text: &str| {
        let rendered = engine.render_template_with_context(text, &context);
        rendered.map_err(|error| fault(file, error.line_no, error.reason().to_string()))
    };
    let mut assembly = section::Assembly::new(inputs);
    for rule in &inputs.kind.sections {
        if !assembly.has_place(rule) {
            continue;
        }
        let wording = inputs.kind.texts.get(&rule.text).map_or("", String::as_str);
        let heading = rule.heading.as_deref().map(|text| render("outline.toml", text)).transpose()?;
        let text = render(&rule.text, wording)?;
        assembly.add(rule, heading, &text, &helpers::open(&data));
    }
    let reworded = assembly.reworded();
    let mut noted = assembly.finish();
    noted.value.sources = sources(&noted.value, &helpers::open(&data), inputs);
    noted.findings.extend(unused_texts(inputs, &reworded));
    noted.findings.extend(unplaced(inputs));
    noted.findings.extend(told::told(inputs, &noted.value));
    let annexes = annexes::add(&mut noted.value, inputs);
    noted.findings.extend(annexes);
    Ok(noted)
}

/// The cells behind the slots and texts that are printed, figures aside: those know their cells themselves.
fn sources(report: &Report, data: &data::Data, inputs: &Inputs<'_>) -> BTreeMap<String, BTreeSet<Source>> {
    let own_words = inputs.settings.texts.iter().map(|(name, lines)| {
        let cells = lines.iter().filter_map(|line| line.source);
        (format!("texts.{name}"), cells.collect::<BTreeSet<Source>>())
    });
    let headings = inputs.settings.lines(HEADINGS_ITEM).iter().filter_map(|line| line.source);
    let headings: BTreeSet<Source> = headings.collect();
    let own_words: BTreeMap<String, BTreeSet<Source>> = own_words.collect();
    let inlines = report.blocks.iter().flat_map(|block| &block.inlines);
    let ids = inlines.filter_map(|inline| match &inline.from {
        Provenance::Slot(id) | Provenance::Narrative(id) => Some(id),
        Provenance::Template | Provenance::Numbering | Provenance::Person | Provenance::Missing(_) => None,
    });
    let cells = |id: &String| {
        let of_heading = || id.contains(HEADINGS_ITEM).then_some(&headings);
        data.sources.get(id).or_else(|| own_words.get(id)).or_else(of_heading).cloned()
    };
    ids.filter_map(|id| Some((id.clone(), cells(id)?))).collect()
}

/// The 段落 of 文字材料 that neither a text nor a section takes.
fn unused_texts(inputs: &Inputs<'_>, reworded: &BTreeSet<String>) -> Vec<Finding> {
    let sections = inputs.kind.sections.iter().filter(|rule| rule.role == Role::Body);
    let mut known: Vec<String> = inputs.kind.text_blocks.clone();
    known.extend(
        sections.map(|rule| rule.name.clone()).filter(|name| !inputs.kind.text_blocks.contains(name)),
    );
    let unplaced = |block: &String| !known.contains(block) && !reworded.contains(block);
    let unknown = inputs.settings.texts.iter().filter(|(block, _)| unplaced(block));
    unknown
        .map(|(block, lines)| {
            let at = lines.first().and_then(|line| line.source);
            let place = at.map_or(Place::Folder, |at| Place::Cell(at.cell));
            Finding::new(place, Texts::UnknownText { block: block.clone(), known: known.clone() })
        })
        .collect()
}

/// The members of groups for which the outline has no place: types that the field's vocabulary does not know.
fn unplaced(inputs: &Inputs<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in inputs.kind.figures.iter().filter(|rule| rule.unplaced) {
        let Some(FigureValue::Groups(groups)) = inputs.figures.get(&rule.id).map(|figure| &figure.value)
        else {
            continue;
        };
        let known = rule.take().and_then(|take| take.fields().first().copied()).and_then(|field| {
            let table = inputs.kind.tables.get(inputs.kind.table(rule.table.as_deref()?)?)?;
            let vocabulary = table.fields.get(table.field(field)?)?.vocabulary.as_deref()?;
            Some(inputs.kind.vocabulary.list(vocabulary))
        });
        for group in groups {
            let key = &group.key;
            if known.is_some_and(|list| list.rows().any(|row| row.get("term") == &**key)) {
                continue;
            }
            let member = inputs.figures.get(&format!("{}/{key}", rule.id));
            let at = member.and_then(|figure| figure.sources.first());
            let place = at.map_or(Place::Folder, |at| Place::Cell(at.cell));
            findings.push(Finding::new(
                place,
                Texts::UnplacedType { kind: key.to_string(), count: group.rows.len() },
            ));
        }
    }
    findings
}
