// The 工作台 as a newcomer walks through it, in headless Chromium at the width of a desk and of a phone: a folder chosen,
// figures opened to their cells and rows followed back, a workbook dropped in, a sheet corrected, opinions joined and
// parted, a finding let stand, the report edited meanwhile and built again, what changed marked, an earlier version
// compared, downloaded and finished, two tabs at once, the server gone; and accessibility by axe-core, light and dark.
// With a folder for PICTURES every page is also photographed.
// Usage: node tests/browser.mjs PROGRAM [CHROMIUM] [PICTURES]
import { spawn, spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const here = dirname(fileURLToPath(import.meta.url));
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const program = resolve(process.argv[2]);
const executablePath = process.argv[3] ?? "/usr/bin/chromium";
const pictures = process.argv[4];
let failed = 0;

async function picture(page, name) {
  if (pictures) { await page.screenshot({ path: join(pictures, `${name}.png`) }); }
}

function check(holds, what) {
  console.log(`${holds ? "ok  " : "FAIL"} ${what}`);
  if (!holds) { failed += 1; }
}

// The program on a folder, or as a double click starts it; what it would open is written down instead.
function opened(folder) {
  const settings = { ...process.env, XDG_CONFIG_HOME: join(work, "config"), HOME: work, LANG: "zh_CN.UTF-8", LC_ALL: "", PATH: `${join(work, "bin")}:${process.env.PATH}` };
  const [arguments_, env] = folder ? [["open", folder, "--no-browser", "--lang", "zh"], settings] : [[], { ...settings, CHENGWEN_WINDOW: "1" }];
  const child = spawn(program, arguments_, { env, stdio: ["ignore", "pipe", "inherit"] });
  const address = new Promise((done) => child.stdout.once("data", (data) => done(String(data).split("\n")[0])));
  return { child, address };
}

// Waits until something holds on a page, which may be loaded anew meanwhile. The page's own policy forbids what the
// driver would do for that.
async function until(page, holds, given) {
  for (const end = Date.now() + 60_000; Date.now() < end; await new Promise((done) => setTimeout(done, 150))) {
    if (await page.evaluate(holds, given).catch(() => false)) { return; }
  }
  throw new Error(`never: ${holds}`);
}

// The page once no build is under way.
async function settled(page) {
  await until(page, () => document.querySelector("section#report .datum") && !document.getElementById("said").textContent.includes("正在生成"));
}

async function accessible(page, what) {
  const found = await page.evaluate(`${axe}; axe.run(document, { resultTypes: ["violations"] })`);
  for (const { id, nodes } of found.violations) { console.log(`     ${id}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 140)).join(" | ")}`); }
  check(found.violations.length === 0, `axe: ${what}`);
}

// A person's change in Word: words of the report that are other ones now.
function edited(file, words, others) {
  const script = `import sys, zipfile, shutil
file, words, others = sys.argv[1:]
with zipfile.ZipFile(file) as old: parts = [(item, old.read(item)) for item in old.infolist()]
with zipfile.ZipFile(file + ".tmp", "w", zipfile.ZIP_DEFLATED) as new:
    for item, data in parts:
        new.writestr(item, data.replace(words.encode(), others.encode(), 1) if item.filename == "word/document.xml" else data)
shutil.move(file + ".tmp", file)`;
  return spawnSync("python3", ["-c", script, file, words, others], { stdio: "inherit" }).status === 0;
}

const work = mkdtempSync(join(tmpdir(), "chengwen-browser-"));
mkdirSync(join(work, "bin"));
writeFileSync(join(work, "bin", "xdg-open"), `#!/bin/sh\necho "$1" >> ${join(work, "opened")}\n`);
chmodSync(join(work, "bin", "xdg-open"), 0o755);
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
try {
  for (const [width, height, name] of [[1400, 900, "desk"], [390, 844, "phone"]]) {
    const folder = join(work, name);
    cpSync(join(here, "..", "samples", "feedback"), folder, { recursive: true, filter: (path) => !path.includes("成文") });
    writeFileSync(join(folder, "另报.csv"), "单位,意见建议\n城关医院,建议增设夜间门诊方便群众\n西街医院,建议增设夜间门诊方便群众就医\n北街医院,希望改善停车条件增加车位\n南街医院,希望改善停车条件增加车位和指引\n");
    const { child, address } = opened();
    const context = await browser.newContext({ viewport: { width, height }, acceptDownloads: true });
    const page = await context.newPage();
    const asked = [];
    page.on("request", (request) => asked.push(request.url()));
    let over = false;
    page.on("console", (message) => { if (message.type() === "error" && !over) { check(false, `${name}: console: ${message.text()}`); } });
    page.on("pageerror", (fault) => check(false, `${name}: ${fault}`));
    const first = await address;
    await page.goto(first);
    check(!page.url().includes("token"), `${name}: the secret is not left in the address`);
    // The folder is found by going from folder to folder; the second time it is among those of before.
    await accessible(page, `${name}, no folder yet`);
    await page.locator("a[href='/folders']").click();
    await page.getByRole("link", { name, exact: true }).click();
    await picture(page, `${name}-folders`);
    await accessible(page, `${name}, folders`);
    await Promise.all([page.waitForNavigation(), page.getByRole("button", { name: "打开这个文件夹" }).click()]);
    await until(page, () => document.querySelector("section#report .datum") || document.getElementById("said"));
    await settled(page);
    await picture(page, `${name}-report`);
    for (const at of [3, 6, 9]) {
      const datum = page.locator("section#report .datum").nth(at);
      await datum.click();
      const panel = page.locator(".panel:target");
      await panel.locator(".places li").first().waitFor();
      if (at === 6) {
        await picture(page, `${name}-panel`);
        await accessible(page, `${name}, a panel`);
      }
      check(await panel.isVisible() && (await panel.locator(".places li").count()) > 0, `${name}: datum ${at} opens to its cells`);
      await page.keyboard.press("Escape");
      check(await page.locator(".panel:target").count() === 0, `${name}: Escape closes it`);
    }
    // From a row back to where it is printed, and to its workbook.
    const counted = page.locator("section#report .datum", { hasText: /^[0-9]+$/ }).first();
    await counted.click();
    await page.locator(".panel:target .uses a").first().waitFor();
    await page.locator(".panel:target .uses a").last().click();
    check(await page.locator(":target").count() === 1, `${name}: a row leads to where it is used`);
    await counted.evaluate((datum) => datum.click());
    const file = page.locator(".panel:target form[action='/workbook'] button").first();
    await file.waitFor();
    await Promise.all([page.waitForNavigation(), file.click()]);
    check((await page.locator("#said").textContent()).includes("已打开"), `${name}: the workbook is opened`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    check(wide <= 0, `${name}: the page is as wide as the window (${wide} more)`);
    await accessible(page, `${name}, light`);
    await page.emulateMedia({ colorScheme: "dark" });
    await accessible(page, `${name}, dark`);
    // Two tabs; a workbook dropped onto the one is told to the other.
    const other = await context.newPage();
    await other.goto(new URL("/", first).href);
    await settled(other);
    const csv = join(work, `补报-${name}.csv`);
    writeFileSync(csv, "单位,意见建议\n县文化馆,建议增加下基层演出次数\n");
    await page.setInputFiles("#files", csv);
    for (const tab of [page, other]) {
      await until(tab, (name) => document.body.textContent.includes(`补报-${name}.csv`), name);
    }
    check(readdirSync(folder).includes(`补报-${name}.csv`), `${name}: the workbook lies in the folder, and both tabs know`);
    await other.close();
    // What changed is marked in the report.
    await settled(page);
    check(await page.locator(".was").first().isHidden(), `${name}: nothing is marked unasked`);
    await page.locator("#marks").check();
    check(await page.locator(".was").first().isVisible(), `${name}: what changed is marked when asked for`);
    await page.locator(".was").first().scrollIntoViewIfNeeded();
    await picture(page, `${name}-marks`);
    await accessible(page, `${name}, marks`);
    // Two opinions are joined, two are kept apart, one answer is taken back.
    const before = await page.locator("article.pair").count();
    check(before >= 2, `${name}: ${before} pairs of opinions are alike`);
    await page.locator("#joins").scrollIntoViewIfNeeded();
    await picture(page, `${name}-joins`);
    for (const [answer, left] of [["是，合为一条", before - 1], ["否，各是一条", before - 2]]) {
      await Promise.all([page.waitForNavigation(), page.getByRole("button", { name: answer }).first().click()]);
      await until(page, (left) => document.querySelectorAll("article.pair").length === left, left);
      await settled(page);
    }
    await page.locator("section#joins summary").click();
    await Promise.all([page.waitForNavigation(), page.getByRole("button", { name: "撤销" }).first().click()]);
    await until(page, (left) => document.querySelectorAll("article.pair").length === left, before - 1);
    check(true, `${name}: opinions are joined, parted, and an answer is taken back`);
    // A finding is let stand.
    await settled(page);
    const waiting = await page.locator("form.keep").count();
    check(waiting > 0, `${name}: ${waiting} findings wait`);
    const keep = page.locator("form.keep").first();
    await keep.locator("input[name=reason]").fill("已与单位核对");
    await Promise.all([page.waitForNavigation(), keep.locator("button").click()]);
    await until(page, (waiting) => document.querySelectorAll("form.keep").length < waiting, waiting);
    check(true, `${name}: a finding is let stand`);
    // A sheet is said to hold nothing for the report.
    await settled(page);
    const sheet = page.locator("section#tables details", { hasText: `补报-${name}.csv` });
    await sheet.locator("summary").click();
    await sheet.locator("form.choice[action='/sheet'] select").selectOption("不用");
    await Promise.all([page.waitForNavigation(), sheet.locator("form.choice[action='/sheet'] button").click()]);
    await until(page, () => document.querySelector("section#tables em"));
    check(true, `${name}: a sheet that is not to be used is not read`);
    await settled(page);
    // The report is edited in Word meanwhile, built again, and compared with the version before.
    const output = join(folder, "成文");
    const report = readdirSync(output).find((file) => file.endsWith(".docx"));
    const words = await page.locator("section#report p.body").first().textContent();
    const [sentence] = words.match(/[\u4e00-\u9fff]{4}/);
    check(edited(join(output, report), sentence, `${sentence}（改）`), `${name}: the report is edited`);
    await until(page, (words) => document.querySelector("section#report").textContent.includes(words), `${sentence}（改）`);
    check(true, `${name}: what was edited stands on the page`);
    writeFileSync(csv, "单位,意见建议\n县文化馆,建议增加下基层演出次数\n县图书馆,建议延长开馆时间\n");
    await settled(page);
    await page.locator("a[href='/history']").click();
    await picture(page, `${name}-history`);
    await page.locator("ul.versions a").last().click();
    check(await page.locator(".compared li").count() > 0, `${name}: an earlier version is compared`);
    await picture(page, `${name}-version`);
    await accessible(page, `${name}, a version`);
    const broad = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    check(broad <= 0, `${name}: the version is as wide as the window (${broad} more)`);
    await page.locator("a[href='/']").click();
    await settled(page);
    const [download] = await Promise.all([page.waitForEvent("download"), page.locator("a[href='/report.docx']").click()]);
    check(download.suggestedFilename().endsWith(".docx"), `${name}: ${download.suggestedFilename()} is downloaded`);
    await Promise.all([page.waitForNavigation(), page.locator("form[action='/finish'] button").click()]);
    check((await page.locator("#said").textContent()).includes("定稿"), `${name}: what came of finishing is said`);
    check(asked.every((url) => url.startsWith(new URL("/", first).href) || url.startsWith("blob:")), `${name}: nothing is asked of anybody else`);
    over = true;
    child.kill(name === "desk" ? "SIGINT" : "SIGKILL");
    await until(page, () => document.getElementById("said").textContent.includes("已关闭"));
    check(true, `${name}: an open page says that the program has ended`);
    await context.close();
  }
} finally {
  await browser.close();
  rmSync(work, { recursive: true, force: true });
}
console.log(`browser: ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
