// What is typed into forms is not lost. Every form works without this file.
"use strict";

const EVERY = 20_000;
const keeping = new WeakMap();

const typing = (form) => form.matches("[data-warn-unsaved], [data-autosave]");

// A page that answers a form which was not carried out holds text that is nowhere else.
if (document.body.dataset.answer) {
  document.querySelectorAll("form[data-warn-unsaved]:not([data-autosave])").forEach((form) => {
    form.dataset.changed = "yes";
  });
}

document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (!form || !typing(form)) return;
  form.dataset.unkept = "yes";
  delete form.dataset.refused;
  if (form.matches("[data-warn-unsaved]")) form.dataset.changed = "yes";
});

// What is typed into other forms of the page is kept before one is sent: the page that comes may be
// the same one again, and shows it.
const PATIENCE = 5000;
let waiting = false;
let kept = false;

document.addEventListener("submit", (event) => {
  const form = event.target;
  const others = [...document.querySelectorAll("form[data-autosave]")].filter((one) =>
    one !== form && (one.dataset.unkept || one.dataset.changed || keeping.has(one))
  );
  if (kept || !(waiting || others.length)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (waiting) return;
  waiting = true;
  const late = new Promise((go) => setTimeout(go, PATIENCE));
  Promise.race([Promise.allSettled(others.map(keepNow)), late]).then(() => {
    [waiting, kept] = [false, true];
    form.requestSubmit(event.submitter);
    kept = false;
  });
}, { capture: true });

document.addEventListener("submit", (event) => {
  if (event.defaultPrevented) return;
  delete event.target.dataset.changed;
  keeping.get(event.target)?.control.abort();
});

window.addEventListener("beforeunload", (event) => {
  if (document.querySelector("form[data-changed]")) event.preventDefault();
});

function say(form, words) {
  const place = form.querySelector("[data-kept]");
  if (place && words) place.textContent = words;
}

function keep(form, leaving) {
  const busy = keeping.has(form) && !(leaving && !form.elements.version);
  if (form.dataset.sending || busy) return;
  delete form.dataset.unkept;
  const control = new AbortController();
  keeping.set(form, { control, done: send(form, leaving, control) });
}

async function keepNow(form) {
  await keeping.get(form)?.done;
  if (form.dataset.unkept) keep(form, false);
  await keeping.get(form)?.done;
  if (!form.dataset.unkept && !form.dataset.refused) delete form.dataset.changed;
}

async function send(form, leaving, control) {
  const words = form.querySelector("[data-kept]")?.dataset ?? {};
  try {
    const answer = await fetch(form.dataset.autosave, {
      method: "POST", body: new FormData(form), keepalive: leaving, signal: control.signal,
    });
    if (answer.ok) {
      const { said, version } = await answer.json();
      if (version !== undefined) form.elements.version.value = version;
      say(form, said);
    } else if ([413, 422].includes(answer.status)) {
      form.dataset.refused = "yes";
      say(form, words.refused);
    } else {
      form.dataset.unkept = "yes";
      say(form, answer.status === 401 ? words.signedOut : words.failed);
    }
  } catch {
    form.dataset.unkept = "yes";
    say(form, words.failed);
  } finally {
    keeping.delete(form);
  }
}

function keepAll(leaving) {
  document.querySelectorAll("form[data-autosave][data-unkept]").forEach((form) => {
    // A browser takes little from a page that is going away: a long form goes the usual way.
    const length = [...new FormData(form).values()].reduce((sum, one) => sum + (one.length ?? 0), 0);
    keep(form, leaving && length < 10_000);
  });
}

setInterval(() => keepAll(false), EVERY);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") keepAll(true);
});

// How much of a part of the sheet is filled in, beside it, while it is typed.
const holds = (control) => (control.matches("[type=checkbox], [type=radio]") ? control.checked : control.value.trim());

document.addEventListener("input", (event) => {
  const part = event.target.closest("section, details");
  const place = [...document.querySelectorAll("[data-part]")].find((one) =>
    part?.contains(document.getElementById(one.dataset.part))
  );
  if (!place) return;
  const cells = [...part.querySelectorAll(".form-cell")];
  const filled = cells.filter((cell) => [...cell.querySelectorAll("input, select, textarea")].some(holds)).length;
  place.querySelector("[data-filled]").textContent = filled;
  place.querySelector("[data-sign]").textContent = filled === cells.length ? "●" : filled ? "◐" : "○";
});

// A folded part of a form opens when one is led to it.
document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#"]');
  const part = link && document.getElementById(link.hash.slice(1))?.closest("details");
  if (part) part.open = true;
});

// One more row, in place: the browser stays where it is.
document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-add-row]");
  if (!button) return;
  event.preventDefault();
  const rows = [...button.form.querySelectorAll(button.dataset.addRow)];
  const last = rows.at(-1);
  const row = last.cloneNode(true);
  const [from, to] = [String(rows.length), String(rows.length + 1)];
  row.querySelectorAll('[id$="-error"]').forEach((one) => one.remove());
  [row, ...row.querySelectorAll("*")].forEach((one) => {
    ["id", "for", "aria-label"].forEach((name) => {
      const value = one.getAttribute(name);
      if (value) one.setAttribute(name, value.replace(from, to));
    });
    one.removeAttribute("aria-invalid");
    one.removeAttribute("aria-describedby");
    if (one.matches("input, select")) one.value = "";
  });
  last.after(row);
  row.querySelector("select, input").focus();
});

// Files dropped beside a form go to its item; what is typed stays on the page.
document.querySelectorAll("[data-drop-to]").forEach((zone) => {
  zone.addEventListener("dragover", (event) => event.preventDefault());
  zone.addEventListener("drop", async (event) => {
    event.preventDefault();
    const files = [...event.dataTransfer.files];
    if (!files.length) return;
    const body = new FormData();
    body.append("csrf_token", document.querySelector('.form-main [name="csrf_token"]').value);
    files.forEach((file) => body.append("files", file));
    const said = zone.querySelector("[data-dropped]");
    try {
      const headers = { Accept: "application/json" };
      const answer = await fetch(zone.dataset.dropTo, { method: "POST", body, headers });
      const told = await answer.json();
      said.textContent = told.said.join("\n");
      zone.querySelector("[data-attached]").textContent = told.attached;
    } catch {
      said.textContent = zone.dataset.failed;
    }
  });
});
