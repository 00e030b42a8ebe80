// Keys that do what the mouse does. Every page works without this file.
"use strict";

// Keys of one letter or figure, which a voice or a slip of the hand may press too: whoever wants
// none switches them off in the menu, in this browser.
const lettersOff = () => localStorage.getItem("letters") === "off";
const isLetter = (event) =>
  !(event.ctrlKey || event.metaKey || event.altKey || event.isComposing || lettersOff());

document.querySelectorAll("button[data-letters]").forEach((button) => {
  const say = () => button.setAttribute("aria-pressed", String(!lettersOff()));
  button.addEventListener("click", () => {
    localStorage.setItem("letters", lettersOff() ? "on" : "off");
    say();
  });
  say();
});

// Keys that lead on, never while typing: a link names its keys in data-keys.
document.addEventListener("keydown", (event) => {
  if (!isLetter(event)) return;
  if (event.target.closest("input:not([type=radio], [type=checkbox]), textarea, select")) return;
  const link = [...document.querySelectorAll("a[data-keys]")].find((one) =>
    one.dataset.keys.split(" ").includes(event.key)
  );
  if (!link) return;
  event.preventDefault();
  link.click();
});

// Scoring by keys: a figure gives the criterion in which one is, or the first without a score, its
// step, and leads on to the next; Ctrl and Enter send, from a text too.
document.addEventListener("keydown", (event) => {
  const form = document.querySelector("form[data-scored]");
  if (!form || event.isComposing) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    if (form.contains(event.target)) form.querySelector("[data-send]").click();
    return;
  }
  if (!isLetter(event) || !/^[0-9]$/.test(event.key)) return;
  if (event.target.closest("input:not([type=radio]), textarea, select")) return;
  const criteria = [...form.querySelectorAll(".criterion")];
  const here = event.target.closest(".criterion")
    ?? criteria.find((one) => !one.querySelector("input[type=radio]:checked")?.value);
  const score = event.key === "0" ? "" : event.key;
  const step = [...(here?.querySelectorAll("input[type=radio]") ?? [])].find((one) => one.value === score);
  if (!step) return;
  event.preventDefault();
  step.click();
  const next = criteria[criteria.indexOf(here) + 1];
  const place = next?.querySelector("input[type=radio]:checked") ?? next?.querySelector("input[type=radio]");
  (place ?? step).focus();
});

// A list to empty by keys: j and k go from row to row, Enter opens, r receives, x chooses.
const rowLinks = () => [...document.querySelectorAll("tr[data-row] a[data-row-link]")];

document.addEventListener("keydown", (event) => {
  if (!isLetter(event)) return;
  if (event.target.closest("input:not([type=checkbox]), textarea, select")) return;
  const links = rowLinks();
  const row = event.target.closest("tr[data-row]");
  const here = links.findIndex((link) => row && row.contains(link));
  if (event.key === "j") toRow(links[here + 1]);
  if (event.key === "k") toRow(links[here - 1]);
  if (!row) return;
  if (event.key === "r") row.querySelector("a[data-receive]")?.click();
  if (event.key === "x") row.querySelector("input[name=item]")?.click();
});
