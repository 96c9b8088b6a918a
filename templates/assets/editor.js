// The editor of a questionnaire without reloads: what is typed is saved two seconds after the last key, buttons and links
// change what differs on the page, rows are dragged, and a lost connection loses nothing. Everything is sent by the same
// forms to the same addresses as without script, and what comes back is the same page.
"use strict";
const main = document.getElementById("main");
const element = () => document.getElementById("element");
const status = () => document.getElementById("saved");
const heading = () => document.getElementById("heading");

const PAUSE = 2000; // from the last key until it is saved, in milliseconds
const LONGEST = 30000; // between two attempts without a connection

// Fields of the questionnaire have the key of a property in their names; others say what a button does.
const isProperty = (name) => name.includes("|");
const strings = (data) => [...data].filter(([, value]) => typeof value === "string");
const properties = (form) => strings(new FormData(form)).filter(([name]) => isProperty(name));

/** What the server has, as fields. */
let known = new Map(properties(element()));
const changed = (since) => {
  const now = new Map(properties(element()));
  const names = new Set([...now.keys(), ...since.keys()]);
  return new Set([...names].filter((name) => now.get(name) !== since.get(name)));
};
const isDirty = () => changed(known).size > 0;

// Saying how it stands.

function tell(word, isBad = false) {
  const line = status();
  line.textContent = line.dataset[word];
  line.classList.toggle("err", isBad);
  line.classList.toggle("mute", !isBad);
}

// What is asked of the server goes one after the other.

let queue = Promise.resolve();
function inTurn(work) {
  const done = queue.then(work);
  queue = done.catch(reportError);
  return done;
}

/** There is no answer, or no page of this editor. */
class Unanswered extends Error {
  constructor(isSignedOut) {
    super();
    this.isSignedOut = isSignedOut;
  }
}

/** What was sent is more than the server takes. */
class TooLong extends Error {}

/** The page that is answered. */
async function ask(address, options) {
  let answer, text;
  try {
    answer = await fetch(address, options);
    text = await answer.text();
  } catch {
    throw new Unanswered(false);
  }
  if (answer.status === 413) throw new TooLong();
  const page = new DOMParser().parseFromString(text, "text/html");
  if (!page.getElementById("element")) {
    throw new Unanswered(new URL(answer.url).pathname === "/login" || answer.status === 401 || answer.status === 403);
  }
  return { page, address: answer.url, isRefused: !answer.ok };
}

/** What is typed for the buttons that add something. */
const FOR_BUTTONS = ["items", "text", "kind"];

/** What is half typed for buttons and comments, by the element beside which it stands. */
const aside = new Map();
const isForButton = (node) => FOR_BUTTONS.includes(node.name) || "keep" in node.dataset;
const forButtons = () => [...main.querySelectorAll("input[id], textarea[id], select[id]")].filter(isForButton);

function putAside(used) {
  const typed = forButtons().filter((it) => !used.includes(it.name) && it.value.trim());
  const isTyped = typed.some((it) => !it.matches("select"));
  aside.set(placeIn(document), new Map(isTyped ? typed.map((it) => [it.id, it.value]) : []));
}

function bringBack() {
  const typed = aside.get(placeIn(document)) ?? new Map();
  for (const field of forButtons()) {
    if (!typed.has(field.id)) continue;
    field.value = typed.get(field.id);
    field.closest("details")?.setAttribute("open", "");
  }
}

/**
 * Shows what differs in a page. Fields that are `kept` stay as they are; quietly, so does the one that is filled in. What
 * is typed for a button stays until that button has `used` it.
 */
