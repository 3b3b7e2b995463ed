//! The elements of WordprocessingML that the program knows, each under a word; all others are `Other`.

/// A table of words and names: an enum, and the way from one to the other.
macro_rules! kinds {
    ($($word:ident $name:literal),+ $(,)?) => {
        /// Which element of WordprocessingML an element is.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(in crate::docx) enum Kind { $(#[doc = $name] $word,)+ #[doc = "Any other element."] Other }

        impl Kind {
            /// What a name with its customary prefix stands for.
            pub(in crate::docx) fn of(name: &str) -> Kind {
                match name { $($name => Kind::$word,)+ _ => Kind::Other }
            }

            /// The name with its prefix; none of `Other`.
            pub(in crate::docx) const fn name(self) -> &'static str {
                match self { $(Kind::$word => $name,)+ Kind::Other => "" }
            }
        }
    };
}

kinds! {
    // What holds what.
    Document "w:document", Body "w:body", Paragraph "w:p", Run "w:r", Text "w:t", Table "w:tbl", Row "w:tr",
    Cell "w:tc", Section "w:sectPr", TextBox "w:txbxContent", Footer "w:ftr", Control "w:sdt",
    ControlContent "w:sdtContent", ControlFormat "w:sdtPr", ControlEndFormat "w:sdtEndPr", CustomXml "w:customXml",
    CustomXmlFormat "w:customXmlPr", SmartTag "w:smartTag", Hyperlink "w:hyperlink", Override "w:bdo",
    Direction "w:dir", Alternate "mc:AlternateContent", Choice "mc:Choice", Fallback "mc:Fallback",
    // What stands in a run, and beside runs.
    Tab "w:tab", PlacedTab "w:ptab", Break "w:br", Return "w:cr", Symbol "w:sym", HardHyphen "w:noBreakHyphen",
    SoftHyphen "w:softHyphen", PageNumber "w:pgNum", SimpleField "w:fldSimple", FieldMark "w:fldChar",
    Instruction "w:instrText", Ruby "w:ruby", RubyBase "w:rubyBase", Drawing "w:drawing", Picture "w:pict",
    Object "w:object", FootnoteMark "w:footnoteReference", EndnoteMark "w:endnoteReference", SubDocument "w:subDoc",
    ContentPart "w:contentPart", Formula "m:oMath", Formulas "m:oMathPara", RenderedBreak "w:lastRenderedPageBreak",
    // What marks a place.
    BookmarkStart "w:bookmarkStart", BookmarkEnd "w:bookmarkEnd", PaperField "wpsCustomData:docfieldStart",
    PaperFieldEnd "wpsCustomData:docfieldEnd", Comment "w:comment", Comments "w:comments",
    CommentStart "w:commentRangeStart", CommentEnd "w:commentRangeEnd", CommentMark "w:commentReference",
    CommentSign "w:annotationRef", ProofError "w:proofErr", PermissionStart "w:permStart",
    PermissionEnd "w:permEnd", DataBinding "w:dataBinding", NewDataBinding "w15:dataBinding",
    FormData "w:ffData", Alias "w:alias", ControlTag "w:tag", ShowsHint "w:showingPlcHdr", Hint "w:placeholder",
    // Changes that wait to be accepted or refused.
    Inserted "w:ins", Deleted "w:del", MovedFrom "w:moveFrom", MovedTo "w:moveTo", DeletedText "w:delText",
    DeletedInstruction "w:delInstrText", MovedFromStart "w:moveFromRangeStart", MovedToStart "w:moveToRangeStart",
    FormatChange "w:rPrChange", ParagraphChange "w:pPrChange", SectionChange "w:sectPrChange",
    TableChange "w:tblPrChange", RowExceptionChange "w:tblPrExChange", RowChange "w:trPrChange",
    CellChange "w:tcPrChange", GridChange "w:tblGridChange", CellInserted "w:cellIns", CellDeleted "w:cellDel",
    CellMerged "w:cellMerge", NumberingChange "w:numberingChange",
    // Styles.
    Styles "w:styles", Style "w:style", Name "w:name", BasedOn "w:basedOn", Next "w:next", Link "w:link",
    Defaults "w:docDefaults", FormatDefault "w:rPrDefault", ParagraphDefault "w:pPrDefault", Shown "w:qFormat",
    Priority "w:uiPriority", SemiHidden "w:semiHidden", HiddenUntilUsed "w:unhideWhenUsed", SessionId "w:rsid",
    ParagraphStyle "w:pStyle", RunStyle "w:rStyle", TableStyle "w:tblStyle",
    // The format of a paragraph.
    ParagraphFormat "w:pPr", KeepNext "w:keepNext", KeepLines "w:keepLines", PageBreakBefore "w:pageBreakBefore",
    Frame "w:framePr", WidowControl "w:widowControl", Numbering "w:numPr", NumberingId "w:numId",
    ParagraphBorders "w:pBdr", Tabs "w:tabs", Kinsoku "w:kinsoku", OverflowPunctuation "w:overflowPunct",
    SpaceLatin "w:autoSpaceDE", SpaceDigits "w:autoSpaceDN", AdjustRight "w:adjustRightInd",
    SnapToGrid "w:snapToGrid", Spacing "w:spacing", Indent "w:ind", Alignment "w:jc", OutlineLevel "w:outlineLvl",
    TextDirection "w:textDirection", DivId "w:divId", Conditional "w:cnfStyle", TightWrap "w:textboxTightWrap",
    // The format of a run.
    Format "w:rPr", Fonts "w:rFonts", Bold "w:b", Colour "w:color", Width "w:w", Kerning "w:kern", Size "w:sz",
    SizeOfOthers "w:szCs", Language "w:lang", Highlight "w:highlight", Shading "w:shd", Vanish "w:vanish",
    WebHidden "w:webHidden", NoProof "w:noProof", Italic "w:i", Underline "w:u",
    // Tables.
    TableFormat "w:tblPr", Floating "w:tblpPr", Overlap "w:tblOverlap", TableWidth "w:tblW", TableIndent "w:tblInd",
    TableBorders "w:tblBorders", TableLayout "w:tblLayout", TableMargins "w:tblCellMar", Grid "w:tblGrid",
    GridColumn "w:gridCol", RowFormat "w:trPr", RowException "w:tblPrEx", RowHeight "w:trHeight",
    HeaderRow "w:tblHeader", Unsplit "w:cantSplit", GridBefore "w:gridBefore", HiddenRow "w:hidden", CellFormat "w:tcPr",
    CellWidth "w:tcW", CellBorders "w:tcBorders", GridSpan "w:gridSpan", Merge "w:vMerge",
    VerticalAlignment "w:vAlign", Top "w:top", Left "w:left", Bottom "w:bottom", Right "w:right",
    InnerRules "w:insideH", InnerColumns "w:insideV",
    // What names a style elsewhere, and lists to choose from of the old kind.
    StyleLink "w:styleLink", ListStyle "w:numStyleLink", TableDefault "w:defaultTableStyle", DropDown "w:ddList",
    Chosen "w:result", Default "w:default", Entry "w:listEntry",
    // Sections.
    PageSize "w:pgSz", PageMargins "w:pgMar", SectionType "w:type", PageNumbers "w:pgNumType",
    FirstPage "w:titlePg", DocumentGrid "w:docGrid", FooterReference "w:footerReference",
    EvenAndOdd "w:evenAndOddHeaders", HeaderReference "w:headerReference",
    // Drawings.
    Extent "wp:extent", InLine "wp:inline", DrawingName "wp:docPr", RgbColour "a:srgbClr", DrawnLine "v:line",
}

