"""Edits a report in LibreOffice as a person would, revises the workbooks, builds again, and looks for what was lost.

Usage: revision.py CHENGWEN SAMPLE [CASE…]   (CHENGWEN is the binary, SAMPLE a copy of samples/campaign or that folder)

Every case starts from a fresh copy of the sample with its first report. LibreOffice is driven through its own API:
it opens the report, one edit is made, it saves. Then three more opinions arrive and the report is built again.
What a person typed must stand in the result, what nobody touched must be fresh, a third build must change no
byte. Needs python3 with uno, LibreOffice, and node_modules of the validator beside this file.
Exit code 1 when a case fails.
"""

import json
import os
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib
from pathlib import Path
from xml.etree import ElementTree

import uno
from com.sun.star.awt import Size
from com.sun.star.beans import PropertyValue
from com.sun.star.text.ControlCharacter import PARAGRAPH_BREAK
from com.sun.star.text.TextContentAnchorType import AS_CHARACTER

HERE = Path(__file__).resolve().parent
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LATE = "征求意见/谈话征求意见记录.csv"  # the workbook that gets three more opinions
OLD, NEW = "76条意见和建议", "79条意见和建议"  # counted by hand in the sample: 76 items, three more arrive


# ---- LibreOffice -----------------------------------------------------------------------------------------------

