//! The entries of a made-up office, the two tables that are made of them, and how the entries change.

use chengwen::model::annex::{Exhibit, RowOf, Shows, Table, TableCell, TableColumn, TableRow};
use chengwen::model::report::{Block, Inline, Provenance, Report, Role};

use super::super::random::world::Dice;

const ASPECTS: [&str; 4] = ["形式主义", "官僚主义", "享乐主义", "奢靡之风"];
const UNITS: [&str; 6] =
    ["城关镇第一中学", "城关镇第二中学", "城关镇卫生院", "东街社区", "西街社区", "县供销社"];
const BEGINS: [&str; 6] = ["建议减少", "希望规范", "要求压缩", "建议改进", "请尽快解决", "建议公开"];
const TAILS: [&str; 6] =
    ["会议和文件", "检查评比的次数", "办事大厅排队问题", "路灯不亮的问题", "经费开支情况", "值班安排"];
/// What is added when an entry is corrected.
const MORE: [&str; 4] = ["", "（续）", "，请研究", "，并公开"];

/// What one row of a workbook says.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// Characters that stand in this entry only, and in those that say the same.
    pub(super) marker: String,
    /// It changes when the entry is corrected, as the identities of entries do.
    id: String,
    begin: &'static str,
    tail: &'static str,
    more: &'static str,
    aspect: usize,
    unit: usize,
    pub(super) count: usize,
}

impl Entry {
    fn subject(&self) -> String {
        format!("{}{}{}{}", self.begin, self.marker, self.tail, self.more)
    }
}

/// All entries, and how they are shown.
#[derive(Debug, Clone)]
pub(super) struct Office {
    pub(super) entries: Vec<Entry>,
    next: u32,
    has_total: bool,
    has_serial: bool,
}

/// A row that must stand: by what it is known, and its cells but for the running number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wanted {
    pub(super) key: String,
    pub(super) cells: Vec<String>,
}

impl Office {
    pub(super) fn new(dice: &mut Dice) -> Self {
        let (has_total, has_serial) = (dice.below(4) > 0, dice.below(4) > 0);
        let mut office = Office { entries: Vec::new(), next: 0, has_total, has_serial };
        for _ in 0..4 + dice.below(9) {
            office.add(dice);
        }
        office
    }

    pub(super) fn next(&mut self) -> u32 {
        self.next += 1;
        self.next
    }

    fn add(&mut self, dice: &mut Dice) {
        let number = self.next();
        let marker = (0..2).filter_map(|step| char::from_u32(0x5000 + number * 2 + step)).collect();
        let entry = Entry {
            marker,
            id: format!("{number:08x}"),
            begin: dice.pick::<&str>(&BEGINS),
            tail: dice.pick::<&str>(&TAILS),
            more: "",
            aspect: dice.below(ASPECTS.len()),
            unit: dice.below(UNITS.len()),
            count: 1 + dice.below(60),
        };
        let at = dice.below(self.entries.len() + 1);
        self.entries.insert(at, entry);
    }

    /// One change of the workbooks; its name.
    pub(super) fn revise(&mut self, dice: &mut Dice) -> String {
        let at = dice.below(self.entries.len());
        let told = self.entries[at].marker.clone();
        let name = match dice.below(10) {
            0 | 1 => {
                let entry = self.entries.remove(at);
                self.entries.insert(dice.below(self.entries.len() + 1), entry);
                "move"
            }
            2 | 3 => {
                self.entries[at].aspect = dice.below(ASPECTS.len());
                "re-aspect"
            }
            4 => {
                self.entries[at].more = dice.pick::<&str>(&MORE);
                self.entries[at].id = format!("{:08x}", self.next());
                "correct"
            }
            5 | 6 => {
                self.entries[at].count = 1 + dice.below(60);
                "recount"
            }
            7 => {
                self.add(dice);
                "add"
            }
            8 if self.entries.len() > 2 => {
                self.entries.remove(at);
                "remove"
            }
            _ => {
                self.entries[at].unit = dice.below(UNITS.len());
                "another unit"
            }
        };
        format!("{name} {told}")
    }

    /// The rows of the tables: the entries by aspect, and the units that have any.
    pub(super) fn wanted(&self) -> [Vec<Wanted>; 2] {
        let row = |entry: &Entry| Wanted {
            key: entry.marker.clone(),
            cells: vec![
                entry.subject(),
                ASPECTS[entry.aspect].to_owned(),
                UNITS[entry.unit].to_owned(),
                entry.count.to_string(),
            ],
        };
        let mut entries: Vec<&Entry> = self.entries.iter().collect();
        entries.sort_by_key(|entry| entry.aspect);
        let unit = |unit: usize| {
            let own = || self.entries.iter().filter(move |entry| entry.unit == unit);
            let sum: usize = own().map(|entry| entry.count).sum();
            let cells = vec![UNITS[unit].to_owned(), own().count().to_string(), sum.to_string()];
            (sum > 0).then(|| Wanted { key: UNITS[unit].to_owned(), cells })
        };
        [entries.into_iter().map(row).collect(), (0..UNITS.len()).filter_map(unit).collect()]
    }

