//! Where the report goes in 成文/, by what was there before.

/// Where the report of a run is written, and what it takes the place of.
#[derive(Debug, Clone, Default)]
pub struct Goes {
    /// The title that the workbooks give it; it names the file.
    pub title: String,
    /// What lay in 成文/ and in the folder before the run.
    pub earlier: Earlier,
    /// Copies of the report in 成文/, by path: they may be replaced once they are in 历史/.
    pub ours: Vec<String>,
}

/// What lay there before a run, and so what becomes of it.
#[derive(Debug, Clone, Default)]
pub enum Earlier {
    /// No report and nothing that may be one.
    #[default]
    None,
    /// A report in 成文/: the new one takes its place.
    Inside {
        /// The path of that report, seen from the folder.
        file: String,
        /// The base that it was made from, as XML.
        base: String,
        /// The title that the workbooks gave it.
        title: String,
    },
    /// A report that lies in the folder: it stays there.
    Outside {
        /// The path of that report, seen from the folder.
        file: String,
    },
    /// Documents in 成文/ that are not ours: the fresh report goes beside them.
    Foreign,
}
