"""Measures the annexes of a PDF against GB/T 9704-2012, 7.3.4, 7.3.7 and 8: names below the body, labels, titles,
tables upright and on their side, page numbers. Used by fidelity.py."""

import re
import subprocess
from html import unescape

POINTS = 72 / 25.4  # in a millimetre
LEFT, TOP, WIDTH, HEIGHT = 28.0, 37.0, 156.0, 225.0  # the type area of an upright page, in millimetres
LINE, CHARACTER, TITLE = 28.95 / POINTS, 16 / POINTS, 36 / POINTS
LEADING = (LINE - CHARACTER) / 2 + 0.1
NUMBER_INDENT = 14 / POINTS
BELOW = 7.0  # from the type area to the dashes of a page number
DPI = 200
CHART = re.compile(r"各.*[次人篇]数?$")
LABEL = re.compile(r"附件\d*")


class Word:
    def __init__(self, found):
        self.left, self.top, self.right, self.bottom = (float(length) / POINTS for length in found[:4])
        self.text = unescape(found[4])
        self.middle = (self.top + self.bottom) / 2


class Page:
    """A page with its words; a type area that lies on its side when the page does."""

    def __init__(self, number, xml):
        width, height = (float(length) / POINTS for length in re.match(r'width="(.*?)" height="(.*?)"', xml).groups())
        words = re.findall(r'xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>', xml)
        self.number, self.lies = number, width > height
        # The top of a page on its side is the left edge of the sheet, its left side the lower one.
        self.left, self.top = (width - TOP - HEIGHT, LEFT) if self.lies else (LEFT, TOP)
        self.width, self.height = (HEIGHT, WIDTH) if self.lies else (WIDTH, HEIGHT)
        self.right, self.bottom = self.left + self.width, self.top + self.height
        words = [Word(found) for found in words]
        outside = lambda word: word.right < self.left if self.lies else word.top > self.bottom
        self.foot = [word for word in words if outside(word)]
        self.lines = []
        for word in sorted((word for word in words if not outside(word)), key=lambda word: word.middle):
            if self.lines and word.middle - self.lines[-1][-1].middle < 2:
                self.lines[-1].append(word)
            else:
                self.lines.append([word])
        for line in self.lines:
            line.sort(key=lambda word: word.left)

    def text(self, line):
        return "".join(word.text for word in self.lines[line]) if line < len(self.lines) else ""

    def middle(self, line):
        words = self.lines[line]
        return sum(word.middle for word in words) / len(words)


def pages(pdf):
    xml = subprocess.run(["pdftotext", "-bbox", pdf, "-"], check=True, capture_output=True, text=True).stdout
    return [Page(number, page) for number, page in enumerate(xml.split("<page ")[1:], start=1)]


def first(pdf):
    """The number of pages before the first annex; all when there is none."""
    found = pages(pdf)
    return next((page.number - 1 for page in found if LABEL.fullmatch(page.text(0))), len(found))


def dark(pdf, page):
    """The dark pixels of a page by rows: (height of the row in millimetres, places of its dark pixels)."""
    command = ["pdftoppm", "-r", str(DPI), "-gray", "-f", str(page), "-l", str(page), pdf]
    data = subprocess.run(command, check=True, capture_output=True).stdout
    header = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", data)
    width, height = int(header[1]), int(header[2])
    for row in range(height):
        start = header.end() + row * width
        found = [column for column, pixel in enumerate(data[start:start + width]) if pixel < 128]
        if found:
            yield (row + 0.5) / DPI * 25.4, [(column + 0.5) / DPI * 25.4 for column in found]


def measure(verdict, pdf):
    """Measures everything about annexes; nothing in a document without them."""
    found = pages(pdf)
    before = first(pdf)
    if before == len(found):
        return
    if found[-1].text(0).startswith("抄送"):
        # 版记 on a page of its own, after annexes that lie on their side or where it was asked for.
        found = found[:-1]
    names = notes(verdict, found[before - 1])
    annexes = []
    for page in found[before:]:
        if LABEL.fullmatch(page.text(0)):
            annexes.append([])
        annexes[-1].append(page)
    labels = [annex[0].text(0) for annex in annexes]
    wanted = [f"附件{number}" for number in range(1, len(annexes) + 1)] if len(annexes) > 1 else ["附件"]
    verdict.say(labels == wanted, f"labels: {labels}")
    titles = [opening(verdict, annex[0]) for annex in annexes]
    verdict.say(titles == names, f"titles {titles} are those of 附件说明 {names}")
    for annex in annexes:
        # A chart that found no room below its table has a page of its own.
        tables = [page for page in annex if not CHART.match(page.text(0))]
        heads = [page.text(0 if index else head_line(page)) for index, page in enumerate(tables)]
        verdict.say(len(set(heads)) == 1, f"the header stands on every page of {annex[0].text(0)}: {heads}")
        for page in annex:
            number(verdict, pdf, page)
        for page in tables:
            edges(verdict, pdf, page)
            broken = dates(page)
            verdict.say(not broken, f"no date of {annex[0].text(0)} breaks before 日: {broken}")


