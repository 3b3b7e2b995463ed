"""Edits a report with python-docx, as the scripts of other offices do, and saves it.

Usage: python3 tests/fidelity/python_docx.py REPORT.docx OUT.docx
"""

import sys

import docx


def main(report, out):
    document = docx.Document(report)
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            if "精心组织安排" in run.text:
                run.text = run.text.replace("精心组织安排", "精心部署")
            if "以案为鉴学" in run.text:
                run.bold = True
    added = document.paragraphs[-3].insert_paragraph_before("另补充一段，共3次。")
    added.style = document.styles["Body Text"]
    table = document.add_table(rows=2, cols=2)
    # Its attributes are younger than Office 2007.
    table._tbl.tblPr.remove(table._tbl.tblPr.find(docx.oxml.ns.qn("w:tblLook")))
    for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = f"第{number + 1}格"
    document.save(out)


if __name__ == "__main__":
    main(*sys.argv[1:])
