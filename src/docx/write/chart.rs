//! A chart of an annex as a native one, with the workbook behind it, so that Word and WPS can edit it.
//!
//! ```xml
//! <w:p><w:pPr><w:pStyle w:val="Chart"/></w:pPr>…<w:r><w:drawing><wp:inline …><wp:extent cx="5616000" cy="3240000"/>…
//!   <a:graphic><a:graphicData uri="…/chart"><c:chart r:id="rIdChart1"/></a:graphicData></a:graphic></wp:inline>…</w:p>
//! <c:chartSpace>…<c:barChart><c:barDir val="bar"/>…<c:ser>…<c:cat><c:strRef><c:f>Sheet1!$A$2:$A$9</c:f>…
//!   <c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>
//! ```
//! Bars lie, since the names of activities are long; the first stands on top. Each has its number beside it, so that
//! no axis of numbers is needed. Grey prints well in black. The paragraph has lines as high as what is in them: an
//! exact line would cut off all of the chart but a line.

use super::style::{MILLIMETRE, Style, off, single_lines};
use crate::docx::characters::clean;
use crate::docx::kinds::Kind;
use crate::docx::views::{Paragraph, View, value};
use crate::finding::DocumentFault;
use crate::model::annex::{Chart, Exhibit};
use crate::model::element::{Role, StyleName};
use crate::model::look::{Face, Look};
use crate::model::report::Report;
use crate::package::parts::Parts;
use crate::package::xml::Element;

/// The style of the paragraph with a chart.
const STYLE: StyleName = Role::AnnexChart.style();
/// The heights of a bar and of what surrounds the bars, in millimetres, and the most that a page holds.
const BAR: f64 = 9.0;
const AROUND: f64 = 12.0;
const MOST: f64 = 120.0;
/// How many English metric units, the lengths of DrawingML, a point has.
const EMU: f64 = 12_700.0;
/// Size of the chart's text in hundredths of a point.
const SIZE: &str = "1050";
/// The colours of the bars, one a series, told apart in black print too; then they begin again.
const GREYS: [&str; 4] = ["7F7F7F", "D9D9D9", "404040", "A6A6A6"];
/// Millimetres that the names of several series take.
const LEGEND: f64 = 8.0;

const CHART: &str = "http://schemas.openxmlformats.org/drawingml/2006/chart";
const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
const INLINE: &str = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const SHEETS: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const CHART_TYPE: &str = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml";
const BOOK_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/// The style of the paragraph with a chart.
pub(super) fn style() -> Style {
    Style::of(STYLE, "Normal").next(Role::Body.style().id).paragraph([
        off(Kind::SnapToGrid),
        single_lines(),
        value(Kind::Alignment, "center"),
    ])
}

/// Puts the charts of the report into their paragraphs and their parts into the package; gives id and target of
/// each for the document's relationships.
pub(super) fn put(
    document: &mut Element,
    report: &Report,
    look: &Look,
    package: &mut Parts,
) -> Result<Vec<(String, String)>, DocumentFault> {
    let exhibits = report.blocks.iter().filter_map(|block| block.exhibit.as_deref());
    let charts: Vec<&Chart> = exhibits
        .filter_map(|exhibit| match exhibit {
            Exhibit::Chart(chart) => Some(chart),
            Exhibit::Table(_) => None,
        })
        .collect();
    let mut relationships = Vec::new();
    for (number, chart) in (1..).zip(&charts) {
        let (part, book) = (format!("charts/chart{number}.xml"), format!("embeddings/chart{number}.xlsx"));
        package.add(&format!("word/{part}"), CHART_TYPE, &space(chart, look));
        package.add_bytes(&format!("word/{book}"), &format!("{BOOK_TYPE}.sheet"), workbook(chart)?);
        package.relate(&format!("word/{part}"), &[("rId1", "package", &format!("../{book}"))]);
        relationships.push((format!("rIdChart{number}"), part));
    }
    let body = document.get_mut(Kind::Body);
    let paragraphs = body.into_iter().flat_map(Element::elements_mut);
    let of_charts = paragraphs.filter(|paragraph| Paragraph(&**paragraph).style() == Some(STYLE.id));
    for ((number, chart), paragraph) in (1..).zip(charts).zip(of_charts) {
        let drawing = inline(chart, number, look);
        let run = Kind::Run.element().holding(Kind::Drawing.element().holding(drawing));
        *paragraph = std::mem::take(paragraph).holding(run);
    }
    Ok(relationships)
}

