"""The same with the fastest reader and writer that Python has: python-calamine and xlsxwriter.

    with_calamine.py FOLDER OUTPUT
"""

import sys

import xlsxwriter
from python_calamine import CalamineWorkbook

from report import details, run


def rows(path):
    book = CalamineWorkbook.from_path(path)
    for name in book.sheet_names:
        for row in book.get_sheet_by_name(name).iter_rows():
            yield name, row


def write(path, opinions):
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = book.add_worksheet("意见明细")
    for at, cells in enumerate(details(opinions)):
        sheet.write_row(at, 0, cells)
    book.close()


run(rows, write, *sys.argv[1:])
