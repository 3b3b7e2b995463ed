"""Turns words of headers with the field that each names (tests/layouts/words.txt) into how many the program knows.

Every word stands as one more column in a small workbook of its table; the column of the field that it names is left out
there. All workbooks of a table lie in one folder, so one run of `check` measures them.
"""

import json
import subprocess
import tempfile
from pathlib import Path

import office

DATES = ["2024年3月5日", "2024年4月11日", "2024年5月16日"]
UNITS = ["县林业局", "溪口镇", "县中医院"]
PEOPLE = ["阮明霞", "骆向东", "柯淑云"]
SPOKEN = ["建议食堂增加晚餐供应", "希望减少临时性报表", "建议开通夜间门诊"]
WRONG = ["会议记录要素不全", "应急物资台账与实物不符", "政策宣传覆盖面不广"]
CURED = ["逐项补记并由专人复核", "重新盘点并更新台账", "编印宣传册入户发放"]
TOLD = ["组织全体人员逐条学习", "现场演示后分组讨论", "结合实际谈了认识"]
COUNTS = ["31", "42", "27"]

# What stands below a header, by the field that it names or by what is said behind the colon.
VALUES = {
    "date": DATES, "due": ["2024年6月30日", "2024年9月底", "2024年12月31日"], "done_date": DATES, "unit": UNITS, "dept": UNITS, "co_dept": UNITS,
    "organiser": UNITS, "issuer": UNITS, "person": PEOPLE, "host": PEOPLE, "lecturer": PEOPLE, "owner": PEOPLE, "leader": PEOPLE, "name": PEOPLE,
    "theme": ["学习新修订的条例", "推动基层减负增效", "节约用水主题宣传"], "type": ["党课", "主题党日", "集中学习"], "place": ["三楼会议室", "文化礼堂", "社区广场"],
    "expected": ["40", "45", "30"], "actual": COUNTS, "leave": ["2", "1", "3"], "participants": ["全体党员", "班子成员、中层干部", "阮明霞、骆向东、柯淑云"],
    "content": TOLD, "materials": ["《纪律处分条例》", "《党史简明读本》", "《廉洁从业若干规定》"], "result": ["形成三条措施", "解决停车难题一件", "提高了认识"],
    "essays": ["12", "9", "15"], "speakers": ["3", "5", "4"], "days": ["1", "2", "3"], "basis": ["市委〔2024〕3号文件", "局党组会议决定", "年度学习计划"],
    "identity": ["中层干部", "一线职工", "退休人员"], "target": ["办公室", "综合科", "后勤科"], "aspect": ["工作作风", "服务保障", "制度建设"],
    "channel": ["座谈会", "书面征求", "意见箱"], "adoption": ["采纳", "部分采纳", "未采纳"], "adopt_reason": ["符合实际", "条件不具备", "已有规定"],
    "number": ["A2024001", "A2024002", "A2024003"], "order": ["1", "2", "3"], "remark": ["无异议", "另附说明", "口头提出"],
    "problem": WRONG, "level": ["一般", "较大", "一般"], "source": ["上级督查", "日常检查", "群众举报"], "goal": ["做到账实相符", "实现零空岗", "知晓率明显提高"],
    "measure": CURED, "progress": ["已完成整改", "正在推进", "已整改到位"], "status": ["已完成", "整改中", "已完成"], "closed": ["是", "否", "是"],
    "cause": ["责任心不强", "制度落实有差距", "人手紧张"], "evidence": ["会议纪要", "台账复印件", "验收单"], "post": ["主任", "副主任", "科员"],
    "category": ["在编", "聘用", "在编"], "title": ["差旅费管理办法", "公务接待实施细则", "会议费管理办法"], "doc_no": ["林发〔2024〕3号", "林发〔2024〕7号", "林办〔2024〕2号"],
    "action": ["新建", "修订", "废止"], "full": ["县林业和草原局", "溪口镇人民政府", "县中医医院"], "short": ["林草局", "溪口镇", "中医院"],
    "target_group": ["中层干部", "一线职工", "服务对象"], "sent": ["120", "80", "60"], "returned": ["110", "78", "60"], "valid": ["108", "77", "60"],
    "rate": ["91.7%", "97.5%", "100%"], "phone": ["13900010002", "13900010003", "13900010004"], "link": ["a1.jpg", "a2.jpg", "a3.jpg"],
    "money": ["1200.50", "860.00", "3300.00"], "few": ["3", "5", "2"], "person-post": ["主任", "副主任", "科长"], "yes": ["是", "否", "是"],
    "percent": ["95%", "88%", "100%"], "idcard": ["510101197003051234", "510101198104112345", "510101199205163456"], "sex": ["男", "女", "男"],
    "text": ["同意", "按程序办理", "情况属实"], "spot": ["一层东侧", "二层西侧", "北门"],
}
# Of the fields above, those whose values differ by the table.
OWN = {("opinions", "content"): SPOKEN, ("selfcheck", "category"): ["正式党员", "预备党员", "正式党员"], ("units", "category"): ["机关", "乡镇", "事业单位"], ("catalogue", "aspect"): ["形式主义", "官僚主义", "服务群众"]}
# The file and the other columns of each table: header and field.
PLAIN = {
    "activities": ("活动台账", [("时间", "date"), ("主题", "theme"), ("地点", "place"), ("主持人", "host"), ("参加人数", "actual")]),
    "opinions": ("征求意见汇总表", [("单位", "unit"), ("姓名", "person"), ("意见建议", "content"), ("日期", "date")]),
    "rectification": ("问题整改台账", [("存在问题", "problem"), ("整改措施", "measure"), ("责任单位", "dept"), ("责任人", "owner"), ("完成时限", "due")]),
    "selfcheck": ("对照检查自查表", [("姓名", "person"), ("方面", "aspect"), ("存在问题", "problem"), ("整改措施", "measure")]),
    "documents": ("制度文件清单", [("文件名称", "title"), ("文号", "doc_no"), ("印发日期", "date")]),
    "roster": ("人员名册", [("姓名", "name"), ("职务", "post"), ("单位", "unit")]),
    "units": ("单位名录", [("单位全称", "full"), ("单位简称", "short")]),
    "distribution": ("征求意见表发放登记", [("发放对象", "target_group"), ("发放份数", "sent"), ("收回份数", "returned")]),
    "catalogue": ("问题目录", [("方面", "aspect"), ("突出问题", "problem")]),
}