function show(page, { kept = new Set(), isQuiet = false, used = [] } = {}) {
  const fresh = page.getElementById("main");
  fresh.querySelectorAll("[autofocus]").forEach((it) => it.removeAttribute("autofocus"));
  equip(fresh);
  known = new Map(properties(page.getElementById("element")));
  const isSame = page.querySelector("#element [name=at]").value === element().elements.at.value;
  const isNew = page.querySelector("#element [name=seen]").value !== element().elements.seen.value;
  const frame = page.querySelector("iframe.phone")?.getAttribute("src");
  const isCompleting = (node) => isQuiet && node === document.activeElement && "expression" in node.dataset;
  const isUnused = (node) => isSame && FOR_BUTTONS.includes(node.name) && !used.includes(node.name);
  // A comment that is being written is not sent with the element.
  const isWaiting = (node) => (isSame && "keep" in node.dataset) || isUnused(node) || /^preview-/.test(node.id);
  const isKept = (node) => isCompleting(node) || isWaiting(node) || node.name && (kept.has(node.name) || (isQuiet && !isProperty(node.name) && node.type !== "hidden"));
  if (!isSame) putAside(used);
  Idiomorph.morph(main, fresh, {
    morphStyle: "outerHTML",
    ignoreActiveValue: isQuiet,
    callbacks: {
      beforeNodeMorphed: (old) => !(old.matches?.("input, textarea, select") && isKept(old)),
      beforeNodeRemoved: (old) => old.id !== "completions",
      beforeAttributeUpdated: (name, node, kind) => {
        // What was unfolded stays so; and a frame would put its pages into the history.
        if (name === "open" && node.matches("details")) return !(isSame && kind === "remove");
        return !(name === "src" && node.matches("iframe"));
      },
    },
  });
  if (!isSame) bringBack();
  document.title = page.title;
  if (frame && (isNew || frame !== previewed)) renew(frame);
  previewed = frame;
}

let previewed = document.querySelector("iframe.phone")?.getAttribute("src");
/** Loads the preview anew, at the place where it stood. What cannot be framed, as for who was signed out, tells no place. */
function renew(address) {
  const frame = document.querySelector("iframe.phone");
  const page = () => frame.contentDocument?.defaultView;
  const at = page()?.scrollY ?? 0;
  frame.contentWindow.location.replace(address);
  frame.addEventListener("load", () => page()?.scrollTo(0, at), { once: true });
}

// Saving.

let timer;
let failures = 0;
/** What was sent and not answered: perhaps it arrived. */
let unanswered;
/** Somebody else changed the same: only who presses the button means it. */
let isHeld = false;
/** Somebody else took out what is shown: what was typed stays here until it is back. */
let isGone = false;

function later(pause = PAUSE) {
  clearTimeout(timer);
  timer = setTimeout(save, pause);
}

function failed(error) {
  if (error instanceof TooLong) {
    // Sending the same again would change nothing: it waits until it is shorter.
    failures = 0;
    unanswered = undefined;
    return tell("tooLong", true);
  }
  if (!(error instanceof Unanswered)) throw error;
  failures += 1;
  // What is typed is sent again by itself; a button is not.
  const isTriedAgain = isDirty() && !isHeld;
  tell(error.isSignedOut ? "signedOut" : isTriedAgain ? "failed" : "notDone", true);
  if (isTriedAgain) later(Math.min(PAUSE * 2 ** failures, LONGEST));
}

/** Posts the form of the element with what else is said; tells whether it was done. */
async function post(extra, options) {
  const form = element();
  const sent = new Map(properties(form));
  const data = new FormData(form);
  const chosen = [...form.querySelectorAll("[type=file]")].filter((it) => it.value);
  const body = chosen.length > 0 ? data : new URLSearchParams(strings(data));
  for (const [name, value] of extra) body.set(name, value);
  unanswered = { sent, word: body.get("act") };
  const { page, address, isRefused } = await ask(form.action, { method: "POST", body });
  failures = 0;
  unanswered = undefined;
  // What was taken, or refused, is not sent again.
  chosen.forEach((field) => { field.value = ""; });
  isGone = isRefused && placeIn(page) !== placeIn(document);
  isHeld = isGone || Boolean(page.querySelector("[data-conflict]"));
  if (isGone) {
    // What it says is shown, and what was typed stays.
    const said = page.querySelector(".errsum");
    document.querySelector(".errsum")?.remove();
    if (said) element().before(said);
  } else {
    show(page, { ...options, kept: changed(sent) });
  }
  if (isRefused) tell("refused", true);
  else if (address !== location.href) history.replaceState(null, "", address);
  if (isDirty() && !isHeld && !isRefused) later();
  return !isRefused;
}

