//! The data and wording of a made-up report, and how they change.

use std::collections::BTreeSet;

use chengwen::model::document::{Document, DocumentBlock, Shape};
use chengwen::model::report::{Block, Inline, Provenance, Report, Role};

/// Random numbers from a seed (SplitMix64).
#[derive(Debug, Clone)]
pub(in super::super) struct Dice(u64);

impl Dice {
    pub(in super::super) fn new(seed: u64) -> Self {
        Dice(seed.wrapping_mul(0x2545_f491_4f6c_dd1d))
    }

    pub(in super::super) fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % limit.max(1) as u64) as usize
    }

    pub(in super::super) fn pick<'t, T>(&mut self, list: &'t [T]) -> &'t T {
        &list[self.below(list.len())]
    }
}

const OPENINGS: [&str; 8] = [
    "为了进一步增强认识，",
    "活动一开始，机关高度重视，",
    "根据统一部署，结合工作实际，",
    "按照方案和活动计划，",
    "坚持问题导向，",
    "领导班子率先垂范，",
    "各科室密切配合，",
    "紧扣活动主题，",
];

/// Wording before a figure, and its measure word.
const PHRASES: [(&str, &str); 14] = [
    ("共收到意见建议", "条"),
    ("累计集中学习", "次"),
    ("召开专题座谈会", "场"),
    ("发出征求意见表", "份"),
    ("查找存在的问题", "条"),
    ("制定整改措施", "项"),
    ("撰写心得体会", "篇"),
    ("走访基层单位", "家"),
    ("慰问困难群众", "户"),
    ("参加学习教育", "人次"),
    ("开展谈心谈话", "人次"),
    ("由机关负责人", "牵头负责"),
    ("明确专人即", "同志具体办理"),
    ("编印工作简报", "期"),
];

const ENDINGS: [&str; 5] = [
    "确保取得实效。",
    "进一步提高了思想认识。",
    "有力推动了各项工作的开展。",
    "做到了有计划、有步骤、有力度。",
    "促进了作风的进一步好转。",
];

#[derive(Debug, Clone)]
struct Clause {
    phrase: &'static str,
    measure: &'static str,
    slot: String,
    value: String,
}

#[derive(Debug, Clone)]
struct Point {
    id: String,
    marker: String,
    opening: &'static str,
    clauses: Vec<Clause>,
    ending: &'static str,
}

#[derive(Debug, Clone)]
struct Section {
    id: String,
    marker: String,
    points: Vec<Point>,
}

/// A report to be: what is counted, and how it is worded.
#[derive(Debug, Clone)]
pub(in super::super) struct World {
    sections: Vec<Section>,
    count: u32,
}

impl World {
    pub(in super::super) fn new(dice: &mut Dice) -> Self {
        let mut world = World { sections: Vec::new(), count: 0 };
        for _ in 0..2 + dice.below(2) {
            let section = Section { id: world.id("s"), marker: world.marker(), points: Vec::new() };
            world.sections.push(section);
            for _ in 0..1 + dice.below(4) {
                let point = world.point(dice);
                world.sections.last_mut().unwrap().points.push(point);
            }
        }
        world
    }

    pub(in super::super) fn next(&mut self) -> u32 {
        self.count += 1;
        self.count
    }

    fn id(&mut self, start: &str) -> String {
        format!("{start}_{}x", self.next())
    }

    /// Three characters that stand nowhere else.
    fn marker(&mut self) -> String {
        let number = self.next();
        (0..3).filter_map(|step| char::from_u32(0x5000 + number * 3 + step)).collect()
    }

    fn value(&mut self, dice: &mut Dice, phrase: &str) -> String {
        let number = self.next();
        match phrase.contains("人") && !phrase.contains("次") && dice.below(2) == 0 {
            true => (0..3).filter_map(|step| char::from_u32(0x7000 + number * 3 + step)).collect(),
            false => (1000 + number * 7).to_string(),
        }
    }

    fn clause(&mut self, dice: &mut Dice) -> Clause {
        let (phrase, measure) = *dice.pick(&PHRASES);
        Clause { phrase, measure, slot: self.id("slot"), value: self.value(dice, phrase) }
    }

    fn point(&mut self, dice: &mut Dice) -> Point {
        let clauses = (0..1 + dice.below(4)).map(|_| self.clause(dice)).collect();
        Point {
            id: self.id("p"),
            marker: self.marker(),
            opening: dice.pick::<&str>(&OPENINGS),
            clauses,
            ending: dice.pick::<&str>(&ENDINGS),
        }
    }

    fn all_points(&mut self) -> Vec<&mut Point> {
        self.sections.iter_mut().flat_map(|section| section.points.iter_mut()).collect()
    }

