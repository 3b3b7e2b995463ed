"""Writes the forms of red heads that Word, WPS and office systems make, as 版式.

    python3 tests/fidelity/forms.py tests/fixtures/letterhead

Each is rebuilt by hand after what offices have, with python-docx and the XML of those programs; no program of ours is
involved. `masked` has XX, □ and words in brackets in place of everything, its mark and imprint in text boxes that are
drawn twice; `fielded` has the named form fields and bookmarks of office systems; `celled` an imprint of label and value
cells, a masked number in a table and a head of labels; `english` names in double braces; `controlled` content controls;
`oversized` a mark and a hint in the style of the body, the default margins and no page numbers; `decree` a bare 第  号 and
no text but a signature; `telegram` a table below its mark, with masks in its cells; `notice` a mark that floats and
no place for a number; `official` the fields of WPS for official papers.
"""
import sys

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt, RGBColor

from letterheads import RED, W, border, bordered, drawn_rule, foot_table, line, page_numbers, paper, run

CENTRE, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT


def words(text, size, colour=None, font="方正小标宋简体"):
    colour = f'<w:color w:val="{colour}"/>' if colour else ""
    return (f'<w:r><w:rPr><w:rFonts w:eastAsia="{font}"/>{colour}<w:sz w:val="{size * 2}"/></w:rPr>'
            f'<w:t xml:space="preserve">{text}</w:t></w:r>')


def box(paragraph, number, inner, top, height):
    """A text box that floats, for new programs and for old ones; `top` and `height` in millimetres."""
    shape = (
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="5" behindDoc="0" locked="0"'
        ' layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="margin">'
        f'<wp:posOffset>0</wp:posOffset></wp:positionH><wp:positionV relativeFrom="margin"><wp:posOffset>{top * 36000}'
        f'</wp:posOffset></wp:positionV><wp:extent cx="5616000" cy="{height * 36000}"/>'
        '<wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f'<wp:docPr id="{number}" name="文本框 {number}"/><wp:cNvGraphicFramePr/><a:graphic xmlns:a='
        '"http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri='
        '"http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/>'
        f'<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="5616000" cy="{height * 36000}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>'
        f'<wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx><wps:bodyPr lIns="0" rIns="0"/></wps:wsp>'
        '</a:graphicData></a:graphic></wp:anchor>')
    paragraph._p.append(parse_xml(
        f'<w:r {nsdecls("w", "wp")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
        ' xmlns:v="urn:schemas-microsoft-com:vml"><mc:AlternateContent>'
        f'<mc:Choice Requires="wps"><w:drawing>{shape}</w:drawing></mc:Choice><mc:Fallback><w:pict>'
        f'<v:rect style="position:absolute;margin-left:0;margin-top:{top * 2.83:.0f}pt;width:442pt;'
        f'height:{height * 2.83:.0f}pt" stroked="f" filled="f"><v:textbox><w:txbxContent>{inner}</w:txbxContent>'
        '</v:textbox></v:rect></w:pict></mc:Fallback></mc:AlternateContent></w:r>'))


def centred(inner):
    return f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr>{inner}</w:p>'


def masked():
    document = paper()
    star = line(document, "", exact=28)
    box(star, 11, f'<w:p>{words("★", 24, "FF0000")}</w:p>', 0, 12)
    mark = line(document, "", exact=28)
    box(mark, 12, centred(words("XXXX人民政府文件", 40, "FF0000")), 20, 22)
    for _ in range(4):
        line(document, "", exact=28)
    line(document, "XX发〔20XX〕XX号                签发人：□□□", align=CENTRE)
    drawn_rule(line(document, ""))
    line(document, "[此处输入文件标题]", "方正小标宋简体", 22, CENTRE, 34)
    line(document, "")
    line(document, "[此处输入主送机关]：")
    line(document, "[此处输入正文内容]", indent=32)
    for _ in range(3):
        line(document, "")
    line(document, "                                XXXX人民政府")
    line(document, "2020年2月19日", align=RIGHT)
    for _ in range(9):
        line(document, "")
    foot = line(document, "", exact=28)
    issue = words("XXXX人民政府                        2020年2月19日印发", 14, font="仿宋_GB2312")
    box(foot, 13, f'<w:p>{words("抄送：XXX，XXX。", 14, font="仿宋_GB2312")}</w:p><w:p>{issue}</w:p>', 210, 15)
    page_numbers(document)
    return document


