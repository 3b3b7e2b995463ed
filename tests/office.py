"""Turns grids of words into the files that offices keep (.xlsx, .docx), with nothing but the standard library.

A grid is a list of rows of strings. "<" is covered by the cell on its left, "^" by the cell above, "\\n" is a line
break, "@2024-03-05" is a date cell; what reads as a plain number of up to ten digits is a number cell.
"""

import datetime
import re
import zipfile
from xml.sax.saxutils import escape

REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PKG = "http://schemas.openxmlformats.org/package/2006"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STYLES = (
    '<fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts>'
    '<fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
    "<borders count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs>"
    '<cellXfs count="2"><xf/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs>'
)


def letters(column):
    """The letters of a column counted from 0."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def areas(grid):
    """(top, left, bottom, right) of every cell that covers others."""
    root = {}
    for r, row in enumerate(grid):
        for c, text in enumerate(row):
            above, left = root.get((r - 1, c)), root.get((r, c - 1))
            root[r, c] = left if text == "<" and left else above if text == "^" and above else (r, c)
    spans = {}
    for (r, c), top in root.items():
        bottom, right = spans.get(top, top)
        spans[top] = (max(bottom, r), max(right, c))
    return [(*top, *end) for top, end in sorted(spans.items()) if top != end]


def cell(r, c, text):
    at = f"{letters(c)}{r + 1}"
    if re.fullmatch(r"@\d{4}-\d\d-\d\d", text):
        days = (datetime.date.fromisoformat(text[1:]) - datetime.date(1899, 12, 30)).days
        return f'<c r="{at}" s="1"><v>{days}</v></c>'
    if re.fullmatch(r"-?(0|[1-9]\d{0,9})(\.\d+)?", text):
        return f'<c r="{at}"><v>{text}</v></c>'
    words = escape(text.replace("\\n", "\n"))
    return f'<c r="{at}" t="inlineStr"><is><t xml:space="preserve">{words}</t></is></c>'


def package(path, parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, xml in parts:
            file.writestr(name, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + xml)


def relations(items):
    body = "".join(f'<Relationship Id="r{n}" Type="{REL}/{kind}" Target="{to}"/>' for n, (kind, to) in enumerate(items, 1))
    return f'<Relationships xmlns="{PKG}/relationships">{body}</Relationships>'


def types(items):
    body = "".join(f'<Override PartName="{part}" ContentType="application/vnd.openxmlformats-officedocument.{kind}+xml"/>' for part, kind in items)
    rels = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return f'<Types xmlns="{PKG}/content-types">{rels}<Default Extension="xml" ContentType="application/xml"/>{body}</Types>'


def xlsx(path, sheet, grid):
    """A workbook of one sheet."""
    rows = []
    for r, row in enumerate(grid):
        cells = "".join(cell(r, c, text) for c, text in enumerate(row) if text not in ("", "<", "^"))
        rows.append(f'<row r="{r + 1}">{cells}</row>')
    merged = areas(grid)
    merges = "".join(f'<mergeCell ref="{letters(b)}{a + 1}:{letters(d)}{c + 1}"/>' for a, b, c, d in merged)
    merges = f'<mergeCells count="{len(merged)}">{merges}</mergeCells>' if merged else ""
    package(path, [
        ("[Content_Types].xml", types([("/xl/workbook.xml", "spreadsheetml.sheet.main"), ("/xl/styles.xml", "spreadsheetml.styles"), ("/xl/worksheets/sheet1.xml", "spreadsheetml.worksheet")])),
        ("_rels/.rels", relations([("officeDocument", "xl/workbook.xml")])),
        ("xl/workbook.xml", f'<workbook xmlns="{SHEET}" xmlns:r="{REL}"><sheets><sheet name="{escape(sheet)}" sheetId="1" r:id="r1"/></sheets></workbook>'),
        ("xl/_rels/workbook.xml.rels", relations([("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml")])),
        ("xl/styles.xml", f'<styleSheet xmlns="{SHEET}">{STYLES}</styleSheet>'),
        ("xl/worksheets/sheet1.xml", f'<worksheet xmlns="{SHEET}"><sheetData>{"".join(rows)}</sheetData>{merges}</worksheet>'),
    ])


def paragraph(text):
    return f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def docx(path, above, grid):
    """A document of paragraphs and, below them, one table."""
    span = {(a, b): (c, d) for a, b, c, d in areas(grid)}
    rows = []
    for r, row in enumerate(grid):
        cells, c = [], 0
        while c < len(row):
            top = next(((a, b, e, f) for (a, b), (e, f) in span.items() if a <= r <= e and b == c), None)
            last = top[3] if top else c
            down = "" if not top or top[2] == top[0] else '<w:vMerge w:val="restart"/>' if top[0] == r else "<w:vMerge/>"
            wide = f'<w:gridSpan w:val="{last - c + 1}"/>' if last > c else ""
            lines = [""] if top and top[0] < r else row[c].split("\\n")
            cells.append(f'<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/>{wide}{down}</w:tcPr>{"".join(map(paragraph, lines))}</w:tc>')
            c = last + 1
        rows.append(f'<w:tr>{"".join(cells)}</w:tr>')
    columns = '<w:gridCol w:w="2000"/>' * max(map(len, grid))
    table = f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{"".join(rows)}</w:tbl>'
    body(path, "".join(map(paragraph, above)) + table + "<w:p/>")


def body(path, xml):
    """A document with this body."""
    package(path, [
        ("[Content_Types].xml", types([("/word/document.xml", "wordprocessingml.document.main")])),
        ("_rels/.rels", relations([("officeDocument", "word/document.xml")])),
        ("word/document.xml", f'<w:document xmlns:w="{WORD}"><w:body>{xml}</w:body></w:document>'),
    ])