    /// One change of the data or the wording that follows from them.
    pub(in super::super) fn revise(&mut self, dice: &mut Dice) -> String {
        let point = dice.below(self.all_points().len());
        let section = dice.below(self.sections.len());
        match dice.below(10) {
            0 => {
                let new = self.point(dice);
                let points = &mut self.sections[section].points;
                points.insert(dice.below(points.len() + 1), new);
                "point comes".to_owned()
            }
            1 => {
                let points = &mut self.sections[section].points;
                if points.len() > 1 {
                    points.remove(dice.below(points.len()));
                }
                "point goes".to_owned()
            }
            2 => {
                let clause = self.clause(dice);
                if let Some(point) = self.all_points().get_mut(point) {
                    let at = dice.below(point.clauses.len() + 1);
                    point.clauses.insert(at, clause);
                }
                "clause comes".to_owned()
            }
            3 => {
                if let Some(point) = self.all_points().get_mut(point).filter(|point| point.clauses.len() > 1)
                {
                    let at = dice.below(point.clauses.len());
                    point.clauses.remove(at);
                }
                "clause goes".to_owned()
            }
            4 => {
                if let Some(point) = self.all_points().get_mut(point) {
                    point.ending = dice.pick::<&str>(&ENDINGS);
                }
                "ending is another".to_owned()
            }
            _ => {
                let value = self.next();
                if let Some(point) = self.all_points().get_mut(point) {
                    let at = dice.below(point.clauses.len());
                    point.clauses[at].value = (1000 + value * 7).to_string();
                }
                "value changes".to_owned()
            }
        }
    }

    /// Changes a value in a block other than that of these bookmarks; whether there is one.
    pub(in super::super) fn change_value_elsewhere(&mut self, dice: &mut Dice, not: &[String]) -> bool {
        let value = self.next();
        let mut points = self.all_points();
        points.retain(|point| !not.contains(&point.id));
        let place = dice.below(points.len());
        let Some(point) = points.get_mut(place) else { return false };
        let at = dice.below(point.clauses.len());
        point.clauses[at].value = (1000 + value * 7).to_string();
        true
    }

    fn clauses(&self) -> impl Iterator<Item = &Clause> {
        self.sections.iter().flat_map(|section| &section.points).flat_map(|point| &point.clauses)
    }

    /// All data: slot and value.
    pub(in super::super) fn values(&self) -> BTreeSet<(String, String)> {
        self.clauses().map(|clause| (clause.slot.clone(), clause.value.clone())).collect()
    }

    pub(in super::super) fn slots(&self) -> BTreeSet<String> {
        self.clauses().map(|clause| clause.slot.clone()).collect()
    }

    /// Words that stand in one block each.
    pub(in super::super) fn markers(&self) -> Vec<String> {
        let sections = self.sections.iter();
        let points = sections.clone().flat_map(|section| &section.points).map(|point| point.marker.clone());
        points.chain(sections.map(|section| section.marker.clone())).collect()
    }

    pub(in super::super) fn report(&self) -> Report {
        const DIGITS: [&str; 20] = [
            "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四",
            "十五", "十六", "十七", "十八", "十九", "二十",
        ];
        let inline = |text: String, from: Provenance| Inline { text, from, lead: false };
        let wording = |text: &str| inline(text.to_owned(), Provenance::Template);
        let mut blocks = vec![Block::paragraph("title", Role::Title, vec![wording("情况报告")])];
        for (at, section) in self.sections.iter().enumerate() {
            let number = inline(format!("{}、", DIGITS[at]), Provenance::Numbering);
            let inlines = vec![number, wording(&section.marker), wording("工作开展到位")];
            blocks.push(Block::paragraph(section.id.clone(), Role::Heading1, inlines));
            for (at, point) in section.points.iter().enumerate() {
                let mut inlines = Vec::new();
                if section.points.len() > 1 {
                    inlines.push(inline(format!("{}是", DIGITS[at]), Provenance::Numbering));
                }
                inlines.push(wording(&format!("{}抓落实。{}", point.marker, point.opening)));
                for clause in &point.clauses {
                    inlines.push(wording(clause.phrase));
                    inlines.push(inline(clause.value.clone(), Provenance::Slot(clause.slot.clone())));
                    inlines.push(wording(clause.measure));
                    inlines.push(wording("，"));
                }
                inlines.push(wording(point.ending));
                blocks.push(Block::paragraph(point.id.clone(), Role::Body, inlines));
            }
        }
        Report { blocks, ..Report::default() }
    }

    pub(in super::super) fn document(&self) -> Document {
        let found = |block: &Block| DocumentBlock {
            shape: Shape::Paragraph,
            hints: vec![block.id.clone()],
            role: Some(block.role),
            text: block.text(),
            pending: false,
        };
        Document { blocks: self.report().blocks.iter().map(found).collect(), base: None }
    }
}