const placeIn = (page) => page.querySelector("#element [name=at]").value;
const seenIn = (page) => page.querySelector("#element [name=seen]").value;

/** Saves what was typed; tells whether the server has all of it. */
function save() {
  clearTimeout(timer);
  return inTurn(async () => {
    if (isHeld || !isDirty()) return !isHeld;
    try {
      if (failures > 0) await signAgain();
      return await post([["act", "save"]], { isQuiet: true });
    } catch (error) {
      failed(error);
      return false;
    }
  });
}

/**
 * Who signed in again has another token in her forms. What was sent without an answer may have arrived: then nobody else
 * changed it. Gives the page as it is now.
 */
async function signAgain() {
  const { page } = await ask(location.href);
  const { value } = page.querySelector("#element [name=_csrf]");
  document.querySelectorAll("[name=_csrf]").forEach((field) => { field.value = value; });
  const now = new Map(properties(page.getElementById("element")));
  const isOurs = unanswered?.sent.size === now.size && [...now].every(([name, it]) => unanswered.sent.get(name) === it);
  if (isOurs) {
    known = now;
    element().elements.seen.value = page.querySelector("#element [name=seen]").value;
  }
  return page;
}

main.addEventListener("input", (event) => {
  // A name that is being typed is nothing yet.
  if (isProperty(event.target.name ?? "") && !event.target.list) later();
});
main.addEventListener("change", (event) => {
  if (event.target.matches("#element [type=file]")) act("save");
  if (isProperty(event.target.name ?? "") && event.target.matches("select, [type=checkbox], [list]")) save();
});
addEventListener("online", () => save());
addEventListener("focus", () => { if (failures > 0) save(); });
addEventListener("beforeunload", (event) => { if (isDirty()) event.preventDefault(); });
document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") save(); });

// Buttons.

const named = (button) => main.querySelector(`button[value="${CSS.escape(button)}"]`);
const rows = () => [...main.querySelectorAll("li.crow:not(.head)")];

/** Where one goes on after a button: at the same one, at the row that is next, at what is new; who has gone on is left there. */
function goOn({ word, at, row, id, from }) {
  const here = document.activeElement;
  if (here !== from && here !== document.body && main.contains(here)) return undefined;
  if (word === "add-item") return rows().at(-1)?.querySelectorAll("input")[1]?.focus();
  if (word.startsWith("drop=")) {
    const next = rows()[Math.min(row, rows().length - 1)];
    return (next?.querySelector("button.danger") ?? document.getElementById("new-items"))?.focus();
  }
  if (element().elements.at.value !== at) return heading().focus();
  const same = (id && document.getElementById(id)) || named(word);
  if (same && !same.disabled) return same.focus();
  const beside = same?.parentElement.querySelector("button:not(:disabled)");
  (beside ?? heading()).focus();
}

/** What buttons take along of what was typed for them. */
const USED = { "add-items": ["items"], "add-question": ["text", "kind"], "add-page": ["text", "kind"] };
const usedBy = (word, extra) => (extra.length ? [] : USED[word]);
/** What is being done: pressing again while it is means the same. */
const doing = new Set();
const isMove = (word) => /^(up|down)(=|$)/.test(word);

