"""What a user would write instead: openpyxl → counts → a report by python-docx, details by openpyxl.

    with_openpyxl.py FOLDER OUTPUT
"""

import sys

from openpyxl import Workbook, load_workbook

from report import details, run


def rows(path):
    book = load_workbook(path, read_only=True)
    for sheet in book.worksheets:
        for row in sheet.iter_rows(values_only=True):
            yield sheet.title, row


def write(path, opinions):
    book = Workbook(write_only=True)
    sheet = book.create_sheet("意见明细")
    for cells in details(opinions):
        sheet.append(cells)
    book.save(path)


run(rows, write, *sys.argv[1:])
