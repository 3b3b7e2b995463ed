//! Where the report goes in 成文/, by what was there before.

/// Where the report goes in 成文/.
#[derive(Debug, Clone, Default)]
pub struct Goes {
    /// The title that the workbooks give it; it names the file.
    pub title: String,
    /// What was there before.
    pub earlier: Earlier,
    /// Copies of the report in 成文/, by path: they may be replaced once they are in 历史/.
    pub ours: Vec<String>,
}

/// What was there before a run.
#[derive(Debug, Clone, Default)]
pub enum Earlier {
    /// Nothing.
    #[default]
    None,
    /// A report in 成文/: the new one takes its place.
    Inside {
        /// Its path.
        file: String,
        /// The base that it was made from, as XML.
        base: String,
        /// The title that the workbooks gave it.
        title: String,
    },
    /// A report that lies in the folder: it stays there.
    Outside {
        /// Its path.
        file: String,
    },
    /// Documents in 成文/ that are not ours: the fresh report goes beside them.
    Foreign,
}