class Office:
    """A LibreOffice of our own, without a window."""

    def __init__(self, home):
        pipe = f"chengwen{os.getpid()}"
        self.process = subprocess.Popen(
            ["soffice", f"-env:UserInstallation=file://{home}/profile", "--headless", "--norestore",
             f"--accept=pipe,name={pipe};urp;"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        for _ in range(120):
            try:
                self.context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
                break
            except Exception:  # not yet listening; uno raises its own kinds here
                time.sleep(0.5)
        manager = self.context.ServiceManager
        self.desktop = manager.createInstanceWithContext("com.sun.star.frame.Desktop", self.context)
        self.dispatcher = manager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", self.context)

    def edit(self, path, change):
        """Opens a document, changes it, saves it in its place."""
        document = self.desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, (named("Hidden", True),))
        change(Page(self, document))
        document.storeToURL(path.as_uri(), (named("FilterName", "MS Word 2007 XML"),))
        document.close(True)

    def close(self):
        try:
            self.desktop.terminate()
        except Exception:  # the connection breaks while it closes
            pass
        self.process.wait(60)


def named(name, value):
    return PropertyValue(Name=name, Value=value)


class Page:
    """A document that is open, with the things a person does to it."""

    def __init__(self, office, document):
        self.office, self.document, self.text = office, document, document.Text

    def paragraphs(self):
        walk = self.text.createEnumeration()
        while walk.hasMoreElements():
            paragraph = walk.nextElement()
            if paragraph.supportsService("com.sun.star.text.Paragraph"):
                yield paragraph

    def paragraph(self, words):
        return next(paragraph for paragraph in self.paragraphs() if words in paragraph.String)

    def find(self, words):
        search = self.document.createSearchDescriptor()
        search.SearchString = words
        search.SearchCaseSensitive = True
        found = self.document.findFirst(search)
        assert found is not None, f"the report does not say {words}"
        return found

    def replace(self, old, new):
        self.find(old).setString(new)

    def type_after(self, words, new):
        self.text.insertString(self.find(words).End, new, False)

    def type_before(self, words, new):
        self.text.insertString(self.find(words).Start, new, False)

    def new_paragraph_after(self, words, new):
        end = self.paragraph(words).End
        self.text.insertControlCharacter(end, PARAGRAPH_BREAK, False)
        self.text.insertString(end, new, False)

    def delete_paragraph(self, words):
        self.paragraph(words).dispose()

    def move_up(self, words, times):
        self.select(self.paragraph(words).Start)
        for _ in range(times):
            self.do("MoveUp")

    def cut_and_paste_after(self, words, target):
        said = self.paragraph(words).String
        self.delete_paragraph(words)
        self.new_paragraph_after(target, said)

    def split_after(self, words):
        self.text.insertControlCharacter(self.find(words).End, PARAGRAPH_BREAK, False)

    def join_with_next(self, words):
        cursor = self.text.createTextCursorByRange(self.paragraph(words).End)
        cursor.goRight(1, True)
        cursor.setString("")

    def bold(self, words):
        found = self.find(words)
        found.CharWeight = found.CharWeightAsian = 150.0

    def picture_after(self, words):
        provider = self.office.context.ServiceManager.createInstanceWithContext(
            "com.sun.star.graphic.GraphicProvider", self.office.context)
        path = Path(tempfile.mkdtemp()) / "章.png"
        path.write_bytes(png())
        graphic = self.document.createInstance("com.sun.star.text.TextGraphicObject")
        graphic.Graphic = provider.queryGraphic((named("URL", path.as_uri()),))
        graphic.AnchorType = AS_CHARACTER
        graphic.setSize(Size(1000, 1000))
        self.text.insertTextContent(self.find(words).End, graphic, False)

    def table_after(self, words, rows):
        self.new_paragraph_after(words, "")
        table = self.document.createInstance("com.sun.star.text.TextTable")
        table.initialize(len(rows), len(rows[0]))
        following = self.paragraph(words)
        cursor = self.text.createTextCursorByRange(following.End)
        cursor.goRight(1, False)
        self.text.insertTextContent(cursor, table, False)
        table.setDataArray(tuple(tuple(row) for row in rows))

    def comment_on(self, words, said):
        remark = self.document.createInstance("com.sun.star.text.textfield.Annotation")
        remark.Author, remark.Content = "李主任", said
        self.text.insertTextContent(self.find(words), remark, True)

    def footnote_after(self, words, said):
        note = self.document.createInstance("com.sun.star.text.Footnote")
        self.text.insertTextContent(self.find(words).End, note, False)
        note.setString(said)

    def record(self, on):
        self.document.RecordChanges = on

    def accept_all(self):
        self.do("AcceptAllTrackedChanges")

    def reject_all(self):
        self.do("RejectAllTrackedChanges")

    def select(self, at):
        self.document.CurrentController.select(at)

    def do(self, command):
        frame = self.document.CurrentController.Frame
        self.office.dispatcher.executeDispatch(frame, f".uno:{command}", "", 0, ())


def png():
    """A red square of 8 by 8 pixels."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = b"".join(b"\0" + b"\xc0\0\0" * 8 for _ in range(8))
    header = struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


# ---- The cases -------------------------------------------------------------------------------------------------

def tracked(page):
    page.record(True)
    page.replace("迅速掀起了作风建设理论学习的高潮", "分层次开展了作风建设理论学习")
    page.record(False)


def tracked_at_figure(page):
    page.record(True)
    page.replace("收到针对常委会机关", "先后收到针对县人大常委会机关")
    page.record(False)


def accepted(page):
    tracked(page)
    page.accept_all()


def rejected(page):
    tracked(page)
    page.reject_all()


# name: (the edit, what must stand in the result, what must not). The new total must stand in each unless it says
# otherwise; a leading “!” of a name says that the paragraph with the total is the person's.
CASES = {
    "saved only": (lambda page: None, [], [OLD]),
    "retyped a paragraph": (
        lambda page: page.replace("按照《实施方案》和活动计划，常委会及机关迅速掀起了作风建设理论学习的高潮。",
                                  "常委会党组把学习摆在首位，逐级抓好落实。"),
        ["常委会党组把学习摆在首位，逐级抓好落实。"], [OLD, "迅速掀起了"]),
    "reworded before the figure": (
        lambda page: page.replace("收到针对常委会机关及党员干部", "汇总各方面针对县人大机关及干部"),
        ["汇总各方面针对县人大机关及干部5个方面16个突出问题79条意见和建议"], [OLD]),
    "reworded after the figure": (
        lambda page: page.replace("常委会及机关明确专人，认真进行梳理汇总", "办公室逐条登记、分类汇总"),
        ["79条意见和建议，办公室逐条登记、分类汇总，建立了"], [OLD]),
    "! reworded on both sides": (
        lambda page: (page.replace("收到针对常委会机关及党员干部", "共征得"),
                      page.replace("条意见和建议，常委会及机关明确专人", "条真知灼见，机关专人负责")),
        ["共征得5个方面16个突出问题79条真知灼见，机关专人负责"], ["76条"]),
    "! typed over the figure": (
        lambda page: page.replace(OLD, "80条意见和建议"), ["80条意见和建议"], [OLD, NEW]),
    "deleted a paragraph": (
        lambda page: page.delete_paragraph("走进社区，参与防疫"), ["二是党建引领"], ["走进社区", OLD, "三是党建引领"]),
    "added a point": (
        lambda page: page.new_paragraph_after("完善制度，规范管理", "二是清理文件，减轻负担。全年发文压减三成。"),
        ["二是清理文件，减轻负担。全年发文压减三成。", "三是走进社区", "四是党建引领"], [OLD, "二是走进社区"]),
    "added a paragraph": (
        lambda page: page.new_paragraph_after("扎实做好各项组织实施工作", "县委主要领导到会提出要求。"),
        ["县委主要领导到会提出要求。"], [OLD]),
    "moved a paragraph up": (
        lambda page: page.move_up("按照《实施方案》和活动计划", 1), ["理论学习的高潮。\n二、强化学习"], [OLD]),
    "cut and pasted a paragraph": (
        lambda page: page.cut_and_paste_after("县委召开全县党员干部作风大整顿活动动员会后", "按照《实施方案》和活动计划"),
        ["理论学习的高潮。\n县委召开全县党员干部作风大整顿活动动员会后"], [OLD]),
    "split the paragraph": (
        lambda page: page.split_after("制定整改措施45条。"), ["制定整改措施45条。\n积极开展"], [OLD]),
    "joined two paragraphs": (
        lambda page: page.join_with_next("县委召开全县党员干部作风大整顿活动动员会后"),
        ["扎实做好各项组织实施工作。一是抓组织领导。"], [OLD]),
    "made words bold": (lambda page: page.bold("16个突出问题76条"), ["16个突出问题79条"], [OLD]),
    "inserted a picture": (lambda page: page.picture_after("严纪律强本领转作风树形象"), [], [OLD]),
    "inserted a table": (
        lambda page: page.table_after("扎实做好各项组织实施工作", [("镇", "件数"), ("城关镇", "十二")]), ["城关镇", "十二"], [OLD]),
    "commented": (lambda page: page.comment_on("整改完成率37.5%", "请核实"), [], [OLD]),
    "commented on the figure": (lambda page: page.comment_on("16个突出问题", "请核实"), [], [OLD]),
    "added a footnote": (lambda page: page.footnote_after("《逾矩》", "省纪委摄制。"), [], [OLD]),
    "tracked a change": (tracked, ["分层次开展了作风建设理论学习"], [OLD]),
    "! tracked a change at the figure": (tracked_at_figure, ["先后收到针对县人大常委会机关"], []),
    "accepted the changes": (accepted, ["分层次开展了作风建设理论学习"], [OLD]),
    "rejected the changes": (rejected, ["迅速掀起了作风建设理论学习的高潮"], [OLD, "分层次"]),
    "changed the title": (
        lambda page: page.replace("党员干部作风大整顿活动情况的报告", "党员干部作风大整顿活动开展情况报告"),
        ["党员干部作风大整顿活动开展情况报告"], [OLD]),
    "typed at the very end": (
        lambda page: page.type_after("迎接党的二十大胜利召开。", "特此报告。"), ["胜利召开。特此报告。"], [OLD]),
    "typed before a slot": (
        lambda page: page.type_before("28人次", "约谈等"), ["约谈等28人次"], [OLD]),
}

# Cases that leave the text as it was.
SILENT = {"saved only", "made words bold", "inserted a picture", "commented", "commented on the figure",
          "added a footnote", "rejected the changes"}


# ---- What must hold --------------------------------------------------------------------------------------------

def parts(path):
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def text(path):
    """What a person sees if all pending changes were accepted, and what remarks say."""
    found = parts(path)
    lines = []
    for paragraph in ElementTree.fromstring(found["word/document.xml"]).iter(f"{W}p"):
        gone = {id(piece) for struck in paragraph.iter(f"{W}del") for piece in struck.iter()}
        lines.append("".join(piece.text or "" for piece in paragraph.iter(f"{W}t") if id(piece) not in gone))
    # LibreOffice ends a section with a paragraph less.
    return "\n".join(filter(None, lines))


def remarks(path):
    found = parts(path).get("word/comments.xml")
    return "" if found is None else "".join(ElementTree.fromstring(found).itertext())


def counts(path):
    """What must not get fewer: pictures, tables, remarks, notes, bold runs, changes of persons."""
    found = parts(path)
    body = found["word/document.xml"].decode()
    return {
        "pictures": len(re.findall(r"<(?:wp:inline|wp:anchor)[ >]", body)),
        "tables": len(re.findall(r"<w:tbl>", body)),
        "remarks": len(re.findall(r"<w:commentReference ", body)),
        "notes": len(re.findall(r"<w:footnoteReference ", body)),
        "bold": len(re.findall(r"<w:b/>|<w:b w:val=\"(?:true|1)\"/>", body)),
        "changes": len(re.findall(r"<w:(?:ins|del) ", body)),
    }


def is_valid(path):
    validator = HERE / "node_modules/.bin/ooxml-validator"
    return subprocess.run([validator, path], stdout=subprocess.DEVNULL).returncode == 0


def build(chengwen, folder):
    done = subprocess.run([chengwen, "build", folder, "--json"], capture_output=True, text=True)
    if done.returncode != 0:
        raise AssertionError(f"build failed: {done.stderr}")
    return json.loads(done.stdout)


def three_more(folder):
    path = folder / LATE
    lines = path.read_bytes().decode("gb18030").rstrip("\r\n")
    for number, opinion in enumerate(["建议早市摊点划线管理", "希望延长图书馆周末开放时间", "建议乡镇食堂公开采购价格"], 29):
        lines += f"\n{number},周玉梅,县审计局,谈话,2022.3.16,{opinion},为民办实事成效不明显"
    path.write_bytes((lines + "\n").encode("gb18030"))


def tree(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def run(chengwen, sample, name, office, home):
    edit, present, absent = CASES[name]
    folder = home / re.sub(r"\W+", "_", name)
    shutil.copytree(sample, folder)
    shutil.rmtree(folder / "成文", ignore_errors=True)
    report = Path(build(chengwen, folder)["report"])
    first = text(report)
    office.edit(report, edit)
    assert (text(report) == first) == (name in SILENT), f"{name}: the edit did not take"
    edited, was_valid = counts(report), is_valid(report)
    saved = report.read_bytes()
    three_more(folder)
    said = build(chengwen, folder)
    result = Path(said["report"])
    faults = []
    stands = text(result)
    wanted = present + ([] if name.startswith("!") else [NEW])
    faults += [f"missing: {words}" for words in wanted if words not in stands]
    faults += [f"still there: {words}" for words in absent if words in stands]
    now = counts(result)
    faults += [f"{what}: {edited[what]} before, {now[what]} now" for what in edited if now[what] < edited[what]]
    if was_valid and not is_valid(result):
        faults.append("no longer valid")
    if name.startswith("! tracked") and NEW not in remarks(result) and "79" not in remarks(result):
        faults.append("the fresh figure is in no remark")
    if name == "! typed over the figure" and not any("80" in f["message"] and "79" in f["message"] for f in said["findings"]):
        faults.append("no finding says 80 and 79")
    kept = [path.read_bytes() for path in (folder / "成文/历史").glob("*.docx")]
    standing = [path.read_bytes() for path in (folder / "成文").glob("*.docx")]
    if saved not in kept + standing:
        faults.append("the edited version is lost, byte for byte")
    if said["revision"] is None:
        faults.append("no revision is reported")
    before = tree(folder)
    build(chengwen, folder)
    after = tree(folder)
    faults += [f"changed by building again: {path}" for path in sorted(set(before) | set(after)) if before.get(path) != after.get(path)]
    return faults


# ---- Rows of an annex ------------------------------------------------------------------------------------------

ROWS = "edited rows of an annex"
SETTINGS = ("项目,内容\n单位全称,某县卫生健康局\n主送机关,某县人民政府\n活动名称,能力提升活动\n"
            "成文日期,2024年6月3日\n下一步,健全长效机制\n附件,意见建议汇总\n")
OPINIONS = [("城关医院", "建议增设夜间门诊", "形式主义"), ("东街医院", "希望延长取药时间", "官僚主义"),
            ("西街医院", "要求公开收费标准", "官僚主义"), ("北街医院", "建议增加候诊座椅", "享乐主义"),
            ("南街医院", "请尽快修好停车场", "享乐主义")]


def put_opinions(folder, opinions):
    lines = [f"{at},{','.join(opinion)}" for at, opinion in enumerate(opinions, 1)]
    (folder / "意见汇总.csv").write_text("\n".join(["序号,单位,意见建议,方面", *lines]) + "\n", encoding="utf-8")


def edit_rows(page):
    """A cell is retyped, a row deleted, a row set in bold."""
    tables = page.document.TextTables
    table = next(t for t in map(tables.getByIndex, range(tables.Count)) if "夜间门诊" in str(t.DataArray))
    rows = [" ".join(map(str, row)) for row in table.DataArray]
    row = lambda words: next(at for at, text in enumerate(rows) if words in text)
    cell = lambda words: next(at for at, text in enumerate(table.DataArray[row(words)]) if words in str(text))
    retyped = table.getCellByPosition(cell("夜间门诊"), row("夜间门诊"))
    retyped.setString(retyped.String + "（已转办）")
    bold = table.getCellRangeByPosition(0, row("候诊座椅"), len(table.DataArray[0]) - 1, row("候诊座椅"))
    bold.CharWeight = bold.CharWeightAsian = 150.0
    table.Rows.removeByIndex(row("收费标准"), 1)


def table_rows(path):
    """The rows of the annex: the texts of their cells, and whether they are bold."""
    root = ElementTree.fromstring(parts(path)["word/document.xml"])
    table = next(t for t in root.iter(f"{W}tbl") if "夜间门诊" in "".join(t.itertext()))
    cells = lambda row: ["".join(cell.itertext()) for cell in row.iter(f"{W}tc")]
    return [(cells(row), row.find(f".//{W}r/{W}rPr/{W}b") is not None) for row in table.iter(f"{W}tr")]


def run_rows(chengwen, office, home):
    folder = home / "rows"
    folder.mkdir()
    (folder / "报告信息.csv").write_text(SETTINGS, encoding="utf-8")
    put_opinions(folder, OPINIONS)
    office.edit(Path(build(chengwen, folder)["report"]), edit_rows)
    first, second, third, fourth, fifth = OPINIONS
    moved = [fourth, (first[0], first[1], "奢靡之风"), fifth, third, second, ("中医院", "建议开设网上挂号", "形式主义")]
    put_opinions(folder, moved)
    rows = table_rows(Path(build(chengwen, folder)["report"]))
    found = lambda words: [row for row in rows if any(words in cell for cell in row[0])]
    once = ["夜间门诊", "取药时间", "候诊座椅", "停车场", "网上挂号"]
    faults = [f"{words} stands {len(found(words))} times" for words in once if len(found(words)) != 1]
    faults += ["the deleted row is back"] if found("收费标准") else []
    faults += [] if found("夜间门诊（已转办）") and found("奢靡之风") else ["the retyped row lost its words or its aspect"]
    bold = [row[0] for row in rows[1:] if row[1]]
    faults += [] if len(bold) == 1 and "候诊座椅" in "".join(bold[0]) else [f"bold are {bold}"]
    numbers = [row[0][0] for row in rows[1:] if row[0][0].isdigit()]
    faults += [] if numbers == [str(at + 1) for at in range(len(numbers))] else [f"numbered {numbers}"]
    before = tree(folder)
    build(chengwen, folder)
    return faults + ["changed by building again"] * (tree(folder) != before)


def main(chengwen, sample, names):
    chengwen, sample = Path(chengwen).resolve(), Path(sample).resolve()
    failed = 0
    with tempfile.TemporaryDirectory() as home:
        office = Office(home)
        for name in names or [*CASES, ROWS]:
            faults = run_rows(chengwen, office, Path(home)) if name == ROWS else run(
                chengwen, sample, name, office, Path(home))
            failed += bool(faults)
            print(f"{'FAIL' if faults else 'ok  '} {name}", *faults, sep="\n       ", flush=True)
        office.close()
    print(f"revision: {len(names or [*CASES, ROWS]) - failed} passed, {failed} failed")
    return failed == 0


if __name__ == "__main__":
    sys.exit(0 if main(sys.argv[1], sys.argv[2], sys.argv[3:]) else 1)