def dates(page):
    """The days that a line of a cell begins with: what stands beside 日 at its left is not its number."""
    found = []
    for line in page.lines:
        for before, word in zip([None, *line], line):
            apart = before is None or word.left - before.right > CHARACTER / 2 or not before.text[-1].isdigit()
            if re.fullmatch("日[前止起内]?", word.text) and apart:
                found.append("".join(word.text for word in line))
    return found



def notes(verdict, page):
    """7.3.4: 附件说明 two characters in, one blank line below the body; names below each other, also where they wrap."""
    start = next(index for index in range(len(page.lines)) if page.text(index).startswith("附件："))
    verdict.near("附件说明 from the left", page.lines[start][0].left - LEFT, 2 * CHARACTER, 0.5)
    if start:
        gap = page.middle(start) - page.middle(start - 1)
        verdict.near("附件说明 below the body", gap, 2 * LINE, 0.3)
    several = re.match(r"附件：\d\.", page.text(start)) is not None
    indent = 6 * CHARACTER if several else 5 * CHARACTER
    names, index = [], start
    while index == start or (index < len(page.lines) and page.middle(index) - page.middle(index - 1) < 1.5 * LINE):
        text = page.text(index).removeprefix("附件：")
        left = page.lines[index][0].left - LEFT
        if index == start or re.match(r"\d+\.", text):
            names.append(re.sub(r"^\d+\.", "", text) if several else text)
            if index > start:
                verdict.near(f"number {len(names)} of 附件说明 from the left", left, indent - CHARACTER, 0.5)
        else:
            names[-1] += text
            verdict.near(f"wrap of “{names[-1]}” from the left", left, indent, 0.5)
        index += 1
    ends = [name for name in names if name[-1] in "。；，、"]
    verdict.say(not ends, f"names end without a mark: {ends}")
    return names


def title_lines(page):
    """The lines of the title: the second of the page and those that follow at its distance."""
    end = 2
    while end < len(page.lines) and abs(page.middle(end) - page.middle(end - 1) - TITLE) < 1.0:
        end += 1
    return range(1, end)


def head_line(page):
    return title_lines(page).stop


def opening(verdict, page):
    """7.3.7: the label on the first line, flush left; the title on the third, in the middle."""
    label = page.lines[0]
    verdict.near(f"{page.text(0)} from the left", label[0].left - page.left, 0, 0.5)
    # Where the program puts the leading of an exact line is its own affair: up to half of it.
    verdict.near(f"{page.text(0)} on the first line", page.middle(0) - page.top, LINE / 2, LEADING)
    verdict.near("title on the third line", page.middle(1) - page.top, 2 * LINE + TITLE / 2, LEADING)
    title = ""
    for index in title_lines(page):
        words = page.lines[index]
        middle = (words[0].left + words[-1].right) / 2
        verdict.near("title in the middle", middle, page.left + page.width / 2, 0.5)
        title += page.text(index)
    return title


def number(verdict, pdf, page):
    """7.5, 8: the page number where an upright page has it, also on a page on its side: there at its left edge, turned
    by a quarter, so that its top is the left of the sheet."""
    along = (lambda word: word.top) if page.lies else (lambda word: word.left)
    foot = sorted(page.foot, key=along)
    text = "".join(word.text for word in foot)
    verdict.say(text == f"—{page.number}—", f"page {page.number}, {'on its side' if page.lies else 'upright'}: {text}")
    if not foot:
        return
    begin, end = (foot[0].top, foot[-1].bottom) if page.lies else (foot[0].left, foot[-1].right)
    if page.number % 2:
        verdict.near(f"page number {page.number} from the right of the sheet", LEFT + WIDTH - end, NUMBER_INDENT, 0.75)
    else:
        verdict.near(f"page number {page.number} from the left of the sheet", begin - LEFT, NUMBER_INDENT, 0.75)
    if page.lies:
        columns = {}
        for _, places in dark(pdf, page.number):
            for place in places:
                if place < page.left - 1:
                    columns[place] = columns.get(place, 0) + 1
        dashes = max(columns, key=columns.get)
        verdict.near("dashes from the type area", page.left - dashes, BELOW, 1.0)


def edges(verdict, pdf, page):
    """Tables are as wide as the type area, and nothing stands below it."""
    rows = [(at, places) for at, places in dark(pdf, page.number) if page.top - 3 < at]
    inside = [(at, [p for p in places if page.left - 1 < p < page.right + 3]) for at, places in rows]
    rules = [places for _, places in inside if len(places) > 0.9 * page.width / 25.4 * DPI]
    verdict.say(len(rules) > 2, f"page {page.number} has a table")
    if rules:
        verdict.near(f"table of page {page.number} from the left", min(map(min, rules)) - page.left, 0, 0.5)
        verdict.near(f"table of page {page.number} to the right", max(map(max, rules)) - page.right, 0, 0.5)
    foot = 0 if page.lies else min((word.top for word in page.foot), default=297)
    last = max(at for at, places in inside if places and (page.lies or at < foot))
    verdict.say(last <= page.bottom + 0.3, f"last ink of page {page.number}: {last:.2f}, at most {page.bottom:.2f}")
