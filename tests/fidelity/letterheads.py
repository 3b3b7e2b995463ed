"""Writes documents that offices use as 版式: red heads, places to be filled in, sample texts, 版记.

    python3 tests/fidelity/letterheads.py tests/fixtures/letterhead

Each is made as somebody in an office would make it, with python-docx and raw XML; no program of ours is involved.
`blank` is a form with sample words, direct formatting and a drawn line; `upward` has styles of its own, 签发人 and
paragraph borders; `issued` is a document of last year, its head and 版记 in tables; `braces` says in braces what goes
where; `boxed` has its head in a text box and in content controls, and a first page of its own.
"""
import copy
import datetime
import sys

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

RED = RGBColor(0xFF, 0, 0)
W = nsdecls("w")


def paper(top=37, left=28, right=26, bottom=35):
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.left_margin = Mm(top), Mm(left)
    section.right_margin, section.bottom_margin = Mm(right), Mm(bottom)
    properties = document.core_properties
    properties.author, properties.title = "打字员小王", "红头模板"
    properties.created = properties.modified = datetime.datetime(2020, 1, 2)
    return document


def run(paragraph, text, font, size, colour=None, bold=None):
    run = paragraph.add_run(text)
    run.font.size, run.font.bold = Pt(size), bold
    run.font.name = font
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    if colour is not None:
        run.font.color.rgb = colour
    return run


def line(document, text, font="仿宋_GB2312", size=16, align=None, exact=28, indent=0, colour=None, style=None):
    paragraph = document.add_paragraph(style=style)
    form = paragraph.paragraph_format
    form.space_before = form.space_after = Pt(0)
    if exact:
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(exact)
    if indent:
        form.first_line_indent = Pt(indent)
    form.alignment = align
    if text:
        run(paragraph, text, font, size, colour)
    return paragraph


def drawn_rule(paragraph):
    """A red line as WPS draws it: VML, anchored in the paragraph."""
    paragraph._p.append(parse_xml(
        f'<w:r {W} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict>'
        '<v:line id="红线" style="position:absolute;z-index:1" from="0,6pt" to="442pt,6pt" '
        'strokecolor="red" strokeweight="1.5pt"/></w:pict></w:r>'))


def border(paragraph, side, colour, size):
    paragraph._p.get_or_add_pPr().insert_element_before(parse_xml(
        f'<w:pBdr {W}><w:{side} w:val="single" w:sz="{size}" w:space="1" w:color="{colour}"/></w:pBdr>'),
        "w:spacing", "w:ind", "w:jc")