def form_field(name, number, size=16, result="     "):
    """A field of a form, bookmarked under its name, as Word and WPS insert it."""
    form = f'<w:rPr><w:rFonts w:eastAsia="仿宋_GB2312"/><w:sz w:val="{size * 2}"/></w:rPr>'
    return (
        f'<w:bookmarkStart w:id="{number}" w:name="{name}"/><w:r>{form}<w:fldChar w:fldCharType="begin"><w:ffData>'
        f'<w:name w:val="{name}"/><w:enabled/><w:calcOnExit w:val="0"/><w:textInput/></w:ffData></w:fldChar></w:r>'
        f'<w:r>{form}<w:instrText xml:space="preserve"> FORMTEXT </w:instrText></w:r>'
        f'<w:r>{form}<w:fldChar w:fldCharType="separate"/></w:r>'
        f'<w:r>{form}<w:t xml:space="preserve">{result}</w:t></w:r>'
        f'<w:r>{form}<w:fldChar w:fldCharType="end"/></w:r><w:bookmarkEnd w:id="{number}"/>')


def put(paragraph, xml):
    holder = parse_xml(f"<w:p {W}>{xml}</w:p>")
    for element in list(holder):
        paragraph._p.append(element)
    return paragraph


def fielded():
    document = paper(25.4, 25.4, 25.4, 25.4)
    head = document.add_table(2, 1)
    bordered(head, "")
    put(head.rows[0].cells[0].paragraphs[0], form_field("密级", 1))
    put(head.rows[1].cells[0].paragraphs[0], form_field("缓急", 2, result="紧急"))
    line(document, "云岭通信服务公司文件", "方正小标宋简体", 40, CENTRE, None, colour=RED)
    line(document, "")
    put(line(document, "", align=CENTRE), form_field("文号", 3))
    drawn_rule(line(document, ""))
    line(document, "")
    put(line(document, "", size=22, align=CENTRE, exact=34), form_field("标题", 4, 22))
    put(line(document, ""), form_field("Content", 5) + words("：", 16))
    line(document, "")
    line(document, "云岭通信服务公司", align=RIGHT)
    put(line(document, "", align=RIGHT), form_field("签发日期", 6))
    foot = foot_table(document, [["抄送："], ["", ""]])
    put(foot.rows[0].cells[0].paragraphs[0], form_field("抄送", 7, 14))
    mark = (f'<w:bookmarkStart w:id="8" w:name="落款单位"/>{words("落款单位", 14, font="仿宋_GB2312")}'
            '<w:bookmarkEnd w:id="8"/>')
    put(foot.rows[1].cells[0].paragraphs[0], mark)
    put(foot.rows[1].cells[1].paragraphs[0], form_field("印发日期", 9, 14))
    page_numbers(document)
    return document


def celled():
    document = paper()
    head = document.add_table(3, 1)
    bordered(head, '<w:bottom w:val="single" w:sz="16" w:space="0" w:color="FF0000"/>')
    top = head.rows[0].cells[0]
    run(top.paragraphs[0], "000001", "仿宋_GB2312", 16)
    run(top.add_paragraph(), "×密★10年", "黑体", 16)
    run(top.add_paragraph(), "特急", "黑体", 16)
    middle = head.rows[1].cells[0].paragraphs[0]
    middle.alignment = CENTRE
    run(middle, "云岭县人民政府办公室文件", "方正小标宋简体", 36, RED)
    number = head.rows[2].cells[0].paragraphs[0]
    number.alignment = CENTRE
    run(number, "机关代字〔20××〕×号", "仿宋_GB2312", 16)
    line(document, "")
    line(document, "×××关于×××的报告", "方正小标宋简体", 22, CENTRE, 34)
    line(document, "")
    line(document, "主送机关：")
    line(document, "正文内容正文内容正文内容正文内容正文内容正文内容正文内容。", indent=32)
    line(document, "发文机关署名", align=RIGHT)
    line(document, "20××年×月×日", align=RIGHT)
    foot = foot_table(document, [["抄送：", "抄送机关1，抄送机关2，抄送机关3。"], ["印发机关", "20××年×月×日印发"]])
    foot.rows[0].cells[1].paragraphs[0].alignment = None
    page_numbers(document)
    return document


