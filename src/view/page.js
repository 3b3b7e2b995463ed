// The page of a folder on the desk: told when a build is done, takes files that are dropped onto it.
"use strict";
const said = document.getElementById("said");
const words = said.dataset;
let busy = false;

function say(text) { said.textContent = text; }

// Whoever is typing or reads a panel is not torn away from it.
function renew() {
  const typing = document.activeElement && document.activeElement.matches("input, select, textarea");
  if (typing || location.hash.startsWith("#d")) { say(words.built); return; }
  location.reload();
}

const events = new EventSource("/events");
events.addEventListener("builds", () => { busy = true; say(words.builds); });
events.addEventListener("built", () => { busy = false; renew(); });
events.addEventListener("ends", () => { events.close(); say(words.ends); });
// A program that was ended by force says nothing; one that answers again goes on.
events.addEventListener("error", () => { if (events.readyState !== EventSource.OPEN) { say(words.ends); } });
events.addEventListener("open", () => { if (said.textContent === words.ends) { location.reload(); } });

async function put(file, beside) {
  const address = "/upload?name=" + encodeURIComponent(file.name) + (beside ? "&beside=true" : "");
  const answer = await fetch(address, { method: "POST", body: file });
  if (answer.status === 409 && window.confirm(words.there.replace("{}", file.name))) { return put(file, true); }
  say(answer.status === 201 ? words.taken.replace("{}", await answer.text()) : words.refused.replace("{}", file.name));
}

async function putAll(files) { for (const file of files) { await put(file, false); } }

document.addEventListener("dragover", (event) => { event.preventDefault(); document.body.classList.add("drop"); });
document.addEventListener("dragleave", () => document.body.classList.remove("drop"));
document.addEventListener("drop", (event) => {
  event.preventDefault();
  document.body.classList.remove("drop");
  putAll(event.dataTransfer.files);
});
const files = document.getElementById("files");
if (files) { files.addEventListener("change", (event) => putAll(event.target.files)); }

// What stands behind a datum, and the rows of long tables, come when somebody looks at them.
async function get(address) {
  const answer = await fetch(address);
  if (!answer.ok) { say(words.built); return null; }
  return answer.text();
}

async function more(rest, to) {
  if (rest.dataset.asked) { return; }
  rest.dataset.asked = "yes";
  const { block, from } = rest.dataset;
  const rows = await get("/rows?block=" + block + "&from=" + from + "&to=" + (to || 0));
  if (rows === null) { return; }
  rest.insertAdjacentHTML("beforebegin", rows);
  rest.remove();
  watchRest();
}

const seen = new IntersectionObserver((entries) => {
  for (const entry of entries) { if (entry.isIntersecting) { more(entry.target); } }
}, { rootMargin: "600px" });

function watchRest() { for (const rest of document.querySelectorAll("tr.rest")) { seen.observe(rest); } }

async function show() {
  const id = location.hash.slice(1);
  const there = document.getElementById(id);
  const row = /^r(\d+)-(\d+)$/.exec(id);
  if (/^d\d+$/.test(id) && there && !there.firstElementChild) {
    const panel = await get("/datum?slot=" + encodeURIComponent(there.dataset.slot));
    if (panel === null) { return; }
    there.innerHTML = panel;
    there.querySelector(".close").focus();
  } else if (row && !there) {
    const rest = document.querySelector('tr.rest[data-block="' + row[1] + '"]');
    if (!rest) { return; }
    await more(rest, row[2]);
    const found = document.getElementById(id);
    if (found) { found.scrollIntoView({ block: "center" }); }
  }
}
window.addEventListener("hashchange", show);
watchRest();
show();
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && location.hash.startsWith("#d")) { document.querySelector(".panel:target .close").click(); }
});