def page_numbers(document):
    """— 1 — at the outer edges."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    for footer, side in [(section.footer, WD_ALIGN_PARAGRAPH.RIGHT), (section.even_page_footer, None)]:
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph.alignment = side
        run(paragraph, "— ", "宋体", 14)
        field = run(paragraph, "", "宋体", 14)._r
        for kind, inner in [("begin", None), (None, " PAGE "), ("end", None)]:
            field.append(parse_xml(f'<w:fldChar {W} w:fldCharType="{kind}"/>' if kind else
                                   f'<w:instrText {W} xml:space="preserve">{inner}</w:instrText>'))
        run(paragraph, " —", "宋体", 14)


def bordered(table, borders):
    properties = table._tbl.tblPr
    # Its attributes are younger than Office 2007.
    properties.remove(properties.find(qn("w:tblLook")))
    properties.append(parse_xml(f"<w:tblBorders {W}>{borders}</w:tblBorders>"))


def foot_table(document, rows):
    """版记 as a table: rules above, between and below; `rows` are lists of cells."""
    table = document.add_table(0, 2)
    borders = "".join(f'<w:{side} w:val="{value}" w:sz="8" w:space="0" w:color="000000"/>' for side, value in [
        ("top", "single"), ("left", "nil"), ("bottom", "single"), ("right", "nil"),
        ("insideH", "single"), ("insideV", "nil")])
    bordered(table, borders)
    for texts in rows:
        cells = table.add_row().cells
        if len(texts) == 1:
            cells[0].merge(cells[1])
        for cell, text in zip(cells, texts):
            run(cell.paragraphs[0], text, "仿宋_GB2312", 14)
        if len(texts) == 2:
            cells[1].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    return table


def sample_body(document, centred=WD_ALIGN_PARAGRAPH.CENTER):
    line(document, "标题（二号小标宋）", "华文中宋", 22, centred, 34)
    line(document, "", exact=28)
    line(document, "主送机关：")
    line(document, "正文正文正文正文正文正文正文正文正文正文正文正文正文正文正文正文。", indent=32)
    line(document, "一、一级标题", "黑体", 16, indent=32)
    line(document, "（一）二级标题", "楷体", 16, indent=32)
    line(document, "附件：1.附件名称", indent=32)
    line(document, "")
    line(document, "发文机关署名", align=WD_ALIGN_PARAGRAPH.RIGHT)
    line(document, "××××年×月×日", align=WD_ALIGN_PARAGRAPH.RIGHT)


def blank():
    document = paper()
    line(document, "云岭县人民代表大会常务委员会文件", "方正小标宋简体", 26, WD_ALIGN_PARAGRAPH.CENTER, None, colour=RED)
    line(document, "")
    line(document, "")
    line(document, "云人常发〔2022〕  号", align=WD_ALIGN_PARAGRAPH.CENTER)
    drawn_rule(line(document, ""))
    line(document, "")
    sample_body(document)
    for _ in range(3):
        line(document, "")
    foot_table(document, [["抄送：×××，×××。"], ["云岭县人大常委会办公室", "××××年×月×日印发"]])
    page_numbers(document)
    return document


def upward():
    document = paper(35, 27, 27, 32)
    styles = document.styles
    for name, font, size in [("公文标题", "方正小标宋_GBK", 22), ("公文正文", "方正仿宋_GBK", 16),
                             ("一级标题", "方正黑体_GBK", 16), ("二级标题", "方正楷体_GBK", 16)]:
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.font.size, style.font.name = Pt(size), font
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
        form = style.paragraph_format
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(29)
        if name == "公文标题":
            form.alignment = WD_ALIGN_PARAGRAPH.CENTER
        else:
            form.first_line_indent = Pt(32)
    line(document, "000000", "仿宋_GB2312")
    line(document, "云岭县人民代表大会常务委员会", "方正小标宋_GBK", 30, WD_ALIGN_PARAGRAPH.CENTER, None, colour=RED)
    line(document, "")
    number = line(document, "", exact=None)
    run(number, "云人常〔××××〕×号", "方正仿宋_GBK", 16)
    run(number, "                签发人：", "方正仿宋_GBK", 16)
    run(number, "×××", "方正楷体_GBK", 16)
    border(number, "bottom", "FF0000", 12)
    line(document, "")
    line(document, "")
    first = line(document, "抄送：×××。", "方正仿宋_GBK", 14)
    border(first, "top", "000000", 8)
    last = line(document, "云岭县人大常委会办公室          2022年  月  日印发", "方正仿宋_GBK", 14)
    border(last, "bottom", "000000", 8)
    page_numbers(document)
    return document


def issued():
    document = paper()
    head = document.add_table(1, 1)
    cell = head.rows[0].cells[0]
    cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    run(cell.paragraphs[0], "云岭县人民代表大会常务委员会", "方正小标宋简体", 30, RED)
    second = cell.add_paragraph()
    run(second, "云人常〔2021〕17号", "仿宋_GB2312", 16)
    run(second, "　　　　　　　　　　签发人：", "仿宋_GB2312", 16)
    run(second, "王　强", "楷体_GB2312", 16)
    bordered(head, '<w:bottom w:val="single" w:sz="16" w:space="0" w:color="FF0000"/>')
    line(document, "")
    line(document, "云岭县人民代表大会常务委员会", "方正小标宋简体", 22, WD_ALIGN_PARAGRAPH.CENTER, 34)
    line(document, "关于2021年度工作情况的报告", "方正小标宋简体", 22, WD_ALIGN_PARAGRAPH.CENTER, 34)
    line(document, "")
    line(document, "中共云岭县委：")
    line(document, "　　2021年，常委会在县委坚强领导下，依法履职，共召开常委会会议9次，听取和审议专项工作报告23项。")
    line(document, "　　一、坚持党的领导", "黑体", 16)
    two = line(document, "", indent=32)
    run(two, "（一）加强学习。", "楷体_GB2312", 16)
    run(two, "组织集中学习12次，研讨交流4次，参加人员236人次。", "仿宋_GB2312", 16)
    line(document, "　　1.履行监督职责", "仿宋_GB2312", 16)
    line(document, "　　特此报告。")
    line(document, "")
    line(document, "云岭县人民代表大会常务委员会", align=WD_ALIGN_PARAGRAPH.RIGHT)
    line(document, "2021年12月28日", align=WD_ALIGN_PARAGRAPH.RIGHT)
    line(document, "（联系人：赵敏，联系电话：0000-1234567）", indent=32)
    for _ in range(4):
        line(document, "")
    foot_table(document, [["抄送：县政府，县政协，县纪委监委。"], ["云岭县人大常委会办公室", "2021年12月29日印发"]])
    page_numbers(document)
    return document


def braces():
    document = paper()
    line(document, "{份号}")
    line(document, "{密级}", "黑体")
    line(document, "云岭县人民代表大会常务委员会文件", "方正小标宋简体", 26, WD_ALIGN_PARAGRAPH.CENTER, None, colour=RED)
    number = line(document, "{发文字号}", align=WD_ALIGN_PARAGRAPH.CENTER)
    border(number, "bottom", "FF0000", 12)
    line(document, "")
    line(document, "{标题}", "方正小标宋简体", 22, WD_ALIGN_PARAGRAPH.CENTER, 36)
    line(document, "{主送机关}：")
    line(document, "{正文}", indent=32)
    line(document, "{署名}", align=WD_ALIGN_PARAGRAPH.RIGHT)
    line(document, "{成文日期}", align=WD_ALIGN_PARAGRAPH.RIGHT)
    foot_table(document, [["抄送：{抄送机关}"], ["{印发机关}", "{印发日期}"], ["{印数}"]])
    page_numbers(document)
    return document


def boxed():
    document = paper()
    anchor = line(document, "")
    inner = ('<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:rFonts w:eastAsia="方正小标宋简体"/>'
             '<w:color w:val="FF0000"/><w:sz w:val="64"/></w:rPr><w:t>云岭县人大常委会文件</w:t></w:r></w:p>'
             '<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:rFonts w:eastAsia="仿宋_GB2312"/>'
             '<w:sz w:val="32"/></w:rPr><w:t>云人常发〔2022〕×号</w:t></w:r></w:p>')
    shape = (
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="5" behindDoc="0" locked="0"'
        ' layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="margin">'
        '<wp:posOffset>0</wp:posOffset></wp:positionH><wp:positionV relativeFrom="margin"><wp:posOffset>360000'
        '</wp:posOffset></wp:positionV><wp:extent cx="5616000" cy="1500000"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        '<wp:wrapTopAndBottom/><wp:docPr id="7" name="红头"/><wp:cNvGraphicFramePr/><a:graphic xmlns:a='
        '"http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri='
        '"http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/>'
        '<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="5616000" cy="1500000"/></a:xfrm><a:prstGeom prst="rect">'
        '<a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr><wps:txbx><w:txbxContent>'
        f'{inner}</w:txbxContent></wps:txbx><wps:bodyPr lIns="0" rIns="0"/></wps:wsp></a:graphicData></a:graphic>'
        '</wp:anchor>')
    anchor._p.append(parse_xml(
        f'<w:r {nsdecls("w", "wp")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
        ' xmlns:v="urn:schemas-microsoft-com:vml"><mc:AlternateContent>'
        f'<mc:Choice Requires="wps"><w:drawing>{shape}</w:drawing></mc:Choice><mc:Fallback><w:pict>'
        '<v:rect style="position:absolute;margin-left:0;margin-top:28pt;width:442pt;height:118pt" stroked="f" '
        f'filled="f"><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></v:rect></w:pict></mc:Fallback>'
        '</mc:AlternateContent></w:r>'))
    rule = line(document, "", exact=6)
    border(rule, "bottom", "C00000", 12)
    line(document, "")
    body = document.element.body
    start = len(body) - 1
    sample_body(document)
    # The sample stands in a content control, as forms of offices have it.
    control = parse_xml(f'<w:sdt {W}><w:sdtPr><w:alias w:val="正文"/><w:id w:val="99"/></w:sdtPr><w:sdtContent/></w:sdt>')
    for element in list(body)[start:-1]:
        control[-1].append(element)
    body.insert(len(body) - 1, control)
    section = document.sections[0]
    section.different_first_page_header_footer = True
    run(section.first_page_header.paragraphs[0], "内部文件", "楷体", 10.5)
    page_numbers(document)
    run(section.first_page_footer.paragraphs[0], "— 1 —", "宋体", 14)
    return document


def main(folder):
    for make in [blank, upward, issued, braces, boxed]:
        make().save(f"{folder}/{make.__name__}.docx")


if __name__ == "__main__":
    main(sys.argv[1])
