// Completes names and functions in the fields of expressions while one types. A combobox as the ARIA practices describe it:
// arrows choose, Enter or Tab take, Escape closes; the focus stays in the field.
"use strict";
(() => {
  const MOST = 8;
  const list = document.createElement("ul");
  list.id = "completions";
  list.setAttribute("role", "listbox");
  let field;
  let current = -1;
  let from = 0;

  const options = (id) => [...document.getElementById(id).options].map(({ value, text }) => ({ value, text }));

  /** What could be meant before the caret, and where it begins. */
  function found({ value, selectionStart: end }) {
    const before = value.slice(0, end);
    const name = /\$\{?([\w-]*)$/.exec(before);
    const word = name ?? /(?<![\w$}'"-])([a-z][\w-]+)$/i.exec(before);
    if (!word) return [];
    from = word.index;
    const typed = word[1].toLowerCase();
    const fits = ({ value: it, text }) => it.toLowerCase().includes(typed) || (text !== it && text.toLowerCase().includes(typed));
    const begins = (it) => Number(!it.value.toLowerCase().startsWith(typed));
    const names = options("variables").map((it) => ({ ...it, put: `\${${it.value}}` }));
    const functions = name ? [] : options("functions").map((it) => ({ ...it, text: "", put: `${it.value}(` }));
    return [...functions, ...names].filter(fits).sort((a, b) => begins(a) - begins(b)).slice(0, MOST);
  }

  function close() {
    list.remove();
    field?.setAttribute("aria-expanded", "false");
    field?.removeAttribute("aria-activedescendant");
    current = -1;
  }

  function mark(index) {
    current = index;
    [...list.children].forEach((it, at) => it.setAttribute("aria-selected", String(at === index)));
    if (index < 0) field.removeAttribute("aria-activedescendant");
    else field.setAttribute("aria-activedescendant", list.children[index].id);
  }

  function take(index) {
    const { put } = list.children[index].dataset;
    const rest = field.value.slice(field.selectionStart).replace(/^\}/, put.endsWith("}") ? "" : "}");
    const before = field.value.slice(0, from) + put;
    field.value = before + rest;
    field.setSelectionRange(before.length, before.length);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    close();
  }

  function offer() {
    const all = found(field);
    if (all.length === 0) return close();
    list.replaceChildren(...all.map(({ value, text, put }, index) => {
      const option = document.createElement("li");
      option.id = `completion-${index}`;
      option.setAttribute("role", "option");
      option.dataset.put = put;
      const code = document.createElement("code");
      code.textContent = value;
      option.append(code, text && text !== value ? ` ${text}` : "");
      return option;
    }));
    list.setAttribute("aria-label", field.labels[0]?.textContent ?? field.getAttribute("aria-label"));
    field.after(list);
    field.setAttribute("aria-expanded", "true");
    mark(-1);
  }

  document.addEventListener("focusin", ({ target }) => {
    if (!target.matches("[data-expression]")) return;
    field = target;
    const about = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "completions" };
    Object.entries(about).forEach(([name, value]) => field.setAttribute(name, value));
  });
  document.addEventListener("focusout", ({ target }) => { if (target === field) close(); });
  document.addEventListener("input", (event) => { if (event.isTrusted && event.target === field) offer(); });
  // Before the focus leaves the field.
  list.addEventListener("pointerdown", (event) => {
    const option = event.target.closest("li");
    event.preventDefault();
    if (option) take([...list.children].indexOf(option));
  });
  document.addEventListener("keydown", (event) => {
    if (event.target !== field || !list.isConnected) return;
    const count = list.children.length;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && !event.altKey) mark((current + step + count + (current < 0 && step < 0 ? 1 : 0)) % count);
    else if (event.key === "Escape") close();
    else if ((event.key === "Enter" || event.key === "Tab") && current >= 0) take(current);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }, true);
})();
