// Where the keys go on after something was sent. Every page works without this file.
"use strict";

// Whoever presses a button of a row, which names the row out of sight, has it again where the page
// comes back with it: a row is moved by pressing the key several times.
const listsOfPage = () => [...document.querySelectorAll("main :is(table, ul, ol)")];

document.addEventListener("submit", (event) => {
  if (event.defaultPrevented) return;
  const button = event.submitter;
  const list = button?.closest("main :is(table, ul, ol)");
  if (!list || !button.querySelector(".visually-hidden")) return;
  const pressed = { path: location.pathname, list: listsOfPage().indexOf(list), words: button.textContent };
  sessionStorage.setItem("pressed", JSON.stringify(pressed));
});

// What is wrong has the focus whatever is kept here, and where nothing may be.
function takeOut() {
  try {
    const kept = sessionStorage.getItem("pressed");
    sessionStorage.removeItem("pressed");
    return JSON.parse(kept) ?? {};
  } catch { return {}; }
}

const pressedBefore = takeOut();

function pressedAgain() {
  if (pressedBefore.path !== location.pathname) return undefined;
  const buttons = [...listsOfPage()[pressedBefore.list]?.querySelectorAll("button:enabled") ?? []];
  return buttons.find((button) => button.textContent === pressedBefore.words);
}

// Whoever sent something goes on where its answer stands, which is read out: what is wrong, or what
// was done. A page that is entered further down is entered there.
const wrong = document.querySelector(".error-summary");
const done = location.hash ? null : document.querySelector(".flashes");
const again = wrong ? undefined : pressedAgain();
if (again && done) again.setAttribute("aria-describedby", done.id);
const goOn = () => (wrong ?? again ?? done)?.focus();

// Where the address names a place, the browser goes there by itself once the page is there.
if (location.hash) window.addEventListener("load", () => setTimeout(goOn));
else goOn();