/// The place of a chart in its line.
fn inline(chart: &Chart, number: usize, look: &Look) -> Element {
    let extent = Kind::Extent
        .element()
        .with("cx", emu(look.page.text_width))
        .with("cy", height(chart.points.len(), chart.series.len()).to_string());
    let sides = ["distT", "distB", "distL", "distR"];
    let inline = sides.into_iter().fold(Element::new("wp:inline"), |inline, side| inline.with(side, "0"));
    let reference = Element::new("c:chart")
        .with("xmlns:c", CHART)
        .with("xmlns:r", RELATIONSHIPS)
        .with("r:id", format!("rIdChart{number}"));
    let data = Element::new("a:graphicData").with("uri", CHART).holding(reference);
    let named = Kind::DrawingName
        .element()
        .with("id", number.to_string())
        .with("name", format!("统计图{number}"))
        .with("descr", clean(&described(chart)));
    inline
        .with("xmlns:wp", INLINE)
        .holding(extent)
        .holding(named)
        .holding(Element::new("wp:cNvGraphicFramePr"))
        .holding(Element::new("a:graphic").with("xmlns:a", DRAWING).holding(data))
}

/// Stands between what a chart shows and its figures, in the words for those who do not see it.
pub(in crate::docx) const SHOWN: char = '：';

/// What a chart shows, with its figures: 各活动类型的次数：座谈会3，党课1.
fn described(chart: &Chart) -> String {
    let number = |numbers: &[f64]| numbers.iter().map(f64::to_string).collect::<Vec<_>>().join("、");
    let points = chart.points.iter().map(|(name, numbers)| format!("{name}{}", number(numbers)));
    let points: Vec<String> = points.collect();
    format!("各{}的{}{SHOWN}{}", chart.axis, chart.series.join("、"), points.join("，"))
}

/// How high a chart of so many points in so many series is, in English metric units.
pub(in crate::docx) fn height(points: usize, series: usize) -> i64 {
    let legend = if series > 1 { LEGEND } else { 0.0 };
    let bars = (points * series.max(1)) as f64;
    ((AROUND + legend + BAR * bars).min(MOST) * MILLIMETRE * EMU).round() as i64
}

fn emu(millimetres: f64) -> String {
    format!("{}", (millimetres * MILLIMETRE * EMU).round())
}

/// An element of a chart with its value.
fn c(name: &str, said: &str) -> Element {
    Element::new(&format!("c:{name}")).with("val", said)
}

fn held(name: &str, children: impl IntoIterator<Item = Element>) -> Element {
    Element::new(name).holding_all(children)
}

/// The root of the chart's part (`c:chartSpace`): bars, axes, title, and the workbook behind them.
fn space(chart: &Chart, look: &Look) -> Element {
    let bars = held("c:barChart", [c("barDir", "bar"), c("grouping", "clustered"), c("varyColors", "0")])
        .holding_all((0..chart.series.len()).map(|number| series(chart, number)))
        .holding_all([c("gapWidth", "60"), c("axId", "1"), c("axId", "2")]);
    let plot = held("c:plotArea", [Element::new("c:layout"), bars, names_axis(), numbers_axis()]);
    let drawn = held("c:chart", [title(chart), c("autoTitleDeleted", "0"), plot])
        .holding_all((chart.series.len() > 1).then(legend))
        .holding_all([c("plotVisOnly", "1"), c("dispBlanksAs", "gap")]);
    let data = held("c:externalData", [c("autoUpdate", "0")]).with("r:id", "rId1");
    Element::new("c:chartSpace")
        .with("xmlns:c", CHART)
        .with("xmlns:a", DRAWING)
        .with("xmlns:r", RELATIONSHIPS)
        .holding_all([c("date1904", "0"), c("roundedCorners", "0"), drawn, frame(), text(look), data])
}

