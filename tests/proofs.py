"""Documents with known faults, and right ones: what `lint` finds of them, misses, and says without reason.

The form of tests/proofs/*.txt: `== name` begins a document; `T` title, `A` 主送机关, `P` paragraph, `S` 署名, `D` date,
`|` a row of a table; `! rule words` says that the rule must find something in what stands above, and name the words.
"""

import json
import subprocess
import tempfile
from pathlib import Path

import office

# What the text says; the look of these documents is nobody's.
OF_TEXT = ("text-", "table-", "TEXT-06", "GENRE-01", "ATT-03")
SEVERE = ("error", "warning")


def read(path):
    found = []
    for n, line in enumerate(path.read_text().splitlines(), 1):
        mark, rest = line[:1], line[1:].strip()
        if line.startswith("== "):
            found.append(dict(set=path.stem, name=line[3:].strip(), lines=[], wanted=[]))
        elif mark in "TAPSD" and line[1:2] == " ":
            found[-1]["lines"].append((mark, rest))
        elif mark == "|":
            found[-1]["lines"].append((mark, [cell.strip() for cell in rest.split("|")]))
        elif mark == "!":
            rule, words = rest.split(" ", 1)
            found[-1]["wanted"].append((rule, words))
        elif line.strip() and not line.startswith("//"):
            raise SystemExit(f"{path}:{n}: {line}")
    return found


def run(of):
    """A paragraph as offices format it, far enough that its part is known."""
    mark, text = of
    align = {"T": "center", "S": "right", "D": "right"}.get(mark)
    size = "44" if mark == "T" else "32"
    jc = f'<w:pPr><w:jc w:val="{align}"/></w:pPr>' if align else ""
    return f'<w:p>{jc}<w:r><w:rPr><w:sz w:val="{size}"/></w:rPr><w:t xml:space="preserve">{office.escape(text)}</w:t></w:r></w:p>'


def table(rows):
    cell = lambda text: f'<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/></w:tcPr>{run(("P", text))}</w:tc>'
    body = "".join("<w:tr>" + "".join(map(cell, row)) + "</w:tr>" for row in rows)
    grid = '<w:gridCol w:w="2000"/>' * max(map(len, rows))
    return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>'


def build(document, path):
    body, rows = [], []
    for mark, text in document["lines"] + [("", "")]:
        if mark == "|":
            rows.append(text)
            continue
        if rows:
            body.append(table(rows))
            rows = []
        if mark:
            body.append(run((mark, text)))
    office.body(path, "".join(body))


def measure(binary, folder):
    """Each document with what was found, missed, and said without reason."""
    results = []
    for document in (one for path in sorted(folder.glob("*.txt")) for one in read(path)):
        with tempfile.TemporaryDirectory() as name:
            path = Path(name) / "报告.docx"
            build(document, path)
            done = subprocess.run([binary, "lint", str(path), "--json", "--lang", "zh"], capture_output=True, text=True, timeout=300)
        said = [f for f in json.loads(done.stdout)["findings"] if f["rule"].startswith(OF_TEXT)]
        meets = lambda f, wanted: f["rule"] == wanted[0] and wanted[1] in f["message"] + f["excerpt"]
        found = [wanted for wanted in document["wanted"] if any(meets(f, wanted) for f in said)]
        missed = [wanted for wanted in document["wanted"] if wanted not in found]
        rules = {rule for rule, _ in document["wanted"]}
        false = [f for f in said if f["rule"] not in rules]
        results.append(dict(document=document, found=found, missed=missed, false=[f for f in false if f["severity"] in SEVERE], hints=[f for f in false if f["severity"] not in SEVERE]))
    return results


def section(results):
    """The part of docs/results.md that says it."""
    yield "## Documents read over"
    yield ""
    yield "Documents of `tests/proofs/` with faults that were marked before they were read, and right ones full of what looks wrong"
    yield "(12345热线, AB岗, 报名截止后); all are read by `lint` alone, without a folder behind them. *False*: what is said of severity"
    yield "error or warning where nothing is wrong; *hints* are the rest."
    yield ""
    yield "| set | documents | faults | found | missed | false | hints |"
    yield "|---|---|---|---|---|---|---|"
    for name in dict.fromkeys(r["document"]["set"] for r in results):
        some = [r for r in results if r["document"]["set"] == name]
        count = lambda key: sum(len(r[key]) for r in some)
        wanted = sum(len(r["document"]["wanted"]) for r in some)
        yield f"| {name} | {len(some)} | {wanted} | {count('found')} | {count('missed')} | {count('false')} | {count('hints')} |"
    yield ""
    for r in results:
        for rule, words in r["missed"]:
            yield f"- `{r['document']['set']}/{r['document']['name']}`: {rule} does not find {words}"
        for f in r["false"] + r["hints"]:
            yield f"- `{r['document']['set']}/{r['document']['name']}`: {f['rule']} without reason: {f['message']}"


def shares(results):
    wanted = sum(len(r["document"]["wanted"]) for r in results)
    return {"faults found": sum(len(r["found"]) for r in results) / wanted, "documents without a false alarm": sum(not r["false"] for r in results) / len(results)}
