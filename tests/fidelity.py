"""Measures the pages of a PDF against GB/T 9704-2012: type area, lines, characters, page numbers, and of what the
document shows 版头, 版记 and signature.

Usage: fidelity.py FILE.pdf [FILE.json]. The JSON says what the document shows: `mark` (how many lines of
发文机关标志), `rule` (whether there is a red line), `labels`, `title` (its lines), `imprint` (how many rules 版记
has), `own_page`, `pages`, `line` (points between lines), `centred_number`, `signature` with `date_right` (characters from the edge to the date) and `centred`, `number_above`.
Prints what was measured; exit code 1 when a measure is off.
"""

import json
import re
import subprocess
import sys
from html import unescape

import annexes

POINTS = 72 / 25.4  # in a millimetre
LEFT, RIGHT, TOP, BOTTOM = 28.0, 184.0, 37.0, 262.0  # the type area on the page, in millimetres
LINE = 28.95 / POINTS
CHARACTER = 16 / POINTS
LEADING = LINE - CHARACTER
NUMBER_INDENT = 14 / POINTS
DPI = 200
FINE = 600  # dots per inch where the thickness of a rule is measured
HEADING = re.compile("[一二三四五六七八九十]+、")
MARKS = "，。、；：！？”’）》〉】…"


class Line:
    """Words at one height, from left to right; lengths in millimetres."""

    def __init__(self, words):
        words.sort()
        self.left, self.right = words[0][0], max(word[2] for word in words)
        self.middle = sum(word[1] + word[3] for word in words) / len(words) / 2
        self.text = "".join(word[4] for word in words)
        self.last = words[-1]

        # LibreOffice 7.4 reads overflowPunct the wrong way round: a mark may hang over the edge, though the
        # document forbids it.
        self.hangs = self.text[-1] in MARKS
        self.unhung = self.text[:-1] if self.hangs else self.text

    def is_full_width(self):
        return all(character > "\u2e80" for character in self.unhung)


def pages(pdf):
    """The lines of each page, top to bottom."""
    xml = subprocess.run(["pdftotext", "-bbox", pdf, "-"], check=True, capture_output=True, text=True).stdout
    for page in xml.split("<page ")[1:]:
        found = re.findall(r'xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>', page)
        words = [[float(length) / POINTS for length in word[:4]] + [unescape(word[4])] for word in found]
        words.sort(key=lambda word: word[1] + word[3])
        rows = []
        for word in words:
            if rows and (word[1] + word[3] - rows[-1][-1][1] - rows[-1][-1][3]) / 2 < LINE / 3:
                rows[-1].append(word)
            else:
                rows.append([word])
        yield [Line(row) for row in rows]


DARK = bytes(1 if value < 128 else 0 for value in range(256))


def picture(pdf, page, kind, dpi=DPI):
    """The rows of pixels of a page, from the top: (height of their middle in millimetres, bytes)."""
    command = ["pdftoppm", "-r", str(dpi), *kind, "-f", str(page), "-l", str(page), pdf]
    data = subprocess.run(command, check=True, capture_output=True).stdout
    header = re.match(rb"P[56]\s+(\d+)\s+(\d+)\s+255\s", data)
    width = int(header[1]) * (3 if data[:2] == b"P6" else 1)
    for row in range(int(header[2])):
        start = header.end() + row * width
        yield (row + 0.5) / dpi * 25.4, data[start:start + width]


def ink(pdf, page, top, bottom):
    """The rows of pixels between two heights: (height in millimetres, dark pixels)."""
    for at, row in picture(pdf, page, ["-gray"]):
        if top <= at < bottom:
            dark = row.translate(DARK).count(1)
            if dark:
                yield at, dark


class Colour:
    """The ink of a page by colour: of each row that has any, where it begins and ends, in millimetres."""

    def __init__(self, pdf, page):
        self.red, self.black = [], []
        step = 25.4 / FINE
        for at, row in picture(pdf, page, [], FINE):
            red, green = row[0::3].translate(DARK), row[1::3].translate(DARK)
            for pixels, rows in ((red, self.black), (bytes(g & ~r for r, g in zip(red, green)), self.red)):
                if 1 in pixels:
                    rows.append((at, pixels.find(1) * step, (pixels.rfind(1) + 1) * step, pixels.count(1) * step))

    @staticmethod
    def rules(rows):
        """The rules as wide as the type area: (upper edge, lower edge, left, right)."""
        found = []
        half = 25.4 / FINE / 2
        for at, left, right, inked in rows:
            if inked > 0.95 * (RIGHT - LEFT):
                if found and at - found[-1][1] < 3 * half:
                    found[-1][1] = at + half
                else:
                    found.append([at - half, at + half, left, right])
        return found


class Verdict:
    """What was measured, and whether it is as it should be."""

    def __init__(self, pdf):
        self.pdf, self.wrong = pdf, 0

    def near(self, what, measured, wanted, tolerance):
        good = abs(measured - wanted) <= tolerance
        self.say(good, f"{what}: {measured:.2f}, wanted {wanted:.2f} ± {tolerance:.2f}")

    def say(self, good, sentence):
        self.wrong += not good
        print(f"  {'  ' if good else '✗ '}{sentence}")


