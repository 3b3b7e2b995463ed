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
document.getElementById("files").addEventListener("change", (event) => putAll(event.target.files));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && location.hash.startsWith("#d")) { document.querySelector(".panel:target .close").click(); }
});