def read(path):
    """(table, fields that are right with None for unused, what stands below, word)."""
    for n, line in enumerate(path.read_text().splitlines(), 1):
        if not line.strip() or line.startswith("//"):
            continue
        parts = [part.strip() for part in line.split(" | ")]
        if len(parts) != 3 or parts[0] not in PLAIN:
            raise SystemExit(f"{path}:{n}: {line}")
        fields, _, values = parts[1].partition(":")
        wanted = {None if field == "-" else field for field in fields.split("/")}
        for word in parts[2].split():
            yield parts[0], wanted, values or fields.split("/")[0], word


def measure(binary, path):
    """One dict a word: table, word, wanted, field that it was given, outcome: right, missing, told or silent."""
    probes = list(read(path))
    found = []
    for table in dict.fromkeys(probe[0] for probe in probes):
        found += measure_table(binary, table, [probe for probe in probes if probe[0] == table])
    return found


def measure_table(binary, table, probes):
    name, plain = PLAIN[table]
    with tempfile.TemporaryDirectory() as folder:
        for n, (_, wanted, values, word) in enumerate(probes):
            columns = [(header, below(table, field)) for header, field in plain if field not in wanted]
            columns.append((word, below(table, values)))
            grid = [[header for header, _ in columns]] + [[rows[i] for _, rows in columns] for i in range(3)]
            office.xlsx(Path(folder) / f"{name}{n + 1:03}.xlsx", "Sheet1", grid)
        done = subprocess.run([binary, "check", folder, "--json", "-q"], capture_output=True, text=True, timeout=900)
        seen = json.loads(done.stdout)
    sheets = {sheet["file"]: sheet for sheet in seen["recognition"]}
    told = [f for f in seen["findings"] if f["severity"] in ("error", "warning")]
    return [judge(table, probe, f"{name}{n + 1:03}.xlsx", sheets, told) for n, probe in enumerate(probes)]


def below(table, field):
    return OWN.get((table, field)) or VALUES[field]


def judge(table, probe, file, sheets, told):
    _, wanted, _, word = probe
    sheet = sheets.get(file) or {}
    column = next((c for c in sheet.get("columns", []) if c["header"] == word), {})
    field = next((field for field in column.get("fills", []) if field in wanted), column.get("field"))
    about = any(f.get("file") == file and word in f["message"] for f in told)
    if sheet.get("table") != table:
        outcome, field = "missing", f"({sheet.get('table') or 'none'})"
    elif field in wanted or field is None and None in wanted:
        outcome = "right"
    elif field is None:
        outcome = "missing"
    else:
        outcome = "told" if about else "silent"
    return dict(table=table, word=word, wanted="/".join(sorted(w or "-" for w in wanted)), field=field, outcome=outcome)
