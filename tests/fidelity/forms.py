"""Writes the forms of red heads that Word, WPS and office systems make, as 版式.

    python3 tests/fidelity/forms.py tests/fixtures/letterhead

Each is rebuilt by hand after what offices have, with python-docx and the XML of those programs; no program of ours is
involved. `masked` has XX, □ and words in brackets in place of everything, its mark and imprint in text boxes that are
drawn twice; `fielded` has the named form fields and bookmarks of office systems; `celled` an imprint of label and value
cells, a masked number in a table and a head of labels; `english` names in double braces; `controlled` content controls;
`oversized` a mark and a hint in the style of the body, the default margins and no page numbers; `decree` a bare 第  号 and
no text but a signature; `telegram` a table below its mark, with masks in its cells; `notice` a mark that floats and
no place for a number; `official` the fields of WPS for official papers; `joint` a mark of three organs in a box, its
title in the style of the body, number and signers at the ends of a full line and an imprint with 印发 only; `paired` the
same mark in rows of a table; `minutes` organ and date below the number of minutes, `bulletin` the date alone under a
bookmark; `article` a mark that is bookmarked as a title and a text below that speaks of 抄送; `listing` a list of what
there is, each name beside itself.
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


def marks(texts, size=50):
    """Organs that are spread over a line each, narrowed as forms of governments have them."""
    form = (f'<w:rPr><w:rFonts w:eastAsia="方正小标宋简体"/><w:color w:val="FF0000"/><w:w w:val="65"/>'
            f'<w:sz w:val="{size * 2}"/><w:szCs w:val="{size * 2}"/></w:rPr>')
    return "".join(f'<w:p><w:pPr><w:jc w:val="distribute"/></w:pPr><w:r>{form}<w:t>{text}</w:t></w:r></w:p>'
                   for text in texts)


def joint():
    document = paper()
    form = document.styles["Body Text"]
    form.font.size = Pt(22)
    word = line(document, "", exact=28)
    box(word, 51, marks(["文件"]), 62, 18)
    organs = line(document, "", exact=28)
    box(organs, 52, marks(["XXXX人民政府", "发文机关二", "发文机关三"]), 40, 62)
    for _ in range(9):
        line(document, "", exact=28)
    number = line(document, "", align=CENTRE)
    for piece in ["〔2020〕号   ", " " * 27, "   签发人：", "□□□"]:
        run(number, piece, "仿宋_GB2312", 16)
    drawn_rule(line(document, ""))
    line(document, "")
    title = line(document, "", align=CENTRE, style="Body Text")
    title.add_run("[此处输入文件标题]")
    line(document, "")
    line(document, "[此处输入主送机关]：")
    text = line(document, "", indent=32, style="Body Text")
    run(text, "[此处输入正文内容]", "仿宋_GB2312", 16)
    line(document, "XXXX人民政府    发文机关二", align=RIGHT)
    line(document, "2020年2月19日", align=RIGHT)
    foot = line(document, "", exact=28)
    edge = '<w:{} w:val="single" w:sz="8" w:space="0" w:color="auto"/>'
    issue = words("XXXX人民政府                        2020年2月19日印发", 14, font="仿宋_GB2312")
    inner = (f'<w:tbl><w:tblPr><w:tblW w:w="8845" w:type="dxa"/><w:tblBorders>{edge.format("top")}'
             f'{edge.format("bottom")}{edge.format("insideH")}</w:tblBorders></w:tblPr><w:tblGrid><w:gridCol w:w="8845"/>'
             '</w:tblGrid><w:tr><w:tc><w:tcPr><w:tcW w:w="8845" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:jc w:val='
             f'"distribute"/></w:pPr>{issue}</w:p></w:tc></w:tr></w:tbl><w:p/>')
    box(foot, 53, inner, 205, 25)
    page_numbers(document)
    return document


def paired():
    document = paper()
    head = document.add_table(2, 2)
    bordered(head, "")
    head.rows[0].cells[1].merge(head.rows[1].cells[1])
    for cell, text in [(head.rows[0].cells[0], "×××人民政府"), (head.rows[1].cells[0], "×××委员会"),
                       (head.rows[0].cells[1], "文件")]:
        cell.paragraphs[0].alignment = CENTRE
        run(cell.paragraphs[0], text, "方正小标宋简体", 36, RED)
    line(document, "")
    number = line(document, "×发〔20××〕×号", align=CENTRE)
    border(number, "bottom", "FF0000", 12)
    line(document, "")
    sample = line(document, "×××关于×××的报告", "方正小标宋简体", 22, CENTRE, 34)
    sample.paragraph_format.keep_with_next = False
    line(document, "正文正文正文正文正文正文正文正文正文正文正文正文正文正文正文正文。", indent=32)
    line(document, "×××人民政府", align=RIGHT)
    line(document, "20××年×月×日", align=RIGHT)
    first = line(document, "×××人民政府办公室          20××年×月×日印发", size=14)
    first._p.get_or_add_pPr().insert_element_before(parse_xml(
        f'<w:pBdr {W}><w:top w:val="single" w:sz="8" w:space="1" w:color="000000"/>'
        '<w:bottom w:val="single" w:sz="8" w:space="1" w:color="000000"/></w:pBdr>'), "w:spacing", "w:ind", "w:jc")
    page_numbers(document)
    return document


def minutes():
    document = paper()
    line(document, "会议纪要", "方正小标宋简体", 40, CENTRE, None, colour=RED)
    line(document, "")
    line(document, "〔20XX〕XX号", align=CENTRE)
    line(document, "")
    line(document, "XXXX人民政府                            2020年2月19日", align=CENTRE)
    drawn_rule(line(document, ""))
    line(document, "")
    line(document, "[此处输入正文内容]", indent=32)
    line(document, "")
    foot_table(document, [["XXXX人民政府", "2020年2月19日印发"]])
    page_numbers(document)
    return document


def bulletin():
    document = paper()
    line(document, "云岭简报", "方正小标宋简体", 40, CENTRE, None, colour=RED)
    line(document, "")
    number = document.add_table(1, 2)
    bordered(number, '<w:bottom w:val="single" w:sz="16" w:space="0" w:color="FF0000"/>')
    run(number.rows[0].cells[0].paragraphs[0], "2020[0902]号", "仿宋_GB2312", 16)
    put(number.rows[0].cells[1].paragraphs[0],
        f'<w:bookmarkStart w:id="61" w:name="签发日期"/>{words("签发日期", 16, font="仿宋_GB2312")}<w:bookmarkEnd w:id="61"/>')
    line(document, "")
    put(line(document, "", size=22, align=CENTRE, exact=34),
        f'<w:bookmarkStart w:id="62" w:name="标题"/>{words("某某某", 22)}<w:bookmarkEnd w:id="62"/>')
    put(line(document, "", indent=32),
        f'<w:bookmarkStart w:id="63" w:name="正文内容"/>{words("某某", 16, font="仿宋_GB2312")}<w:bookmarkEnd w:id="63"/>')
    page_numbers(document)
    return document


def article():
    document = paper(25.4, 31.7, 31.7, 25.4)
    mark = line(document, "", align=CENTRE, exact=None)
    put(mark, f'<w:bookmarkStart w:id="71" w:name="PO_Title"/>{words("云岭软件有限公司公文", 26, "FF0000")}'
              '<w:bookmarkEnd w:id="71"/>')
    line(document, "云岭软件发[2017]002号", "宋体", 14, CENTRE)
    drawn_rule(line(document, "", exact=None))
    line(document, "（一）通知等行文校对完毕后，填写签批单，由部门负责人审核，提请相关领导会签后报送。", "宋体", 12, indent=24)
    line(document, "")
    line(document, "发送时应当写明主送、抄报、抄送的部门，有附件的还要标注附件名称。", "宋体", 12, indent=24)
    line(document, "文件发布须注意时效。", "宋体", 12, indent=24)
    return document


def listing():
    document = paper(25.4, 31.7, 31.7, 25.4)
    for number, (label, name) in enumerate([("标题", "Title"), ("正文", "Content"), ("其他", "Other")]):
        run(line(document, "", exact=None), f"{label}：", "宋体", 16)
        mark = (f'<w:bookmarkStart w:id="{80 + number}" w:name="{name}"/>{words(label, 16, font="宋体")}'
                f'<w:bookmarkEnd w:id="{80 + number}"/>')
        put(document.paragraphs[-1], mark)
    return document


def sizeless():
    document = paper()
    for text, align in [("{{FILE_NUMBER}}", CENTRE), ("{{BODY_PLACEHOLDER}}", None), ("{{SALUTATION}}", None),
                        ("{{SIGNOFF_ORG}}", RIGHT), ("{{SIGNOFF_DATE}}", CENTRE), ("{{CC_LIST}}", None)]:
        document.add_paragraph(text).alignment = align
    return document


def main(folder):
    for make in [masked, fielded, celled, english, controlled, oversized, decree, telegram, notice, official, joint,
                 paired, minutes, bulletin, article, listing, sizeless]:
        make().save(f"{folder}/{make.__name__}.docx")


if __name__ == "__main__":
    main(sys.argv[1])
