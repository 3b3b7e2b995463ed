"""Edits a report in LibreOffice through its own interface, as a person would, and saves it as .docx.

Usage: soffice --headless --accept='socket,host=localhost,port=PORT;urp;' & then
       /usr/bin/python3 tests/fidelity/libreoffice.py PORT REPORT.docx OUTDIR PICTURE.png
Each function below is one edited file. tests/fixtures/edited holds what LibreOffice 7.4 made of the sample campaign.
"""

import os
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.util import DateTime
from com.sun.star.text.ControlCharacter import PARAGRAPH_BREAK


def value(name, content):
    one = PropertyValue()
    one.Name, one.Value = name, content
    return one


def paragraphs(document):
    found = []
    walk = document.Text.createEnumeration()
    while walk.hasMoreElements():
        one = walk.nextElement()
        if one.supportsService("com.sun.star.text.Paragraph"):
            found.append(one)
    return found


def paragraph(document, text):
    return next(one for one in paragraphs(document) if text in one.String)


def cursor(document, text, within=None):
    """A cursor over the first occurrence of a text in the paragraph that holds `within`."""
    start = paragraph(document, within or text)
    at = start.String.index(text)
    made = document.Text.createTextCursorByRange(start.Start)
    made.goRight(at, False)
    made.goRight(len(text), True)
    return made


def resaved(document):
    """Opened and saved, nothing else."""


def reworded(document):
    """Words before and after figures, a figure typed over, a bold word, straight quotes."""
    cursor(document, "共发出征求意见表").String = "先后共下发征求意见表"
    cursor(document, "精心组织安排", "根据县委").String = "专门研究、精心部署"
    bold = cursor(document, "形式多样", "根据县委")
    bold.CharWeight = 150.0
    number = cursor(document, "5起", "以案为鉴学")
    number.String = "6起"


def moved(document):
    """A point moved behind the next one, a paragraph deleted, one split, two merged, one added."""
    point = paragraph(document, "抓组织领导")
    words = point.String
    target = paragraph(document, "抓计划制定")
    document.Text.removeTextContent(point)
    end = document.Text.createTextCursorByRange(target.End)
    document.Text.insertControlCharacter(end, PARAGRAPH_BREAK, False)
    document.Text.insertString(end, words, False)
    document.Text.removeTextContent(paragraph(document, "参与防疫"))
    split = cursor(document, "现将有关情况报告如下：")
    split.collapseToStart()
    document.Text.insertControlCharacter(split, PARAGRAPH_BREAK, False)
    merge = document.Text.createTextCursorByRange(paragraph(document, "按照《实施方案》").End)
    merge.goRight(1, True)
    merge.String = ""
    end = document.Text.createTextCursorByRange(paragraph(document, "以案为鉴学").End)
    document.Text.insertControlCharacter(end, PARAGRAPH_BREAK, False)
    document.Text.insertString(end, "四是联系实际学。主任另外补充的一段话，共3次。", False)


def furnished(document):
    """A table, a picture, a footnote, a comment and a bookmark with its reference come in."""
    end = document.Text.createTextCursorByRange(paragraph(document, "以案为鉴学").End)
    document.Text.insertControlCharacter(end, PARAGRAPH_BREAK, False)
    table = document.createInstance("com.sun.star.text.TextTable")
    table.initialize(3, 3)
    document.Text.insertTextContent(end, table, False)
    rows = [["类别", "条数", "占比"], ["形式主义", "57", "44.5%"], ["官僚主义", "71", "55.5%"]]
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            table.getCellByPosition(column, row).String = text
    picture = document.createInstance("com.sun.star.text.TextGraphicObject")
    picture.GraphicURL = "file://" + os.path.abspath(sys.argv[4])
    at = document.Text.createTextCursorByRange(paragraph(document, "抓计划制定").End)
    document.Text.insertTextContent(at, picture, False)
    note = document.createInstance("com.sun.star.text.Footnote")
    at = cursor(document, "实施方案", "抓计划制定")
    at.collapseToEnd()
    document.Text.insertTextContent(at, note, False)
    note.String = "见附件。"
    remark = document.createInstance("com.sun.star.text.textfield.Annotation")
    remark.Author, remark.Content = "王主任", "这里请再核实"
    remark.DateTimeValue = DateTime(0, 0, 0, 9, 1, 4, 2022, False)
    document.Text.insertTextContent(cursor(document, "问题查找", "抓问题查找"), remark, True)
    mark = document.createInstance("com.sun.star.text.Bookmark")
    mark.Name = "会议"
    document.Text.insertTextContent(cursor(document, "主题党日", "开好主题党日"), mark, True)


def tracked(document):
    """Changes that wait to be accepted: words in and out, a paragraph struck out, one added."""
    document.RecordChanges = True
    cursor(document, "精心组织安排", "根据县委").String = "精心部署"
    gone = paragraph(document, "参与防疫")
    strike = document.Text.createTextCursorByRange(gone.Start)
    strike.goRight(len(gone.String) + 1, True)
    strike.String = ""
    end = document.Text.createTextCursorByRange(paragraph(document, "以案为鉴学").End)
    document.Text.insertControlCharacter(end, PARAGRAPH_BREAK, False)
    document.Text.insertString(end, "四是联系实际学。", False)
    document.RecordChanges = False


def main(port, report, out):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(60):
        try:
            context = resolver.resolve(f"uno:socket,host=localhost,port={port};urp;StarOffice.ComponentContext")
            break
        except Exception:
            time.sleep(0.5)
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    for edit in [resaved, reworded, moved, furnished, tracked]:
        source = "file://" + os.path.abspath(report)
        document = desktop.loadComponentFromURL(source, "_blank", 0, (value("Hidden", True),))
        edit(document)
        target = "file://" + os.path.abspath(os.path.join(out, f"libreoffice-{edit.__name__}.docx"))
        document.storeToURL(target, (value("FilterName", "MS Word 2007 XML"),))
        document.close(True)
    desktop.terminate()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3])
