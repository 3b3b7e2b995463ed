"""Makes the folders that are measured: the same numbers give the same files.

    made.py opinions COUNT FOLDER    COUNT opinions of seven cells in 30 workbooks: 5,000 texts, half of them varied
    made.py near COUNT FOLDER        COUNT rows of one .csv that differ in a number only
    made.py small FOLDER             ten workbooks of twenty opinions
"""

import csv
import os
import sys
from datetime import date, timedelta

HEADER = ["序号", "单位", "姓名", "意见建议类别", "意见建议", "征求方式", "日期"]
ASPECTS = ["形式主义", "官僚主义", "享乐主义", "奢靡之风"]
CHANNELS = ["书面征求", "座谈会", "个别谈话", "意见箱"]
LEADS = ["建议", "希望", "请", "应", "建议领导", "希望机关", "要"]
SUBJECTS = "机关各科室 驻村工作队 乡镇干部 窗口人员 卫健部门 交警大队 物业公司 信访部门 住建部门 财政部门".split()
VERBS = "加强 改进 优化 规范 完善 增加 减少 压缩 公开 细化 统筹 督促 开展 落实 推进".split()
OBJECTS = (
    "道路照明维修 群众来信答复 会议数量和时长 材料报送要求 检查考核频次 业务知识培训 农田灌溉设施 校园周边秩序 医保报销流程 "
    "养老服务站点 公厕保洁管理 垃圾分类投放 公交班次衔接 窗口排队叫号 服务热线接听 公文运转时限 公务用车调度 食堂饭菜质量 "
    "谈心谈话制度 表格重复填报"
).split()
REASONS = (
    "目前群众反映比较集中 基层普遍感到负担重 有的环节推诿扯皮 办理时间拖得太久 与实际情况脱节 责任分工说不清楚 前后口径不一致 "
    "信息更新跟不上 资金使用不够透明 反馈渠道单一 设备老化经常停用 宣传多停留在口号"
).split()
AIMS = "让群众少跑腿 把好事办到实处 真正为基层减负 提高办事效率 形成长效机制 做到件件有回音 提升服务水平".split()
TEXTS = 5_000
WORKBOOKS = 30


class Dice:
    """Numbers that are the same on every machine."""

    def __init__(self, seed):
        self.state = seed

    def below(self, bound):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % bound

    def pick(self, words):
        return words[self.below(len(words))]


def texts(dice):
    known = {}
    while len(known) < TEXTS:
        act = dice.pick(VERBS) + dice.pick(OBJECTS)
        text = f"{dice.pick(SUBJECTS)}{act}，{dice.pick(REASONS)}，{dice.pick(AIMS)}"
        known[text] = None
    return list(known)


def row(dice, number, known):
    text = known[number * 7919 % len(known)]
    if dice.below(2):
        text = dice.pick(LEADS) + text + "。"
    day = date(2024, 3, 1) + timedelta(days=dice.below(60))
    unit, person = f"第{dice.below(300) + 1}党支部", f"同志{dice.below(5000)}"
    return [number + 1, unit, person, dice.pick(ASPECTS), text, dice.pick(CHANNELS), f"{day.year}年{day.month}月{day.day}日"]


def workbook(path, rows):
    import xlsxwriter  # the others do without

    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("征求意见汇总")
    for at, cells in enumerate([HEADER, *rows]):
        sheet.write_row(at, 0, cells)
    book.close()


def workbooks(count, books, folder):
    dice = Dice(20220307)
    known = texts(dice)
    numbers = iter(range(count))
    for book in range(books):
        share = count * (book + 1) // books - count * book // books
        rows = [row(dice, next(numbers), known) for _ in range(share)]
        workbook(os.path.join(folder, f"第{book + 1:02}单位.xlsx"), rows)


def near(count, folder):
    with open(os.path.join(folder, "意见.csv"), "w", encoding="utf-8-sig", newline="") as file:
        to = csv.writer(file)
        to.writerow(["序号", "单位", "意见建议"])
        for number in range(count):
            text = f"建议尽快解决第{number}号路灯不亮的问题，方便群众夜间出行"
            to.writerow([number + 1, f"第{number % 300 + 1}党支部", text])


def main(what, *rest):
    folder = rest[-1]
    os.makedirs(folder)
    if what == "small":
        workbooks(200, 10, folder)
    elif what == "opinions":
        workbooks(int(rest[0]), WORKBOOKS, folder)
    else:
        near(int(rest[0]), folder)


if __name__ == "__main__":
    main(*sys.argv[1:])
