// The letter's QR code leads to SURVEY#CODE. What stands behind # is not sent to anybody; this moves it
// into the form, takes it out of the address bar, and submits nothing. Without script one types.
"use strict";
function take() {
  const code = location.hash.slice(1);
  const field = document.querySelector("input[name=code]");
  if (!field || !/^[0-9A-Za-z-]{13,16}$/.test(code)) return;
  history.replaceState(null, "", location.pathname + location.search);
  // Whoever reads another language takes the code along.
  document.querySelectorAll(".lang a").forEach((link) => { link.hash = code; });
  field.value = code.toUpperCase().replace(/^(.{4})-?(.{4})-?(.{4})-?(.)$/, "$1-$2-$3-$4");
  const byHand = document.getElementById("by-hand");
  if (byHand) byHand.hidden = true;
  field.form.hidden = false;
  field.form.querySelector("button").focus();
}
take();
addEventListener("hashchange", take);