/** Does what a button says, with what was typed before it. */
function act(word, extra = [], id = document.activeElement?.id) {
  if (doing.has(word)) return undefined;
  if (!isMove(word)) doing.add(word);
  clearTimeout(timer);
  const at = element().elements.at.value;
  const from = document.activeElement;
  const row = rows().findIndex((it) => it.querySelector(`button[value="${CSS.escape(word)}"]`));
  return inTurn(async () => {
    try {
      const seen = seenIn(document);
      const page = failures > 0 ? await signAgain() : undefined;
      if (page && word !== "save" && unanswered?.word === word && seenIn(page) !== seen) {
        // It may be done already: doing it twice would be worse than pressing again.
        failures = 0;
        unanswered = undefined;
        show(page, { kept: changed(known) });
        if (isDirty()) later();
        return;
      }
      const isDone = await post([["act", word], ...extra], { used: usedBy(word, extra) });
      if (isDone) goOn({ word, at, row, id, from });
      else main.querySelector(".errsum")?.focus();
    } catch (error) {
      failed(error);
    } finally {
      doing.delete(word);
    }
  });
}

/** Takes the last change back, or makes it again. */
async function reverse(step) {
  if (!isGone && !(await save())) return;
  await inTurn(async () => {
    const button = document.getElementById(step);
    if (button.disabled) return;
    const address = button.hasAttribute("formaction") ? button.formAction : button.form.action;
    try {
      if (failures > 0) await signAgain();
      const before = known;
      const body = new URLSearchParams(strings(new FormData(button.form)));
      const answer = await ask(address, { method: "POST", body });
      failures = 0;
      if (isGone && placeIn(answer.page) !== placeIn(document)) return;
      isHeld &&= !isGone;
      isGone = false;
      show(answer.page, { kept: changed(before) });
      if (isDirty()) later();
      if (answer.address !== location.href) history.replaceState(null, "", answer.address);
      const here = document.getElementById(step);
      (here.disabled ? document.getElementById(step === "undo" ? "redo" : "undo") : here).focus();
    } catch (error) {
      failed(error);
    }
  });
}

main.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (event.target.id === "element") {
    event.preventDefault();
    // What the return key presses is hidden: one goes on where one types.
    act(button?.value ?? "save", [], button?.matches(".vh") ? document.activeElement.id : button?.id);
  } else if (button?.closest("#steps")) {
    event.preventDefault();
    reverse(button.id);
  }
});

// Links: within the editor they change the page, others wait until all is saved.

const isEditor = (url) => url.pathname === new URL(element().action).pathname;

async function open(address, isBack = false) {
  if (!(await save())) return;
  await inTurn(async () => {
    try {
      const { page } = await ask(address.href);
      if (isDirty()) await post([["act", "save"]], { isQuiet: true });
      if (!isBack) history.pushState(null, "", address.href);
      show(page);
      document.getElementById("outline-open").checked = false;
      const place = address.hash && document.getElementById(decodeURIComponent(address.hash.slice(1)));
      if (!place) scrollTo(0, 0);
      place?.closest?.("details")?.setAttribute("open", "");
      (place || heading()).focus({ preventScroll: !place });
    } catch (error) {
      failed(error);
    }
  });
}

document.addEventListener("click", async (event) => {
  const link = event.target.closest?.("a[href]");
  if (!link || event.button > 0 || event.ctrlKey || event.metaKey || event.shiftKey || link.target) return;
  const address = new URL(link.href);
  if (address.origin !== location.origin || link.getAttribute("href").startsWith("#")) return;
  // The browser asks before what was typed goes with what is gone.
  if (isGone) return;
  if (isEditor(address)) {
    event.preventDefault();
    open(address);
  } else if (isDirty()) {
    event.preventDefault();
    if (await save()) location.assign(address);
  }
});
addEventListener("popstate", () => { if (isEditor(new URL(location.href))) open(new URL(location.href), true); });

// A double click is one click, and a key that is held is pressed once; only what moves goes on.
main.addEventListener("click", (event) => {
  const button = event.target.closest("#element button");
  if (button && event.detail > 1 && !isMove(button.value)) event.preventDefault();
});

