"""Writes red heads whose marks and lines stand fast on their sheet, and forms that say little, as 版式.

    python3 tests/fidelity/fixed.py tests/fixtures/letterhead

Each is rebuilt by hand after what generators of official papers, office systems and WPS write. `fast` has a box beside the
sheet, blank lines above its mark and a red line, both placed on the sheet; `letter` the head of a letter, whose mark stands
at the top; `united` the organs of a joint paper in one box, the word behind them in another; `crossed` a mark in the text
and a red line on the sheet, a masked name and a page number written by hand; `untitled` a red title in brackets above a
red line; `briefing` a head that waits for year and issue, and labels without a value; `coded` the letters of an office around
the place of a number; `unheaded` places alone, without a mark; `worded` a title with a place in it; `bolded` a text in bold.
"""
import sys

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from forms import CENTRE, RIGHT, centred, marks, put, words
from letterheads import RED, border, drawn_rule, line, page_numbers, paper, run

PITCH = 28.95


def floating(paragraph, number, top, height, inner=None, left=0, width=156, of="page"):
    """A box, or a red line without one, at a height of its sheet in tenths of a millimetre."""
    drawn = (f'<wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx><wps:bodyPr lIns="0" tIns="0" rIns="0" bIns="0"/>'
             if inner else '<wps:bodyPr/>')
    shape = 'rect' if inner else 'line'
    ink = '<a:noFill/>' if inner else '<a:solidFill><a:srgbClr val="FF0000"/></a:solidFill>'
    old = (f'<v:rect style="position:absolute;margin-left:0;margin-top:{top * 0.2835:.1f}pt;width:{width * 2.835:.0f}pt;'
           f'height:{height * 0.2835:.1f}pt;mso-position-vertical-relative:{of}" stroked="f" filled="f"><v:textbox>'
           f'<w:txbxContent>{inner}</w:txbxContent></v:textbox></v:rect>' if inner else
           f'<v:line style="position:absolute;mso-position-vertical-relative:{of}" from="0,{top * 0.2835:.1f}pt" '
           f'to="442pt,{top * 0.2835:.1f}pt" strokecolor="red"/>')
    paragraph._p.append(parse_xml(
        f'<w:r {nsdecls("w", "wp")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
        ' xmlns:v="urn:schemas-microsoft-com:vml"><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="5" behindDoc="0" locked="0"'
        ' layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column">'
        f'<wp:posOffset>{left * 36000}</wp:posOffset></wp:positionH><wp:positionV relativeFrom="{of}">'
        f'<wp:posOffset>{top * 3600}</wp:posOffset></wp:positionV><wp:extent cx="{width * 36000}" cy="{height * 3600}"/>'
        f'<wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/><wp:docPr id="{number}" name="图形 {number}"/>'
        '<wp:cNvGraphicFramePr/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr/>'
        f'<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width * 36000}" cy="{height * 3600}"/></a:xfrm>'
        f'<a:prstGeom prst="{shape}"><a:avLst/></a:prstGeom><a:noFill/><a:ln w="19050">{ink}</a:ln></wps:spPr>{drawn}'
        f'</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict>{old}</w:pict>'
        '</mc:Fallback></mc:AlternateContent></w:r>'))


def exact(document, text="", align=None):
    return line(document, text, align=align, exact=PITCH)


def main_part(document):
    exact(document)
    line(document, "[此处输入文件标题]", "方正小标宋简体", 22, CENTRE, PITCH)
    exact(document)
    exact(document, "[此处输入主送机关]：")
    line(document, "[此处输入正文内容]", indent=32, exact=PITCH)
    exact(document, "XXXX人民政府", RIGHT)
    exact(document, "2020年2月19日", RIGHT)
    page_numbers(document)
    return document


def fast():
    document = paper()
    floating(exact(document), 101, -100, 90, f'<w:p>{words("★", 24, "FF0000")}</w:p>')
    exact(document)
    exact(document)
    floating(exact(document), 102, 715, 370, centred(words("XXXX人民政府文件", 40, "FF0000")))
    for _ in range(3):
        exact(document)
    exact(document, "〔2020〕号                            签发人：□□□", CENTRE)
    floating(exact(document), 103, 1208, 0)
    return main_part(document)


def letter():
    document = paper()
    floating(exact(document), 111, 370, 200, centred(words("XXXX人民政府", 40, "FF0000")))
    exact(document)
    number = exact(document, "〔2020〕XX号", RIGHT)
    floating(number, 112, 583, 0)
    exact(document)
    return main_part(document)