/// The title above the bars: what is compared and what the numbers are.
fn title(chart: &Chart) -> Element {
    let text = Element::new("a:t").saying(&clean(&format!("各{}{}", chart.axis, chart.series.join("、"))));
    let plain = Element::new("a:rPr").with("lang", "zh-CN").with("sz", SIZE).with("b", "0");
    let properties = held("a:pPr", [Element::new("a:defRPr").with("sz", SIZE).with("b", "0")]);
    let paragraph = held("a:p", [properties, held("a:r", [plain, text])]);
    let rich = held("c:rich", [Element::new("a:bodyPr"), Element::new("a:lstStyle"), paragraph]);
    held("c:title", [held("c:tx", [rich]), c("overlay", "0")])
}

/// Which bars are of which series, below them.
fn legend() -> Element {
    held("c:legend", [c("legendPos", "b"), c("overlay", "0")])
}

/// No frame and no background, so that the paper shows.
fn frame() -> Element {
    held("c:spPr", [Element::new("a:noFill"), held("a:ln", [Element::new("a:noFill")])])
}

/// The type of all text in the chart: that of the tables.
fn text(look: &Look) -> Element {
    let font = look.font(Face::Fangsong);
    let faces = ["a:latin", "a:ea"].map(|face| Element::new(face).with("typeface", font));
    let black = held("a:solidFill", [Kind::RgbColour.element().with("val", "000000")]);
    let run = Element::new("a:defRPr").with("sz", SIZE).holding(black).holding_all(faces);
    let paragraph = held("a:p", [held("a:pPr", [run]), Element::new("a:endParaRPr").with("lang", "zh-CN")]);
    held("c:txPr", [Element::new("a:bodyPr"), Element::new("a:lstStyle"), paragraph])
}

/// One series of the chart: its name and numbers stand in a column of the workbook behind that of the names.
fn series(chart: &Chart, number: usize) -> Element {
    let (last, column) = (chart.points.len() + 1, column(number + 1));
    let names = chart.points.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    let said = chart.points.iter().map(|(_, numbers)| numbers.get(number).map(f64::to_string));
    let numbers = said.map(Option::unwrap_or_default).collect::<Vec<_>>();
    let title = chart.series.get(number).map(std::slice::from_ref).unwrap_or_default();
    let title = cache("c:strCache", None, title);
    let names = cache("c:strCache", None, &names);
    let numbers = cache("c:numCache", Some("General"), &numbers);
    let fill = held(
        "a:solidFill",
        [Kind::RgbColour.element().with("val", *GREYS.iter().cycle().nth(number).unwrap_or(&GREYS[0]))],
    );
    let shown = ["showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize"];
    let labels = shown.map(|name| c(name, if name == "showVal" { "1" } else { "0" }));
    held(
        "c:ser",
        [
            c("idx", &number.to_string()),
            c("order", &number.to_string()),
            held("c:tx", [reference("c:strRef", &format!("Sheet1!${column}$1"), title)]),
            held("c:spPr", [fill]),
            c("invertIfNegative", "0"),
            held("c:dLbls", labels),
            held("c:cat", [reference("c:strRef", &format!("Sheet1!$A$2:$A${last}"), names)]),
            held("c:val", [reference("c:numRef", &format!("Sheet1!${column}$2:${column}${last}"), numbers)]),
        ],
    )
}

/// Where the data stand in the workbook, and what stood there.
fn reference(name: &str, cells: &str, cache: Element) -> Element {
    held(name, [Element::new("c:f").saying(cells), cache])
}

