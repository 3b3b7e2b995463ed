//! What people and their programs do to a document.

use chengwen::model::document::{Document, DocumentBlock, Shape};

use super::world::{Dice, World};

/// Typed characters begin here; they stand nowhere else.
const TYPED: u32 = 0x3400;

/// Whether a person typed it.
pub(in super::super) fn is_typed(character: char) -> bool {
    (TYPED..0x4dc0).contains(&u32::from(character))
}

/// A stretch of a paragraph.
#[derive(Debug, Clone)]
struct Stretch {
    text: String,
    datum: bool,
}

/// A document while it is edited.
pub(in super::super) struct Draft {
    blocks: Vec<(DocumentBlock, Vec<Stretch>)>,
}

impl Draft {
    /// A document whose data can be told by their values, which stand nowhere else.
    pub(in super::super) fn of(document: &Document, world: &World) -> Self {
        let values: Vec<String> = world.values().into_iter().map(|(_, value)| value).collect();
        let blocks = document.blocks.iter().map(|found| (found.clone(), stretches(&found.text, &values)));
        Draft { blocks: blocks.collect() }
    }

    pub(in super::super) fn document(&self) -> Document {
        let found = |(found, stretches): &(DocumentBlock, Vec<Stretch>)| {
            let text = stretches.iter().map(|stretch| stretch.text.as_str()).collect();
            DocumentBlock { text, ..found.clone() }
        };
        Document { blocks: self.blocks.iter().map(found).collect(), base: None }
    }

    /// One edit; its name.
    pub(in super::super) fn edit(&mut self, dice: &mut Dice, world: &mut World) -> String {
        if self.blocks.is_empty() {
            return "nothing".to_owned();
        }
        let at = dice.below(self.blocks.len());
        let other = dice.below(self.blocks.len());
        let name = match dice.below(25) {
            0..=2 => return format!("retype in {}", self.retype(dice, world)),
            3 | 4 => return format!("reword {}", self.reword(dice, world)),
            5 | 6 => return format!("type over a datum in {}", self.type_over(at, world)),
            7 => {
                self.blocks.remove(at);
                "delete"
            }
            8 => {
                let block = self.blocks.remove(at);
                let to = dice.below(self.blocks.len() + 1);
                self.blocks.insert(to, block);
                "move"
            }
            9 => {
                self.split(at, dice);
                "split"
            }
            10 => {
                self.join(at);
                "join"
            }
            11 | 12 => {
                let found = found(Shape::Paragraph);
                let text = format!("{}{}，{}。", typed(world, 4), "县委对此给予充分肯定", typed(world, 3));
                self.blocks.insert(at, (found, vec![Stretch { text, datum: false }]));
                "add"
            }
            13 => {
                let shape = if dice.below(2) == 0 { Shape::Other } else { Shape::Paragraph };
                self.blocks.insert(at, (found(shape), Vec::new()));
                "add something else"
            }
            14 => {
                self.clean_up(at);
                "clean up"
            }
            15 => {
                self.swap(at);
                "swap clauses"
            }
            16 | 17 => {
                let sentence = self.take_sentence(at, dice, true);
                self.put_sentence(other, dice, sentence);
                return format!("move a sentence from {at} to {other}");
            }
            18 => {
                let sentence = self.take_sentence(at, dice, false);
                self.put_sentence(other, dice, sentence);
                return format!("copy a sentence from {at} to {other}");
            }
            19 => {
                let sentence = self.take_sentence(at, dice, false);
                self.blocks.insert(other, (found(Shape::Paragraph), sentence));
                return format!("copy a sentence from {at} as {other}");
            }
            20 => {
                let copy = (found(self.blocks[at].0.shape.clone()), self.blocks[at].1.clone());
                self.blocks.insert(other, copy);
                return format!("copy {at} as {other}");
            }
            21 => {
                self.split(at, dice);
                self.split(at, dice);
                "split in three"
            }
            22 => {
                self.join(at);
                self.join(at);
                "join three"
            }
            23 => {
                self.swap_sentences(at, dice);
                "swap sentences"
            }
            _ => {
                if self.blocks[at].0.shape == Shape::Paragraph {
                    self.blocks[at].0 = found(Shape::Paragraph);
                }
                "type the same again"
            }
        };
        format!("{name} {at}")
    }

