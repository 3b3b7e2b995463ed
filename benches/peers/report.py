"""What both peers do with the rows: counts, a short report, and one line of details an opinion with its group and cell."""

import glob
import os
from collections import Counter

from docx import Document

COLUMNS = ["序号", "单位", "姓名", "意见建议类别", "意见建议", "征求方式", "日期"]
PUNCTUATION = str.maketrans("", "", "，。；、：！？ 　")


def opinions(folder, rows):
    for path in sorted(glob.glob(os.path.join(folder, "*.xlsx"))):
        places = None
        for number, (sheet, cells) in enumerate(rows(path), 1):
            if places is None:
                places = [cells.index(name) for name in COLUMNS]
            elif cells[places[4]]:
                place = f"{os.path.basename(path)} › {sheet}", f"E{number}"
                yield [cells[at] for at in places], place


def details(given):
    yield ["序号", "单位", "姓名", "意见建议类别", "意见建议", "组", "是否计入", "工作簿", "单元格"]
    groups = {}
    for number, (cells, place) in enumerate(given, 1):
        group = groups.setdefault(cells[4].translate(PUNCTUATION), len(groups) + 1)
        yield [number, cells[1], cells[2], cells[3], cells[4], group, "是", *place]


def run(rows, write, folder, output):
    os.makedirs(output, exist_ok=True)
    given = list(opinions(folder, rows))
    aspects = Counter(cells[3] for cells, _ in given)
    channels = Counter(cells[5] for cells, _ in given)
    units = {cells[1] for cells, _ in given}
    document = Document()
    document.add_heading("征求意见情况报告", 0)
    document.add_paragraph(f"共向{len(units)}个单位征求到意见建议{len(given)}条。")
    for counted in [aspects, channels]:
        document.add_paragraph("，".join(f"{name}{count}条" for name, count in counted.most_common()) + "。")
    document.save(os.path.join(output, "报告.docx"))
    write(os.path.join(output, "明细.xlsx"), given)