fn cache(name: &str, format: Option<&str>, said: &[String]) -> Element {
    let point = |(index, text): (usize, &String)| {
        let text = Element::new("c:v").saying(&clean(text));
        Element::new("c:pt").with("idx", index.to_string()).holding(text)
    };
    held(name, format.map(|format| Element::new("c:formatCode").saying(format)))
        .holding(c("ptCount", &said.len().to_string()))
        .holding_all(said.iter().enumerate().map(point))
}

/// The axis with the names, the first on top.
fn names_axis() -> Element {
    held(
        "c:catAx",
        [
            c("axId", "1"),
            held("c:scaling", [c("orientation", "maxMin")]),
            c("delete", "0"),
            c("axPos", "l"),
            c("majorTickMark", "none"),
            c("minorTickMark", "none"),
            c("tickLblPos", "nextTo"),
            c("crossAx", "2"),
            c("crosses", "autoZero"),
            c("auto", "1"),
            c("lblAlgn", "ctr"),
            c("lblOffset", "100"),
            c("noMultiLvlLbl", "0"),
        ],
    )
}

/// The axis of the numbers, which stand beside the bars.
fn numbers_axis() -> Element {
    held(
        "c:valAx",
        [
            c("axId", "2"),
            held("c:scaling", [c("orientation", "minMax"), c("min", "0")]),
            c("delete", "1"),
            c("axPos", "t"),
            Element::new("c:numFmt").with("formatCode", "General").with("sourceLinked", "1"),
            c("majorTickMark", "none"),
            c("minorTickMark", "none"),
            c("tickLblPos", "nextTo"),
            c("crossAx", "1"),
            c("crosses", "autoZero"),
            c("crossBetween", "between"),
        ],
    )
}

/// The letter of a column; there are no more than the columns of an annex.
fn column(number: usize) -> char {
    char::from(b'A' + u8::try_from(number.min(25)).unwrap_or_default())
}

/// The workbook that opens when a person edits the data: names in column A, the numbers of each series in one behind it.
fn workbook(chart: &Chart) -> Result<Vec<u8>, DocumentFault> {
    let text = |at: String, text: &str| {
        let said = Element::new("t").with("xml:space", "preserve").saying(&clean(text));
        Element::new("c").with("r", at).with("t", "inlineStr").holding(held("is", [said]))
    };
    let titles = chart.series.iter().enumerate();
    let head = held("row", [text("A1".to_owned(), &chart.axis)])
        .holding_all(titles.map(|(number, series)| text(format!("{}1", column(number + 1)), series)));
    let rows = (2..).zip(&chart.points).map(|(row, (name, numbers))| {
        let number = |(place, number): (usize, &f64)| {
            let said = Element::new("v").saying(&number.to_string());
            Element::new("c").with("r", format!("{}{row}", column(place + 1))).holding(said)
        };
        let numbers = numbers.iter().enumerate().map(number);
        held("row", [text(format!("A{row}"), name)]).holding_all(numbers).with("r", row.to_string())
    });
    let rows = held("sheetData", std::iter::once(head.with("r", "1")).chain(rows));
    let sheet = Element::new("worksheet").with("xmlns", SHEETS).holding(rows);
    let listed = Element::new("sheet").with("name", "Sheet1").with("sheetId", "1").with("r:id", "rId1");
    let book = Element::new("workbook")
        .with("xmlns", SHEETS)
        .with("xmlns:r", RELATIONSHIPS)
        .holding(held("sheets", [listed]));
    let mut package = Parts::default();
    package.add("xl/workbook.xml", &format!("{BOOK_TYPE}.sheet.main+xml"), &book);
    package.add("xl/worksheets/sheet1.xml", &format!("{BOOK_TYPE}.worksheet+xml"), &sheet);
    package.relate("", &[("rId1", "officeDocument", "xl/workbook.xml")]);
    package.relate("xl/workbook.xml", &[("rId1", "worksheet", "worksheets/sheet1.xml")]);
    Ok(package.zip()?)
}