    /// The figures of the body.
    pub(super) fn figures(&self) -> [String; 2] {
        let sum: usize = self.entries.iter().map(|entry| entry.count).sum();
        [format!("意见{}条", self.entries.len()), format!("涉及{sum}人次")]
    }

    pub(super) fn report(&self) -> Report {
        let inline = |text: &str, from: Provenance| Inline { text: text.to_owned(), from, lead: false };
        let wording = |text: &str| inline(text, Provenance::Template);
        let slot = |id: &str, value: usize| inline(&value.to_string(), Provenance::Slot(id.to_owned()));
        let sum = self.entries.iter().map(|entry| entry.count).sum();
        let body = vec![
            wording("为进一步转变作风，共收到意见"),
            slot("opinions.items", self.entries.len()),
            wording("条，涉及"),
            slot("opinions.heads", sum),
            wording("人次，逐条作了研究。"),
        ];
        let [entries, units] = self.wanted();
        let ids = |wanted: &Wanted| {
            let own = self.entries.iter().filter(|entry| entry.marker == wanted.key);
            own.map(|entry| entry.id.clone()).collect::<Vec<_>>()
        };
        // A group is known by its name, as in what `compose` gives; its entries come and go.
        let named = |wanted: &Wanted| vec![wanted.key.clone()];
        let title = |id: &str, text: &str| Block::paragraph(id, Role::AnnexTitle, vec![wording(text)]);
        let blocks = vec![
            Block::paragraph("title", Role::Title, vec![wording("关于意见办理情况的报告")]),
            Block::paragraph("body", Role::Body, body),
            title("annex_a1_title", "意见建议一览表"),
            self.table("annex_a1_table", &["意见建议", "方面", "提出单位", "人次"], &entries, &ids),
            title("annex_a2_title", "各单位提出意见情况统计表"),
            self.table("annex_a2_table", &["单位", "条数", "人次"], &units, &named),
        ];
        Report { blocks, ..Report::default() }
    }

    fn table(
        &self,
        id: &str,
        titles: &[&str],
        rows: &[Wanted],
        ids: &dyn Fn(&Wanted) -> Vec<String>,
    ) -> Block {
        let shows = |at: usize, title: &str| match title {
            "人次" | "条数" => Shows::Sum,
            _ if at == 0 => Shows::Subject,
            _ => Shows::Other,
        };
        let column = |title: &str, shows| TableColumn {
            title: title.to_owned(),
            width: 1.0,
            shows,
            ..TableColumn::default()
        };
        let mut columns: Vec<TableColumn> =
            titles.iter().enumerate().map(|(at, title)| column(title, shows(at, title))).collect();
        let cell = |text: &str| TableCell {
            inlines: vec![Inline { text: text.to_owned(), from: Provenance::Template, lead: false }],
        };
        let mut made: Vec<TableRow> = rows
            .iter()
            .map(|row| TableRow {
                of: RowOf::Entries(ids(row)),
                cells: row.cells.iter().map(|text| cell(text)).collect(),
            })
            .collect();
        let sum = |at: usize| -> usize { rows.iter().map(|row| row.cells[at].parse().unwrap_or(0)).sum() };
        let of_total = |(at, column): (usize, &TableColumn)| match column.shows {
            Shows::Sum => sum(at).to_string(),
            Shows::Subject => "合计".to_owned(),
            _ => String::new(),
        };
        let total: Vec<String> = columns.iter().enumerate().map(of_total).collect();
        if self.has_total {
            made.push(TableRow { of: RowOf::Total, cells: total.iter().map(|text| cell(text)).collect() });
        }
        if self.has_serial {
            columns.insert(0, column("序号", Shows::Serial));
            for (at, row) in made.iter_mut().enumerate() {
                let number = if row.of == RowOf::Total { String::new() } else { (at + 1).to_string() };
                row.cells.insert(0, cell(&number));
            }
        }
        Block::exhibit(id, Role::AnnexTable, Exhibit::Table(Table { columns, rows: made, landscape: false }))
    }

    /// In which column the running number stands, if any does; how many stand before the cells of a row.
    pub(super) fn serial(&self) -> usize {
        usize::from(self.has_serial)
    }

    pub(super) fn has_total(&self) -> bool {
        self.has_total
    }
}