    /// One of a few edits whose paragraphs can be told. The bookmarks of those that it touches.
    pub(in super::super) fn apart(&mut self, dice: &mut Dice, world: &mut World) -> Vec<String> {
        let (at, other) = (dice.below(self.blocks.len()), dice.below(self.blocks.len()));
        let mut touched = [at, other].map(|at| self.blocks[at].0.hints.clone()).concat();
        match dice.below(6) {
            0 | 1 => {
                let at = self.retype(dice, world);
                touched = self.blocks[at].0.hints.clone();
            }
            2 => {
                let sentence = self.take_sentence(at, dice, true);
                self.put_sentence(other, dice, sentence);
            }
            3 => {
                let sentence = self.take_sentence(at, dice, false);
                self.put_sentence(other, dice, sentence);
            }
            4 => {
                let copy = (found(Shape::Paragraph), self.blocks[at].1.clone());
                self.blocks.insert(other, copy);
            }
            _ => self.swap_sentences(at, dice),
        }
        touched
    }

    /// The sentences of a paragraph: what ends with a comma or a full stop.
    fn sentences(&self, at: usize) -> Vec<Vec<Stretch>> {
        let mut sentences = vec![Vec::new()];
        for stretch in &self.blocks[at].1 {
            let parts: Vec<&str> = match stretch.datum {
                true => vec![&stretch.text],
                false => stretch.text.split_inclusive(['，', '。']).collect(),
            };
            for part in parts {
                let last = sentences.last_mut().unwrap();
                last.push(Stretch { text: part.to_owned(), datum: stretch.datum });
                if part.ends_with(['，', '。']) && !stretch.datum {
                    sentences.push(Vec::new());
                }
            }
        }
        sentences.retain(|sentence: &Vec<Stretch>| !sentence.is_empty());
        sentences
    }

    /// One of the sentences of a paragraph, cut out or copied.
    fn take_sentence(&mut self, at: usize, dice: &mut Dice, cut: bool) -> Vec<Stretch> {
        let mut sentences = self.sentences(at);
        if sentences.is_empty() {
            return Vec::new();
        }
        let place = dice.below(sentences.len());
        let sentence = sentences.remove(place);
        if cut {
            self.blocks[at].1 = sentences.concat();
        }
        sentence
    }

    /// Puts a sentence between two others.
    fn put_sentence(&mut self, at: usize, dice: &mut Dice, sentence: Vec<Stretch>) {
        let mut sentences = self.sentences(at);
        let place = dice.below(sentences.len() + 1);
        sentences.insert(place, sentence);
        if self.blocks[at].0.shape == Shape::Paragraph {
            self.blocks[at].1 = sentences.concat();
        }
    }

    /// Two sentences of a paragraph change places.
    fn swap_sentences(&mut self, at: usize, dice: &mut Dice) {
        let mut sentences = self.sentences(at);
        if sentences.len() > 1 {
            let (one, other) = (dice.below(sentences.len()), dice.below(sentences.len()));
            sentences.swap(one, other);
            self.blocks[at].1 = sentences.concat();
        }
    }

    /// Replaces a few characters of wording, or only adds some. Where.
    pub(in super::super) fn retype(&mut self, dice: &mut Dice, world: &mut World) -> usize {
        let at = dice.below(self.blocks.len());
        let words = typed(world, 1 + dice.below(5));
        let stretches = &mut self.blocks[at].1;
        let wording: Vec<usize> = (0..stretches.len()).filter(|place| !stretches[*place].datum).collect();
        if let Some(place) = wording.get(dice.below(wording.len())) {
            let characters: Vec<char> = stretches[*place].text.chars().collect();
            let from = dice.below(characters.len() + 1);
            let to = (from + dice.below(4)).min(characters.len());
            let start: String = characters[..from].iter().collect();
            let end: String = characters[to..].iter().collect();
            stretches[*place].text = format!("{start}{words}{end}");
        }
        at
    }

