// Small comforts. Every page works without this file.
"use strict";

document.documentElement.classList.add("scripted");

// A choice made with the mouse or a finger is sent at once. One made with the keys is not, as
// every arrow passes through others: the form shows its button, and Enter sends too.
const quick = (event) => event.target.closest("select[data-submit-on-change]");

document.addEventListener("pointerdown", (event) => {
  const select = quick(event);
  if (select) delete select.dataset.keys;
});

document.addEventListener("keydown", (event) => {
  const select = quick(event);
  if (!select || event.key === "Tab") return;
  select.dataset.keys = "yes";
  if (event.key !== "Enter" || !select.form.matches(".is-chosen")) return;
  event.preventDefault();
  select.form.requestSubmit();
});

document.addEventListener("change", (event) => {
  const select = quick(event);
  if (!select) return;
  if (select.dataset.keys) select.form.classList.add("is-chosen");
  else select.form.requestSubmit();
});

// One press, one request: the second press of a button that is already sending does nothing.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sending) {
    event.preventDefault();
    return;
  }
  form.dataset.sending = "yes";
});

// While something long is carried out: a bar, filled as far as the server says it is.
let asking;

async function fill(bar, address) {
  try {
    const { rows } = await (await fetch(address)).json();
    if (rows) bar.value = rows;
  } catch { /* The page is being left, or the server is busy: the bar says no more than that. */ }
}

document.addEventListener("submit", (event) => {
  const place = document.querySelector(`[data-bar-of="${event.target.id}"]`);
  if (event.defaultPrevented || !place) return;
  place.hidden = false;
  const [bar, words] = place.children;
  words.textContent = words.dataset.words;
  asking = setInterval(fill, 1000, bar, place.dataset.ask);
});

// The browser's back button may show a page that was sent: let it be sent again.
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sending]").forEach((form) => delete form.dataset.sending);
  document.querySelectorAll("[data-bar-of]").forEach((place) => { place.hidden = true; });
  clearInterval(asking);
});

// One tick for all boxes of a page, and the other way round.
document.addEventListener("change", (event) => {
  const all = document.querySelector("input[data-tick-all]");
  if (!all) return;
  const boxes = [...document.querySelectorAll(`input[name="${all.dataset.tickAll}"]`)];
  if (event.target === all) boxes.forEach((box) => { box.checked = all.checked; });
  else if (!boxes.includes(event.target)) return;
  const ticked = boxes.filter((box) => box.checked).length;
  all.checked = ticked === boxes.length;
  all.indeterminate = ticked > 0 && !all.checked;
});

document.addEventListener("click", (event) => {
  document.querySelectorAll("details.menu[open]").forEach((menu) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  if (event.target.closest("[data-print]")) window.print();
});

// Who tabs on past the open menu sees what is under it; on a phone the places belong to it.
document.addEventListener("focusin", (event) => {
  const part = matchMedia("(max-width: 640px)").matches ? ".shell-head" : "details.menu";
  if (event.target.closest(part)) return;
  document.querySelectorAll("details.menu[open]").forEach((menu) => { menu.open = false; });
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  document.querySelectorAll("details.menu[open]").forEach((menu) => {
    menu.open = false;
    menu.querySelector("summary").focus();
  });
});

// A long job in steps: each page that comes asks for the next step at once.
document.querySelectorAll("form[data-advance]").forEach((form) => form.requestSubmit());

// Files dropped on a form are chosen in it and sent.
document.querySelectorAll("form[data-drop]").forEach((form) => {
  form.addEventListener("dragover", (event) => event.preventDefault());
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    if (!event.dataTransfer.files.length) return;
    form.querySelector("input[type=file]").files = event.dataTransfer.files;
    form.requestSubmit();
  });
});

function toRow(link) {
  if (!link) return;
  link.focus();
  link.closest("tr").scrollIntoView({ block: "center" });
}

// What is ticked stays ticked while a row is received: the list comes back at the same address.
const thisList = `chosen ${location.pathname}${location.search}`;
const boxesOfRows = () => [...document.querySelectorAll("tr[data-row] input[name=item]")];

document.addEventListener("click", (event) => {
  if (!event.target.closest("a[data-receive]")) return;
  const chosen = boxesOfRows().filter((box) => box.checked).map((box) => box.value);
  sessionStorage.setItem(thisList, JSON.stringify(chosen));
});

const chosenBefore = JSON.parse(sessionStorage.getItem(thisList) ?? "[]");
sessionStorage.removeItem(thisList);
boxesOfRows().filter((box) => chosenBefore.includes(box.value)).forEach((box) => box.click());

// After an action the next row comes: the address names it. Later than the browser's own jump.
window.addEventListener("load", () => {
  if (!location.hash.startsWith("#item-")) return;
  const row = document.getElementById(location.hash.slice(1));
  setTimeout(() => toRow(row?.querySelector("a[data-row-link]")));
});

// An amount in thousands of yen in words beside its field: 5,000,000 is ＝50億円.
const amountTyped = (text) => {
  const plain = text.normalize("NFKC").replace(/[\s,、千円]/g, "").replace(/^[△▲▽▼Δ∆−‐–ー]/, "-");
  return /^-?[0-9]{1,10}$/.test(plain) ? Number(plain) : null;
};

const amountInWords = (amount) => {
  if (document.documentElement.lang !== "ja") {
    return `= ${(amount * 1000).toLocaleString("en")} yen`;
  }
  let rest = Math.abs(amount);
  let words = "";
  for (const [unit, size] of [["兆", 1e9], ["億", 1e5], ["万", 10]]) {
    const count = Math.floor(rest / size);
    if (count) words += `${count.toLocaleString("ja")}${unit}`;
    rest -= count * size;
  }
  if (rest) words += `${rest}千`;
  return `＝${amount < 0 ? "△" : ""}${words || "0"}円`;
};

document.addEventListener("input", (event) => {
  const shown = event.target.id && document.querySelector(`output.amount-words[for="${event.target.id}"]`);
  if (!shown) return;
  const amount = amountTyped(event.target.value);
  shown.textContent = amount === null ? "" : amountInWords(amount);
});

// And how many times last year's it is, from ten times on.
const timesSaid = document.querySelector("output.amount-times");

document.addEventListener("input", (event) => {
  if (!timesSaid?.htmlFor.contains(event.target.id)) return;
  const [now, before] = [...timesSaid.htmlFor].map((id) => amountTyped(document.getElementById(id).value));
  const times = now > 0 && before > 0 ? Math.floor(now / before) : 0;
  const isMuch = times >= Number(timesSaid.dataset.from);
  timesSaid.textContent = isMuch ? timesSaid.dataset.said.replace("{}", times.toLocaleString("ja")) : "";
});

// How long a text is and may be, counted as it is stored.
document.addEventListener("input", (event) => {
  const shown = event.target.id && document.querySelector(`output.char-count[for="${event.target.id}"]`);
  if (!shown) return;
  const [typed, most] = [[...event.target.value].length, Number(shown.dataset.most)];
  const over = typed > most ? ` ${shown.dataset.over.replace("{}", typed - most)}` : "";
  shown.textContent = `${typed}/${most}${over}`;
  shown.classList.toggle("late", typed > most);
});
