//! A file of `common/` that is nothing but lists of words → those lists, with what is asked of them.

use serde::Deserialize;

use crate::text::fold::word_key;
use crate::text::numbering::header;

/// Lists of words of one file: a kind's own file adds to the shared one.
macro_rules! word_lists {
    ($(#[$about:meta])* $name:ident { $($(#[$says:meta])* $list:ident,)* }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
        #[serde(deny_unknown_fields, default)]
        pub struct $name { $($(#[$says])* pub $list: Vec<String>,)* }

        impl $name {
            /// Takes in the words of another file.
            pub(super) fn add(&mut self, more: Self) {
                $(self.$list.extend(more.$list);)*
            }

            /// The lists by the names that they have in the file.
            pub(super) fn lists(&self) -> Vec<(&'static str, &[String])> {
                vec![$((stringify!($list), self.$list.as_slice())),*]
            }
        }
    };
}

word_lists! {
    /// The words by which values of each type are known, from `common/values.toml`.
    ValueWords {
        /// First characters of names of persons, any number in one word.
        surnames,
        /// Endings of names of units (局, 镇, 支部).
        unit_ends,
        /// How they end too, where other things do.
        loose_unit_ends,
        /// What a name holds that speaks of several units (各).
        collective,
        /// What stands before a word for units and makes no name of it (下属).
        belonging,
        /// Words for units that name none by themselves (科室).
        generic,
        /// What names of files hold besides the unit.
        paper_words,
        /// Endings of titles of materials that stand without 《》 (通报, 办法).
        material_ends,
        /// What no title of a material says.
        speech,
        /// What titles and names say of a list that is of an earlier period.
        earlier,
        /// Kinds of those who give opinions: a column of them names no aspect.
        givers,
        /// What stands before them and changes nothing (区人大代表).
        giver_places,
        /// What says the same as the cell above.
        dittos,
        /// Words that stand where a date is due.
        deadlines,
        /// Words that stand there when it is over.
        met,
        /// Endings of a text that says when something is due (6月底前).
        due_ends,
        /// What a column of numbers says of those who are none of the sum.
        apart,
        /// What is noted behind the name of one who did not come.
        absent,
        /// Words of a group of people: a name holds none.
        peoples,
        /// How a person is addressed behind the name.
        address,
        /// How one is addressed behind a whole name.
        courtesies,
        /// Posts that stand before or behind a name (支部书记).
        posts,
        /// Surnames of two characters (欧阳).
        long_surnames,
        /// What a date without a day ends with.
        month_ends,
        /// By what a column of yes and no is told from others.
        flags,
        /// What ticks a cell whose column says what that means.
        ticks,
        /// Cells that say yes, whole (是, √).
        yes,
        /// Cells that say no, whole (否, ×).
        no,
        /// What a cell begins with that says yes.
        yes_opens,
        /// What a cell begins with that says no.
        no_opens,
        /// Endings of names of files (.jpg), by which a cell that names one is known.
        files,
    }
}

word_lists! {
    /// What tells rows apart, and what stands above and below a table.
    RowWords {
        /// Words of a row of totals (合计), without digits, punctuation and measure words.
        totals,
        /// Those of them before which may stand over what the total is.
        sums,
        /// What stands there (全镇合计).
        scopes,
        /// What begins a note before a colon.
        notes,
        /// What begins a note that needs no colon (填表说明).
        open_notes,
        /// What begins a footer (填表人, 审核人).
        footers,
        /// Labels of the reporting unit that need no colon (填报单位).
        unit_labels,
        /// Labels of the unit that need a colon, since a header may say the same (单位).
        short_unit_labels,
        /// Labels of the date that need no colon (填报时间).
        date_labels,
        /// Labels of the date that need a colon, since a header may say the same (日期).
        short_date_labels,
        /// What stands for a seal or a signature.
        seals,
        /// What stands before a title and is no part of it (附件).
        annexes,
        /// What says that a row is an example.
        examples,
        /// What a row of hints says in each cell.
        hints,
        /// Headers of columns that only number the rows (序号).
        running,
        /// What a total says that is none of the whole table.
        partial,
        /// Those that are no sums (平均).
        means,
    }
}

word_lists! {
    /// How the clauses of a remark hang together.
    ClauseWords {
        /// What joins an opinion to an agreement.
        joints,
        /// What joins something that is wrong to praise before it (但是).
        adversatives,
        /// What says that something lacks or is wished (不, 缺, 请), so that a remark does not only praise.
        lacks,
        /// What a clause ends with that says by itself that something is wrong (滞后).
        amiss,
    }
}

word_lists! {
    /// The words with which labels and questions ask for opinions, from `common/asks.toml`.
    AskWords {
        /// What is asked for (意见, 建议), alone or joined.
        asked,
        /// What is asked for beside those only (评价, 批评).
        beside,
        /// What joins two words that are asked for (和, 及).
        with,
        /// What stands between the thing that is asked about and what is asked for (存在的, 哪些).
        joints,
        /// What stands before the thing that is asked about.
        openings,
        /// What begins a header that names that thing.
        about,
        /// Words that begin so and name none.
        unabout,
        /// What a label holds that asks who should see to it, and for no opinion.
        elsewhere,
        /// What was done to what is asked for.
        done,
        /// What marks an aspect wherever it stands (方面).
        mark,
        /// What leads in the name of an aspect before that mark (在联系群众方面).
        within,
        /// Endings of names of aspects (工作, 建设).
        aspects,
        /// What ends a name when the work of somebody is asked about.
        work,
        /// Endings of the names of those whose work it is (法院, 班子).
        whose,
        /// Bodies that titles name as spoken of without saying 对.
        bodies,
        /// Words that only end like one of those (大局).
        unwhose,
        /// Words of a question that is answered by a sentence (什么, 如何).
        open,
        /// What a line that leads in ends with.
        follows,
        /// How titles of papers end that ask others.
        notices,
    }
}

word_lists! {
    /// What names of files and sheets say of the edition of a table.
    EditionWords {
        /// What copying adds at the end of a name (副本).
        copies,
        /// Words of an edition that takes the place of others.
        newer,
        /// Words of one whose place others take.
        older,
        /// What of these closes a name and tells no other table.
        marks,
        /// What stands before the number of an edition.
        numbered,
        /// What stands behind it (第2稿).
        drafts,
        /// Forms in which a survey is exported.
        exports,
        /// Those of these forms that stand at the end of a name.
        export_ends,
        /// Those in which answers are numbers of choices.
        coded,
    }
}

word_lists! {
    /// How opinions are compared; of all but `lacking` any number of characters stand in one word.
    CompareWords {
        /// Characters that say nothing of the matter and are left out (的).
        particles,
        /// What makes a numeral before it a number.
        counted,
        /// What belongs to a number before it.
        numbered,
        /// What 一 counts without meaning a number.
        idle,
        /// What joins a name to the words before it.
        joining,
        /// What words of lack are compared as.
        lacking,
    }
}

word_lists! {
    /// How cells name aspects and problems, and what is said where none is named.
    ClassWords {
        /// The scheme whose aspects are those of the catalogue.
        catalogue,
        /// What stands behind the name of an aspect first.
        openings,
        /// What stands behind that (存在的).
        links,
        /// What stands at the end (问题).
        ends,
        /// Words of a question (意见, 建议): a text with them is no aspect, though it may hold the name of one.
        asking,
        /// What denies a keyword behind it, whatever follows (不存在).
        denials,
        /// What does so only before a problem.
        problem_denials,
        /// The words of a problem, before which those deny (问题).
        problems,
        /// What stands before the number of a problem.
        number_openings,
        /// What stands behind the number of a problem (项).
        number_closings,
        /// What stands behind all of that (问题).
        number_ends,
        /// The member of a group that holds what names none.
        blank,
        /// The aspect of opinions that have none.
        unclassified,
    }
}

impl ClassWords {
    /// The member of a figure by group that holds the entries whose cell is blank.
    #[must_use]
    pub fn blank(&self) -> &str {
        self.blank.last().map_or("", String::as_str)
    }

    /// What stands for the aspect of opinions that have none.
    #[must_use]
    pub fn unclassified(&self) -> &str {
        self.unclassified.last().map_or("", String::as_str)
    }
}

impl RowWords {
    /// What stands behind the word of a total (`合 计：120条`), without white space.
    #[must_use]
    pub fn behind_total(&self, text: &str) -> Option<String> {
        let cleaned = header(text);
        let rests = self.totals.iter().filter_map(|word| cleaned.strip_prefix(word.as_str()));
        let rest = rests.min_by_key(|rest| rest.len())?;
        Some(rest.trim_start_matches(':').to_owned())
    }
}

impl ValueWords {
    /// What a cell of yes and no says: 是, √, ☑, 已销号; 否, ×, □, 未销号. None when it says neither.
    #[must_use]
    pub fn flag(&self, text: &str) -> Option<bool> {
        let key = word_key(text);
        let says = |whole: &[String], opens: &[String]| {
            whole.contains(&key) || opens.iter().any(|word| key.starts_with(word.as_str()))
        };
        let no = says(&self.no, &self.no_opens);
        (no || says(&self.yes, &self.yes_opens)).then_some(!no)
    }

    /// How names of units end, loosely too.
    pub fn all_unit_ends(&self) -> impl Iterator<Item = &String> {
        self.unit_ends.iter().chain(&self.loose_unit_ends)
    }
}

impl AskWords {
    /// Whether a text says whom or what something is about (对领导班子).
    #[must_use]
    pub fn is_about(&self, text: &str) -> bool {
        let begins = |words: &[String]| words.iter().any(|word| text.starts_with(word.as_str()));
        begins(&self.about) && !begins(&self.unabout)
    }
}