def united():
    document = paper()
    floating(exact(document), 121, 1004, 267, f'<w:p>{words("文件", 40, "FF0000")}</w:p>', 124, 27)
    for _ in range(8):
        exact(document)
    organs = marks(["XXXX人民政府", "发文机关二", "发文机关三", "发文机关四"], 45)
    floating(exact(document), 122, 690, 847, organs, 5, 115)
    for _ in range(3):
        exact(document)
    exact(document, "〔2020〕号", CENTRE)
    floating(exact(document), 123, 1813, 0)
    return main_part(document)


def crossed():
    document = paper(25.4, 31.7, 31.7, 25.4)
    line(document, "云岭市某某有限公司文件", "宋体", 36, CENTRE, None, colour=RED)
    line(document, "")
    line(document, "某某字[2017]第2号", "仿宋", 14, CENTRE, None)
    line(document, "")
    title = line(document, "关于落实安全生产责任制的通知", "黑体", 24, CENTRE, None)
    floating(title, 131, 643, 0)
    line(document, "各项目部：", "仿宋", 14, exact=None)
    line(document, "为落实有关规定，保证安全生产，现将责任制发给你们，请遵照执行，并将执行情况报来。", "仿宋", 14, exact=None, indent=28)
    line(document, "2017年2月25日", "仿宋", 14, RIGHT, None)
    run(document.sections[0].footer.paragraphs[0], "第 1 页 共 1 页", "宋体", 9)
    return document


def bookmarked(number, name, inner):
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{inner}<w:bookmarkEnd w:id="{number}"/>'


def untitled():
    document = paper(25.4, 31.7, 31.7, 25.4)
    title = line(document, "", align=CENTRE, exact=None)
    put(title, bookmarked(141, "PO_sTitle", words("[公文标题]", 22, "FF0000")))
    drawn_rule(line(document, "", exact=None))
    line(document, "", exact=None)
    put(line(document, "", exact=None), bookmarked(142, "PO_STextS", words("[正文]", 16)))
    line(document, "主题词：[主题词]", exact=None)
    return document


def briefing():
    document = paper()
    line(document, "云岭工作简报", "方正小标宋简体", 36, CENTRE, 60, colour=RED)
    put(line(document, "", align=CENTRE), bookmarked(151, "briefingyear", "") + words("年第", 16)
        + bookmarked(152, "briefingnum", "") + words(" 期", 16))
    drawn_rule(line(document, ""))
    put(line(document, ""), bookmarked(153, "Content", words("内容", 16)))
    for number, (label, name) in enumerate([("报送：", "reportReceiverDeptName"), ("发送：", "copyReceiverDeptName")]):
        paragraph = line(document, label, "仿宋", 14)
        border(paragraph, "top", "000000", 6)
        put(paragraph, bookmarked(154 + number, name, words(" ", 14)))
    page_numbers(document)
    return document


def coded():
    document = paper()
    line(document, "云岭软件公司文件", "方正小标宋简体", 36, CENTRE, None, colour=RED)
    put(line(document, "", align=CENTRE), words("云软发[", 16) + bookmarked(161, "PO_DocNum", words("001", 16)) + words("]号", 16))
    drawn_rule(line(document, ""))
    put(line(document, ""), bookmarked(162, "PO_STextS", words("[正文]", 16)))
    page_numbers(document)
    return document


def unheaded():
    document = paper()
    for text, align in [("{{MEETING_NUMBER}}", CENTRE), ("{{BODY_PLACEHOLDER}}", None), ("{{SIGNOFF_DATE}}", RIGHT)]:
        line(document, text, align=align)
    page_numbers(document)
    return document


def worded():
    document = paper()
    line(document, "关于召开{{会议名称}}的通知", "方正小标宋简体", 22, CENTRE, 34)
    for text, align in [("{{主送机关}}：", None), ("{{会议缘由}}", None), ("{{落款单位}}", RIGHT), ("{{日期}}", RIGHT)]:
        line(document, text, align=align)
    page_numbers(document)
    return document


def bolded():
    document = paper()
    line(document, "会议纪要", "黑体", 22, CENTRE, 34)
    run(line(document, "", exact=None), "会议时间：{{会议时间}}", "宋体", 16, bold=True)
    run(line(document, "", exact=None), "{{会议主要内容}}", "宋体", 16, bold=True)
    page_numbers(document)
    return document


def main(folder):
    for make in [fast, letter, united, crossed, untitled, briefing, coded, unheaded, worded, bolded]:
        make().save(f"{folder}/{make.__name__}.docx")


if __name__ == "__main__":
    main(sys.argv[1])