// Keys.

document.addEventListener("keydown", (event) => {
  const { key, target } = event;
  if (event.repeat && key === "Enter" && element().contains(target) && target.matches("button, input") && !isMove(target.value)) {
    event.preventDefault();
    return;
  }
  const isCommand = (event.ctrlKey || event.metaKey) && !event.altKey;
  if (isCommand && key.toLowerCase() === "s") {
    event.preventDefault();
    save();
  } else if (isCommand && key.toLowerCase() === "z") {
    // What is not saved yet is taken back by the field itself.
    if (target.name && changed(known).has(target.name)) return;
    event.preventDefault();
    reverse(event.shiftKey ? "redo" : "undo");
  } else if (event.altKey && (key === "ArrowUp" || key === "ArrowDown") && !target.matches("select") && element().contains(target)) {
    const word = key === "ArrowUp" ? "up" : "down";
    const row = target.closest("li.crow");
    const button = row ? row.querySelector(`button[value^="${word}="]`) : named(word);
    if (!button) return;
    event.preventDefault();
    if (!button.disabled) act(button.value, [], target.id);
  } else if (key === "Enter" && !event.isComposing && target === rows().at(-1)?.querySelectorAll("input")[1]) {
    event.preventDefault();
    act("add-item");
  }
});

// A list that is pasted becomes a row each; the first line stays where an empty row is.
main.addEventListener("paste", (event) => {
  const row = event.target.closest("li.crow");
  const lines = event.clipboardData.getData("text/plain").replace(/\r/g, "").split("\n").filter((line) => line.trim());
  if (!row || lines.length < 2) return;
  event.preventDefault();
  const [value, text] = row.querySelectorAll("input");
  if (!text.value) {
    const [first, ...rest] = lines.shift().split("\t");
    if (rest.length) value.value = first.trim();
    text.value = (rest.join("\t") || first).trim();
  }
  act("add-items", [["items", lines.join("\n")]], event.target.id);
});

// Dragging: rows by their handle, questions and pages in the outline by their links.

let dragged;
const placeOf = (target) => target.closest?.("li.crow[id], .tree a[data-key]");
const keyOf = (place) => place.dataset.key ?? place.id;
const isRow = (place) => place.matches("li");
const isBehind = (event, place) => {
  const box = place.getBoundingClientRect();
  return event.clientY > box.top + box.height / 2;
};
const unmark = () => main.querySelectorAll(".before, .behind").forEach((it) => it.classList.remove("before", "behind"));

main.addEventListener("dragstart", (event) => {
  dragged = placeOf(event.target);
  if (!dragged) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", keyOf(dragged));
  if (isRow(dragged)) event.dataTransfer.setDragImage(dragged, 0, 0);
});
main.addEventListener("dragover", (event) => {
  const place = placeOf(event.target);
  unmark();
  if (!dragged || !place || place === dragged || isRow(place) !== isRow(dragged)) return;
  event.preventDefault();
  place.classList.add(isBehind(event, place) ? "behind" : "before");
});
main.addEventListener("drop", (event) => {
  const place = placeOf(event.target);
  unmark();
  if (!dragged || !place || place === dragged || isRow(place) !== isRow(dragged)) return;
  event.preventDefault();
  const extra = [["beside", keyOf(place)]];
  if (isBehind(event, place)) extra.push(["behind", "1"]);
  act(`put=${keyOf(dragged)}`, extra);
});
main.addEventListener("dragend", () => {
  unmark();
  dragged = undefined;
});

/** Puts into a page what only this script can use. */
function equip(page) {
  for (const row of page.querySelectorAll("li.crow[id]")) {
    const grip = page.ownerDocument.createElement("span");
    grip.className = "grip";
    grip.draggable = true;
    grip.setAttribute("aria-hidden", "true");
    grip.textContent = "⠿";
    row.querySelector(".row").append(grip);
  }
}
equip(main);
