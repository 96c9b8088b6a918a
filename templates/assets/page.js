// On a page of questions: shows and hides follow-up questions without a reload, and hands what is typed
// to the server when the page is left. What follows from an answer is decided by the server alone: it is
// asked for the page as it would be. Without script, without a connection, or when something goes wrong,
// "Next" does the same. Who presses it without a connection is told so, and stays.
"use strict";
const form = document.querySelector(".questions").closest("form");
const find = (name, page = form) => page.querySelector(`input[type=hidden][name=${name}]`);

// All that is typed, with a word about what it is sent for; files stay here.
function typed(purpose) {
  const all = new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string"));
  if (purpose) all.set(purpose, "1");
  return all;
}

function send(purpose, options) {
  return fetch(form.getAttribute("action"), { method: "POST", body: typed(purpose), redirect: "error", ...options });
}

// Follow-up questions. Parts that were taken away wait on the shelf with what is typed in them.
const shelf = new Map();
// A part of the page is known by the first id in it.
const keyOf = (part) => part.id || (part.querySelector("[id]") || {}).id;
// What holds parts of its own: groups, and questions with rows.
const HOLDERS = "section.group, .detail, [id$='.rows']";
const holdsFocus = (part) => part.contains(document.activeElement);

// Makes `old` show what `fresh` shows. Parts that say the same stay untouched, with focus and all that
// is typed; the one that is being filled in is never taken away.
function adapt(old, fresh) {
  const parts = new Map([...old.children].map((part) => [keyOf(part), part]));
  let last = null;
  for (const part of [...fresh.children]) {
    const mine = parts.get(keyOf(part));
    parts.delete(keyOf(part));
    let kept = mine;
    if (!mine) {
      const away = shelf.get(keyOf(part));
      kept = away && away.textContent === part.textContent ? away : part;
      if (last) last.after(kept);
      else old.prepend(kept);
    } else if (mine.matches(HOLDERS) && part.matches(HOLDERS)) {
      adapt(mine, part);
    } else if (mine.textContent !== part.textContent && !holdsFocus(mine)) {
      mine.replaceWith(part);
      kept = part;
    }
    last = kept;
  }
  for (const [key, part] of parts) {
    if (holdsFocus(part)) continue;
    shelf.set(key, part);
    part.remove();
  }
}

let asking;
async function follow() {
  if (asking) asking.abort();
  asking = new AbortController();
  try {
    const answer = await send("_look", { signal: asking.signal });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector(".questions");
    if (!fresh) return;
    adapt(form.querySelector(".questions"), fresh);
    // Tells the server which questions "Next" comes from.
    const followed = find("_followed", page);
    const before = find("_followed");
    if (before) before.replaceWith(followed);
    else form.prepend(followed);
  } catch {
    // No connection: the server asks what follows after "Next".
  }
}
if (form.matches(".live")) form.addEventListener("change", follow);

// Leaving.
let kept = typed().toString();
let isSent = false;
form.addEventListener("submit", (event) => {
  const offline = document.getElementById("offline");
  offline.hidden = navigator.onLine;
  isSent = navigator.onLine;
  if (isSent) return;
  // The browser would show a page of its own instead of what is typed.
  event.preventDefault();
  offline.focus();
});
addEventListener("pageshow", () => { isSent = false; });
document.addEventListener("visibilitychange", async () => {
  const now = typed().toString();
  if (document.visibilityState !== "hidden" || isSent || now === kept) return;
  try {
    const answer = await send("_leave", { keepalive: true });
    if (answer.status !== 200) return;
    // Who comes back goes on from what is stored now.
    find("_shown").value = await answer.text();
    kept = typed().toString() === now ? now : kept;
  } catch {
    // No connection: it is still on the page.
  }
});