def measure(pdf, shows):
    global LINE
    LINE = shows.get("line", 28.95) / POINTS
    verdict = Verdict(pdf)
    bodies = []
    # The annexes are measured by themselves.
    everything = list(pages(pdf))
    main = everything[: annexes.first(pdf)]
    if shows.get("own_page"):
        foot = [line.text for line in everything[-1] if line.middle > BOTTOM]
        verdict.say(not foot, f"the page of 版记 has no number: {foot}")
    for number, lines in enumerate(main, start=1):
        bodies.append([line for line in lines if line.middle < BOTTOM])
        foot = [line for line in lines if line.middle > BOTTOM]
        if not (shows.get("own_page") and number == len(everything)):
            page_number(verdict, number, foot, shows.get("centred_number"))
    lines = [line for body in bodies for line in body]
    verdict.near("left edge of the text", min(line.left for line in lines), LEFT, 0.5)
    right = max(line.right - line.hangs * CHARACTER for line in lines)
    verdict.say(right <= RIGHT + 0.5, f"right edge of the text: {right:.2f}, at most {RIGHT:.2f} + 0.5")
    if len(bodies) > 1 and not shows.get("imprint"):
        full_pages(verdict, pdf, bodies)
    dash = max(ink(pdf, 1, BOTTOM, 297), key=lambda row: row[1])[0]
    verdict.near("page number's dashes below the type area", dash - BOTTOM, 7.0, 0.5)
    if "pages" in shows:
        verdict.near("pages", len(bodies), shows["pages"], 0)
    if shows:
        head(verdict, pdf, bodies[0], shows)
        imprint(verdict, pdf, len(everything), shows)
        signature(verdict, lines, shows)
    annexes.measure(verdict, pdf)
    return verdict.wrong


def head(verdict, pdf, lines, shows):
    """7.2.4: the mark 35 mm below the upper edge of the type area; 7.2.7: the line 4 mm below 发文字号, as wide as the
    type area; 7.3.1: the lines of the title, two blank lines below it."""
    colour = Colour(pdf, 1)
    rules = Colour.rules(colour.red)
    verdict.say(len(rules) == bool(shows.get("rule")), f"red lines: {len(rules)}")
    if shows.get("mark"):
        red = [row for row in colour.red if not rules or row[0] < rules[0][0] - 1]
        verdict.near("mark below the upper edge of the type area", red[0][0] - TOP, 35.0, 0.5)
        edges = min(row[1] for row in red), max(row[2] for row in red)
        verdict.say(edges[0] >= LEFT - 0.1 and edges[1] <= RIGHT + 0.1, f"mark from {edges[0]:.2f} to {edges[1]:.2f}")
        verdict.near("middle of the mark", sum(edges) / 2, (LEFT + RIGHT) / 2, 1.5)
        names = [line for line in lines if red[0][0] < line.middle < red[-1][0] and line.text != "文件"]
        verdict.near("lines of the mark", len(names), shows["mark"], 0)
    elif not rules:
        verdict.say(not colour.red, f"{len(colour.red)} rows of red")
    above = None
    for top, bottom, left, right in rules:
        verdict.near("left end of the red line", left, LEFT, 0.5)
        verdict.near("right end of the red line", right, RIGHT, 0.5)
        above = top
    above = shows.get("number_above", above)
    if "text_on_first" in shows:
        # 7.3.3: below 主送机关, which ends with a colon.
        below = next((number for number, line in enumerate(lines) if line.text.endswith("：")), len(lines) - 1)
        count = len(lines) - below - 1
        verdict.say(count >= shows["text_on_first"], f"lines of text on the first page: {count}")
    if above is not None:
        ink_above = [at for at, *_ in colour.black if at < above]
        reach = ink_above or [at for at, *_ in colour.red if at < above - 0.5]
        if not shows.get("mark") or ink_above:
            verdict.near("发文字号 above the line", above - reach[-1], 4.0, 0.5)
    for number, label in enumerate(shows.get("labels", [])):
        verdict.say(lines[number].text == label, f"line {number + 1}: {lines[number].text}, wanted {label}")
        verdict.near(f"{label} on line {number + 1}", lines[number].middle - TOP, (number + 0.5) * LINE, 2.0)
        verdict.near(f"{label} from the left", lines[number].left, LEFT, 0.5)
    title = shows.get("title", [])
    if title:
        texts = [line.text for line in lines]
        at = texts.index(title[0]) if title[0] in texts else 0
        verdict.say(texts[at:at + len(title)] == title, f"title: {texts[at:at + len(title)]}")
        for line in lines[at:at + len(title)]:
            verdict.near("middle of a line of the title", (line.left + line.right) / 2, (LEFT + RIGHT) / 2, 0.5)
        if above is not None:
            first = min(row for row, *_ in colour.black if row > above + 1)
            leading = 14 / POINTS
            verdict.near("title below the line", first - above, 2 * LINE + leading / 2, leading / 2)


