// The desk of translations: Ctrl+Enter in a text saves what is typed, as the button does, and goes on to the next text.
"use strict";
const form = document.querySelector("#texts").closest("section").querySelector("form[method=post]");
document.getElementById("keys").hidden = false;

form.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
  if (event.repeat || !event.target.matches("textarea")) return;
  event.preventDefault();
  const act = document.createElement("button");
  act.name = "act";
  act.value = `after=${event.target.name}`;
  act.hidden = true;
  form.append(act);
  form.requestSubmit(act);
});

// Who came from a text by keys goes on typing in the next one.
const place = decodeURIComponent(location.hash.slice(1));
const next = place === "texts" ? form.querySelector("textarea") : document.getElementById(place);
if (next?.matches("textarea")) next.focus();