def english():
    document = paper()
    line(document, "{{FILE_NUMBER}}", align=CENTRE)
    line(document, "{{BODY_PLACEHOLDER}}", indent=32)
    line(document, "{{SALUTATION}}")
    line(document, "{{SIGNOFF_ORG}}", align=RIGHT)
    line(document, "{{SIGNOFF_DATE}}", align=CENTRE)
    line(document, "{{CC_LIST}}")
    return document


def control(names, hint, size=16):
    form = f'<w:rPr><w:rStyle w:val="a3"/><w:rFonts w:eastAsia="仿宋_GB2312"/><w:sz w:val="{size * 2}"/></w:rPr>'
    return (f'<w:sdt><w:sdtPr>{names}<w:showingPlcHdr/><w:text/></w:sdtPr><w:sdtContent><w:r>{form}'
            f'<w:t>{hint}</w:t></w:r></w:sdtContent></w:sdt>')


def controlled():
    document = paper()
    line(document, "云岭县人民政府文件", "方正小标宋简体", 40, CENTRE, None, colour=RED)
    line(document, "")
    number = line(document, "")
    put(number, control('<w:alias w:val="发文字号"/><w:id w:val="21"/>', "云政发〔年份〕序号号"))
    put(number, words("            签发人：", 16, font="仿宋_GB2312"))
    put(number, control('<w:tag w:val="qfr"/><w:id w:val="22"/>', "姓名"))
    border(number, "bottom", "FF0000", 12)
    line(document, "")
    put(line(document, "", size=22, align=CENTRE, exact=34), control('<w:tag w:val="title"/><w:id w:val="23"/>', "标题", 22))
    put(line(document, "", indent=32), control('<w:id w:val="24"/>', "单击此处输入正文"))
    foot = foot_table(document, [["抄送："], ["", ""]])
    put(foot.rows[0].cells[0].paragraphs[0], control('<w:alias w:val="抄送"/><w:id w:val="25"/>', "单击此处输入文字", 14))
    put(foot.rows[1].cells[0].paragraphs[0], words("云岭县人民政府办公室", 14, font="仿宋_GB2312"))
    put(foot.rows[1].cells[1].paragraphs[0], control('<w:alias w:val="印发日期"/><w:id w:val="26"/>', "年月日", 14))
    page_numbers(document)
    return document


def oversized():
    document = paper(25.4, 31.7, 31.7, 25.4)
    style = document.styles["Body Text"]
    style.font.size, style.font.color.rgb = Pt(42), RED
    style.paragraph_format.alignment = CENTRE
    line(document, "云岭县财政局文件", "方正小标宋简体", 42, None, None, style="Body Text")
    line(document, "")
    number = line(document, "云财〔2021〕号", align=CENTRE)
    border(number, "bottom", "FF0000", 12)
    line(document, "")
    line(document, "关于某某的报告", "方正小标宋简体", 22, CENTRE, 34)
    line(document, "填写说明：正文用三号仿宋，每页二十二行，每行二十八字。", size=6.5, exact=None, colour=RGBColor(0, 0, 0xFF))
    line(document, "云岭县财政局", align=RIGHT, indent=224)
    line(document, "2021年3月5日", align=RIGHT)
    line(document, "")
    line(document, "")
    return document