    /// Writes most of a paragraph anew, around its data and the words next to them.
    fn reword(&mut self, dice: &mut Dice, world: &mut World) -> usize {
        let at = dice.below(self.blocks.len());
        let stretches = &mut self.blocks[at].1;
        for stretch in stretches.iter_mut().filter(|stretch| !stretch.datum) {
            let characters: Vec<char> = stretch.text.chars().collect();
            if characters.len() > 5 && dice.below(3) > 0 {
                let (from, to) = (2, characters.len() - 2);
                let start: String = characters[..from].iter().collect();
                let end: String = characters[to..].iter().collect();
                let length = 1 + dice.below(to - from + 2);
                stretch.text = format!("{start}{}{end}", typed(world, length));
            }
        }
        at
    }

    fn type_over(&mut self, at: usize, world: &mut World) -> usize {
        if let Some(stretch) = self.blocks[at].1.iter_mut().find(|stretch| stretch.datum) {
            let figure = stretch.text.starts_with(|c: char| c.is_ascii_digit());
            stretch.text = if figure { (900_000 + world.next()).to_string() } else { typed(world, 2) };
            stretch.datum = false;
        }
        at
    }

    /// A new paragraph begins in the middle of some wording.
    fn split(&mut self, at: usize, dice: &mut Dice) {
        let stretches = self.blocks[at].1.clone();
        let wording: Vec<usize> = (0..stretches.len())
            .filter(|place| !stretches[*place].datum && stretches[*place].text.chars().count() > 3)
            .collect();
        let Some(place) = wording.get(dice.below(wording.len())).copied() else { return };
        let characters: Vec<char> = stretches[place].text.chars().collect();
        let cut = 1 + dice.below(characters.len() - 1);
        let piece = |characters: &[char]| Stretch { text: characters.iter().collect(), datum: false };
        let mut first = stretches[..place].to_vec();
        first.push(piece(&characters[..cut]));
        let mut second = vec![piece(&characters[cut..])];
        second.extend(stretches[place + 1..].iter().cloned());
        self.blocks[at].1 = first;
        self.blocks.insert(at + 1, (found(Shape::Paragraph), second));
    }

    fn join(&mut self, at: usize) {
        let paragraph = |block: &(DocumentBlock, Vec<Stretch>)| block.0.shape == Shape::Paragraph;
        if at + 1 < self.blocks.len() && paragraph(&self.blocks[at]) && paragraph(&self.blocks[at + 1]) {
            let (_, second) = self.blocks.remove(at + 1);
            self.blocks[at].1.extend(second);
        }
    }

    /// What programs do on their own.
    fn clean_up(&mut self, at: usize) {
        for stretch in &mut self.blocks[at].1 {
            stretch.text =
                stretch.text.replace('，', "，\u{200b}").replace('抓', " 抓").replace('。', "。\u{a0}");
        }
    }

    /// Two data change places, each with the words before it.
    fn swap(&mut self, at: usize) {
        let stretches = &mut self.blocks[at].1;
        let data: Vec<usize> = (0..stretches.len()).filter(|place| stretches[*place].datum).collect();
        if let [_, one, two, ..] = data.as_slice() {
            stretches.swap(*one, *two);
            stretches.swap(one - 1, two - 1);
        }
    }
}

fn found(shape: Shape) -> DocumentBlock {
    DocumentBlock { shape, hints: Vec::new(), role: None, text: String::new(), pending: false }
}

/// New characters.
fn typed(world: &mut World, count: usize) -> String {
    (0..count).filter_map(|_| char::from_u32(TYPED + world.next() % 0x19c0)).collect()
}

/// Cuts a text at the values in it.
fn stretches(text: &str, values: &[String]) -> Vec<Stretch> {
    let first = values.iter().filter_map(|value| Some((text.find(value.as_str())?, value))).min();
    let Some((at, value)) = first else {
        return vec![Stretch { text: text.to_owned(), datum: false }];
    };
    let mut list = vec![
        Stretch { text: text[..at].to_owned(), datum: false },
        Stretch { text: value.clone(), datum: true },
    ];
    list.extend(stretches(&text[at + value.len()..], values));
    list
}
