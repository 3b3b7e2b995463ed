// The 工作台 as a newcomer walks through it, in headless Chromium at the width of a desk and of a phone: figures opened
// to their cells, a workbook dropped in, a column corrected, a finding let stand, the report built, downloaded and
// finished, two tabs at once, the server gone; and accessibility by axe-core, light and dark.
// Usage: node tests/browser.mjs PROGRAM [CHROMIUM]
import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const here = dirname(fileURLToPath(import.meta.url));
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const program = resolve(process.argv[2]);
const executablePath = process.argv[3] ?? "/usr/bin/chromium";
let failed = 0;

function check(holds, what) {
  console.log(`${holds ? "ok  " : "FAIL"} ${what}`);
  if (!holds) { failed += 1; }
}

function opened(folder) {
  const child = spawn(program, ["open", folder, "--no-browser", "--lang", "zh"], { stdio: ["ignore", "pipe", "inherit"] });
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

const work = mkdtempSync(join(tmpdir(), "chengwen-browser-"));
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
try {
  for (const [width, height, name] of [[1400, 900, "desk"], [390, 844, "phone"]]) {
    const folder = join(work, name);
    cpSync(join(here, "..", "samples", "feedback"), folder, { recursive: true, filter: (path) => !path.includes("成文") });
    const { child, address } = opened(folder);
    const context = await browser.newContext({ viewport: { width, height }, acceptDownloads: true });
    const page = await context.newPage();
    const asked = [];
    page.on("request", (request) => asked.push(request.url()));
    page.on("console", (message) => { if (message.type() === "error") { check(false, `${name}: console: ${message.text()}`); } });
    page.on("pageerror", (fault) => check(false, `${name}: ${fault}`));
    const first = await address;
    await page.goto(first);
    check(!page.url().includes("token"), `${name}: the secret is not left in the address`);
    await settled(page);
    for (const at of [3, 6, 9]) {
      const datum = page.locator("section#report .datum").nth(at);
      await datum.click();
      const panel = page.locator(".panel:target");
      check(await panel.isVisible() && (await panel.locator(".places li").count()) > 0, `${name}: datum ${at} opens to its cells`);
      await page.keyboard.press("Escape");
      check(await page.locator(".panel:target").count() === 0, `${name}: Escape closes it`);
    }
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
    // A column is corrected, and taken back.
    await settled(page);
    const sheet = page.locator("section#tables details", { hasText: `补报-${name}.csv` });
    await sheet.locator("summary").click();
    await sheet.locator("form.choice[action='/sheet'] select").selectOption("不用");
    await Promise.all([page.waitForNavigation(), sheet.locator("form.choice[action='/sheet'] button").click()]);
    await until(page, () => document.querySelector("section#tables em"));
    check(true, `${name}: a sheet that is not to be used is not read`);
    await settled(page);
    const keep = page.locator("form.keep").first();
    if (await keep.count() > 0) {
      const before = await page.locator("form.keep").count();
      await keep.locator("input[name=reason]").fill("已与单位核对");
      await Promise.all([page.waitForNavigation(), keep.locator("button").click()]);
      await until(page, (before) => document.querySelectorAll("form.keep").length < before, before);
      check(true, `${name}: a finding is let stand`);
    }
    const [download] = await Promise.all([page.waitForEvent("download"), page.locator("a[href='/report.docx']").click()]);
    check(download.suggestedFilename().endsWith(".docx"), `${name}: ${download.suggestedFilename()} is downloaded`);
    await Promise.all([page.waitForNavigation(), page.locator("form[action='/finish'] button").click()]);
    check((await page.locator("#said").textContent()).includes("定稿"), `${name}: what came of finishing is said`);
    check(asked.every((url) => url.startsWith(new URL("/", first).href) || url.startsWith("blob:")), `${name}: nothing is asked of anybody else`);
    child.kill("SIGINT");
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