def decree():
    document = paper()
    line(document, "云岭县人民政府令", "方正小标宋简体", 40, CENTRE, None, colour=RED)
    line(document, "")
    line(document, "第  号", align=CENTRE)
    line(document, "")
    waits = line(document, "", indent=32)
    waits._p.get_or_add_pPr().append(parse_xml(
        f'<w:rPr {W}><w:rFonts w:eastAsia="仿宋_GB2312"/><w:sz w:val="32"/></w:rPr>'))
    line(document, "云岭县人民政府", align=RIGHT, indent=224)
    line(document, "2021年3月5日", align=RIGHT)
    page_numbers(document)
    return document


def telegram():
    document = paper()
    mark = line(document, "", exact=28)
    box(mark, 31, centred(words("□□□发电", 40, "FF0000")), 5, 22)
    for _ in range(4):
        line(document, "")
    table = document.add_table(2, 4)
    bordered(table, '<w:bottom w:val="single" w:sz="16" w:space="0" w:color="FF0000"/>')
    for cell, text in zip(table.rows[0].cells, ["发电单位", "XXXX人民政府", "签批盖章", ""]):
        run(cell.paragraphs[0], text, "黑体", 16)
    for cell, text in zip(table.rows[1].cells, ["紧急程度", "", "文号", "〔2020〕号"]):
        run(cell.paragraphs[0], text, "黑体", 16)
    line(document, "")
    line(document, "[此处输入标题]", "方正小标宋简体", 22, CENTRE, 34)
    line(document, "[此处输入主送机关]：")
    line(document, "[此处输入正文内容]", indent=32)
    line(document, "XXXX人民政府", align=RIGHT)
    line(document, "2020年2月19日", align=RIGHT)
    page_numbers(document)
    return document


def paper_field(paragraph, number, name, text):
    """A field of WPS for official papers around some words, which it marks where only WPS looks."""
    mark = ('<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
            '<mc:Choice Requires="wpsCustomData" xmlns:wpsCustomData="http://www.wps.cn/officeDocument/2013/'
            'wpsCustomData"><wpsCustomData:docfield{}/></mc:Choice></mc:AlternateContent>')
    start = f'Start id="{number}" docfieldname="{name}" hidden="false" print="true" readonly="false"'
    paragraph._p.append(parse_xml(mark.format(start)))
    run(paragraph, text, "仿宋_GB2312", 16)
    paragraph._p.append(parse_xml(mark.format(f'End id="{number}"')))


def official():
    document = paper()
    paper_field(line(document, ""), 0, "份号", "000001")
    secret = line(document, "")
    paper_field(secret, 1, "密级", "机密")
    paper_field(secret, 2, "保密期限", "★1年")
    paper_field(line(document, ""), 3, "紧急程度", "特急")
    line(document, "云岭县卫生健康局文件", "方正小标宋简体", 42, CENTRE, None, colour=RED)
    number = line(document, "云卫发〔2020〕3号", align=CENTRE)
    border(number, "bottom", "FF0000", 12)
    line(document, "")
    paper_field(line(document, "", "方正小标宋简体", 22, CENTRE, 34), 4, "标题", "关于某某的报告")
    paper_field(line(document, "", indent=32), 5, "正文", "正文从这里写起。")
    line(document, "云岭县卫生健康局", align=RIGHT)
    line(document, "2020年2月19日", align=RIGHT)
    page_numbers(document)
    return document


def notice():
    document = paper()
    mark = line(document, "", exact=28)
    box(mark, 41, centred(words("云岭县卫生健康局", 40, "FF0000")), 5, 22)
    for _ in range(4):
        line(document, "")
    line(document, "[此处输入标题]", "方正小标宋简体", 22, CENTRE, 34)
    line(document, "")
    line(document, "[此处输入主送机关]：")
    line(document, "[此处输入正文内容]", indent=32)
    line(document, "云岭县卫生健康局", align=RIGHT)
    line(document, "2020年2月19日", align=RIGHT)
    page_numbers(document)
    return document


def main(folder):
    for make in [masked, fielded, celled, english, controlled, oversized, decree, telegram, notice, official]:
        make().save(f"{folder}/{make.__name__}.docx")


if __name__ == "__main__":
    main(sys.argv[1])
