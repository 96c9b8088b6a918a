// Shows and hides follow-up questions without a reload. What follows from an answer is decided by the
// server alone: it is asked for the page as it would be with what is typed, and stores nothing. Without
// script, without a connection or when something goes wrong, "Next" does the same.
"use strict";
const form = document.querySelector(".questions").closest("form");
// Tells the server that what follows has been seen.
const followed = Object.assign(document.createElement("input"), { type: "hidden", name: "_followed" });
// What was taken away, with what is typed in it.
const shelf = new Map();
let asking;

// A part of the page is known by the first id in it.
const keyOf = (part) => part.id || (part.querySelector("[id]") || {}).id;
const holdsFocus = (part) => part.contains(document.activeElement);

// Makes `old` show what `fresh` shows. Parts that say the same stay untouched, with focus and all that
// is typed; the one that is being filled in is never taken away.
function adapt(old, fresh) {
  const parts = new Map([...old.children].map((part) => [keyOf(part), part]));
  let last = null;
  const take = (part) => {
    const away = shelf.get(keyOf(part));
    return away && away.textContent === part.textContent ? away : part;
  };
  for (const part of [...fresh.children]) {
    const mine = parts.get(keyOf(part));
    parts.delete(keyOf(part));
    let kept = mine;
    if (!mine) {
      kept = take(part);
    } else if (mine.matches("section.group") && part.matches("section.group")) {
      adapt(mine, part);
    } else if (mine.textContent !== part.textContent && !holdsFocus(mine)) {
      mine.replaceWith(part);
      kept = part;
    }
    if (!mine) last ? last.after(kept) : old.prepend(kept);
    last = kept;
  }
  for (const part of parts.values()) {
    if (holdsFocus(part)) continue;
    shelf.set(keyOf(part), part);
    part.remove();
  }
}

form.addEventListener("change", async () => {
  if (asking) asking.abort();
  asking = new AbortController();
  const typed = new URLSearchParams(new FormData(form));
  typed.set("_look", "1");
  try {
    const answer = await fetch(location.pathname, {
      method: "POST", body: typed, redirect: "error", signal: asking.signal,
    });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector(".questions");
    if (!fresh) return;
    adapt(form.querySelector(".questions"), fresh);
    followed.value = "1";
    form.append(followed);
  } catch {
    // No connection: the server will ask what is missing after "Next".
  }
});