def imprint(verdict, pdf, page, shows):
    """7.4.1: rules as wide as the type area, 0.35, 0.25 and 0.35 mm, the last on the lower edge of the type area."""
    if "imprint" not in shows:
        return
    rules = Colour.rules(Colour(pdf, page).black)
    verdict.near("rules of 版记", len(rules), shows["imprint"], 0)
    for number, (top, bottom, left, right) in enumerate(rules):
        thick = number in (0, len(rules) - 1)
        verdict.near(f"rule {number + 1} of 版记 in thickness", bottom - top, 0.35 if thick else 0.25, 0.05)
        verdict.near("  its left end", left, LEFT, 0.5)
        verdict.near("  its right end", right, RIGHT, 0.5)
    if rules:
        verdict.near("last rule of 版记", rules[-1][1], BOTTOM, 0.5)


def signature(verdict, lines, shows):
    """7.3.5: so many characters from the date to the right edge; with a seal the 署名 over its middle."""
    if "date_right" not in shows:
        return
    dates = [line for line in lines if re.fullmatch("[0-9]{4}年[0-9]{1,2}月[0-9]*日", line.text)]
    verdict.say(bool(dates), f"dates: {[line.text for line in dates]}")
    for date in dates[-1:]:
        verdict.near("date from the right in characters", (RIGHT - date.right) / CHARACTER, shows["date_right"], 0.1)
        names = [line.last for line in lines if line.last[4] == shows.get("signature")]
        verdict.say(bool(names) == ("signature" in shows), f"署名: {[name[4] for name in names]}")
        if names and shows.get("centred"):
            # The stand-in font's digits are wider than the halves of official fonts, by which the place is computed.
            width = sum(0.5 if character < "\x80" else 1 for character in date.text) * CHARACTER
            middle, wanted = (names[-1][0] + names[-1][2]) / 2, date.right - width / 2
            verdict.near("署名 over the middle of the date", middle, wanted, 0.5)


def page_number(verdict, number, lines, centred):
    """7.5: between dashes, one character in from the right edge on odd pages, from the left on even ones."""
    texts = [line.text for line in lines]
    verdict.say(texts == [f"—{number}—"], f"page {number} is numbered {texts}")
    for line in lines:
        if centred:
            verdict.near(f"middle of page number {number}", (line.left + line.right) / 2, (LEFT + RIGHT) / 2, 0.5)
        elif number % 2:
            verdict.near(f"page number {number} from the right", RIGHT - line.right, NUMBER_INDENT, 0.75)
        else:
            verdict.near(f"page number {number} from the left", line.left - LEFT, NUMBER_INDENT, 0.75)


def full_pages(verdict, pdf, bodies):
    """5.2.3: 22 lines, 28 characters. A heading that stays with its text may leave a page a line short; before
    the last page it may be more, since LibreOffice moves the whole last paragraph along with the signature
    (7.3.5.5), where Word moves only its last lines."""
    # A page whose next begins with a heading gave that heading's line away; the one before the last gave the whole
    # last paragraph away when the last page begins with one.
    gave = lambda after: HEADING.match(after[0].text) or (after is bodies[-1] and after[0].left > LEFT + 5)  # noqa: E731
    full = [body for body, after in zip(bodies[1:-1], bodies[2:]) if not gave(after)]
    longest = max((len(line.unhung) for body in bodies for line in body if line.is_full_width()), default=0)
    inner = bodies[1:-1]
    if inner:
        if full:
            # Counted by height: where a mark hangs at the end of a paragraph, LibreOffice leaves an empty line.
            heights = [round((body[-1].middle - body[0].middle) / LINE) + 1 for body in full]
            verdict.near("lines on a full page", max(heights), 22, 0)
        verdict.near("characters on a full line", longest, 28, 0)
        verdict.say(all(len(body) >= 20 for body in inner[:-1]), f"lines by page: {[len(body) for body in bodies]}")
    pitches = [b.middle - a.middle for body in bodies[1:] for a, b in zip(body, body[1:])]
    even = [pitch for pitch in pitches if pitch < 1.5 * LINE]
    verdict.near("distance of lines", sum(even) / len(even) if even else LINE, LINE, 0.05)
    # Exact lines leave it to the program how much of the leading stands above the characters.
    rows = [at for at, _ in ink(pdf, 2, 0, BOTTOM + 3)]
    verdict.near("first ink below the upper edge", rows[0] - TOP, LEADING / 2, LEADING / 2)
    verdict.say(rows[-1] <= BOTTOM, f"last ink: {rows[-1]:.2f}, at most {BOTTOM:.2f}")


if __name__ == "__main__":
    SHOWS = {}
    if len(sys.argv) > 2:
        with open(sys.argv[2], encoding="utf-8") as file:
            SHOWS = json.load(file)
    sys.exit(1 if measure(sys.argv[1], SHOWS) else 0)
