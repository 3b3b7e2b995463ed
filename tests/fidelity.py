"""Measures the pages of a PDF against GB/T 9704-2012: type area, lines, characters, page numbers.

Usage: fidelity.py FILE.pdf. Prints what was measured; exit code 1 when a measure is off.
"""

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
HEADING = re.compile("[一二三四五六七八九十]+、")
MARKS = "，。、；：！？”’）》〉】…"


class Line:
    """Words at one height, from left to right; lengths in millimetres."""

    def __init__(self, words):
        words.sort()
        self.left, self.right = words[0][0], max(word[2] for word in words)
        self.middle = sum(word[1] + word[3] for word in words) / len(words) / 2
        self.text = "".join(word[4] for word in words)

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


def ink(pdf, page, top, bottom):
    """The rows of pixels between two heights: (height in millimetres, dark pixels)."""
    command = ["pdftoppm", "-r", str(DPI), "-gray", "-f", str(page), "-l", str(page), pdf]
    data = subprocess.run(command, check=True, capture_output=True).stdout
    header = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", data)
    width, height = int(header[1]), int(header[2])
    for row in range(height):
        at = (row + 0.5) / DPI * 25.4
        if top <= at < bottom:
            start = header.end() + row * width
            dark = sum(pixel < 128 for pixel in data[start:start + width])
            if dark:
                yield at, dark


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


def measure(pdf):
    verdict = Verdict(pdf)
    bodies = []
    # The annexes are measured by themselves.
    main = list(pages(pdf))[: annexes.first(pdf)]
    for number, lines in enumerate(main, start=1):
        bodies.append([line for line in lines if line.middle < BOTTOM])
        page_number(verdict, number, [line for line in lines if line.middle > BOTTOM])
    everything = [line for body in bodies for line in body]
    verdict.near("left edge of the text", min(line.left for line in everything), LEFT, 0.5)
    right = max(line.right - line.hangs * CHARACTER for line in everything)
    verdict.say(right <= RIGHT + 0.5, f"right edge of the text: {right:.2f}, at most {RIGHT:.2f} + 0.5")
    if len(bodies) > 1:
        full_pages(verdict, pdf, bodies)
    dash = max(ink(pdf, 1, BOTTOM, 297), key=lambda row: row[1])[0]
    verdict.near("page number's dashes below the type area", dash - BOTTOM, 7.0, 1.0)
    annexes.measure(verdict, pdf)
    return verdict.wrong


def page_number(verdict, number, lines):
    """7.5: between dashes, one character in from the right edge on odd pages, from the left on even ones."""
    texts = [line.text for line in lines]
    verdict.say(texts == [f"—{number}—"], f"page {number} is numbered {texts}")
    for line in lines:
        if number % 2:
            verdict.near(f"page number {number} from the right", RIGHT - line.right, NUMBER_INDENT, 0.75)
        else:
            verdict.near(f"page number {number} from the left", line.left - LEFT, NUMBER_INDENT, 0.75)


def full_pages(verdict, pdf, bodies):
    """5.2.3: 22 lines, 28 characters. A heading that stays with its text may leave a page a line short; before
    the last page it may be more, since LibreOffice moves the whole last paragraph along with the signature
    (7.3.5.5), where Word moves only its last lines."""
    # A page whose next begins with a heading gave that heading's line away.
    full = [body for body, after in zip(bodies[1:-1], bodies[2:]) if not HEADING.match(after[0].text)]
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
    sys.exit(1 if measure(sys.argv[1]) else 0)