/// The attributes in which formats are said.
pub(in crate::docx) mod said {
    macro_rules! names {
        ($($word:ident $name:literal),+ $(,)?) => {
            $(#[doc = $name] pub(in crate::docx) const $word: &str = $name;)+
        };
    }
    names! {
        ASCII "w:ascii", LATIN "w:hAnsi", CHINESE "w:eastAsia", ASCII_THEME "w:asciiTheme", LATIN_THEME "w:hAnsiTheme",
        CHINESE_THEME "w:eastAsiaTheme", HINT "w:hint", LEFT "w:left", START "w:start",
        RIGHT "w:right", END "w:end", FIRST "w:firstLine", HANGING "w:hanging", LEFT_CHARS "w:leftChars",
        START_CHARS "w:startChars", RIGHT_CHARS "w:rightChars", END_CHARS "w:endChars", FIRST_CHARS "w:firstLineChars",
        HANGING_CHARS "w:hangingChars", BEFORE "w:before", AFTER "w:after",
        LINE "w:line", RULE "w:lineRule", TYPE "w:type", DEFAULT "w:default", COLOUR "w:color",
        WIDTH "w:w", HEIGHT "w:h", TOP "w:top", BOTTOM "w:bottom", GUTTER "w:gutter",
        PITCH "w:linePitch", INSTRUCTION "w:instr", CELL_SPACE "w:charSpace",
        BEFORE_LINES "w:beforeLines", BEFORE_AUTO "w:beforeAutospacing", RELATION "r:id",
        LIST "w:numId", LIST_SHAPE "w:abstractNumId", LIST_LEVEL "w:ilvl", LIST_LEVELS "w:lvl", FILL "w:fill",
        ACROSS "w:xAlign", EIGHTHS "w:sz",
    }
}
