// What the report and the pages of articles share: elements, the theme, and findings that answer their marks.
"use strict";

const number = new Intl.NumberFormat("en");

/** An element with attributes, listeners (`onclick`, …) and children; texts stay texts. */
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

function kept(key, value) {
  try {
    if (value === undefined) return localStorage.getItem(key);
    localStorage.setItem(key, value);
  } catch { /* a browser that keeps nothing for files */ }
  return null;
}

function setUpTheme() {
  const button = document.getElementById("theme");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const current = () => document.documentElement.dataset.theme || (dark.matches ? "dark" : "light");
  const name = () => { button.textContent = current() === "dark" ? "Light theme" : "Dark theme"; };
  const chosen = kept("healthlint-theme");
  if (chosen === "dark" || chosen === "light") document.documentElement.dataset.theme = chosen;
  button.addEventListener("click", () => {
    document.documentElement.dataset.theme = current() === "dark" ? "light" : "dark";
    kept("healthlint-theme", current());
    name();
  });
  dark.addEventListener("change", name);
  name();
  button.hidden = false;
}

/** A click on marked words goes to the finding, and a finding under the pointer or in focus lights up its words. */
function connect(view) {
  const light = (note, on) => {
    for (const mark of view.querySelectorAll(`mark[data-notes~="${note.dataset.note}"]`)) mark.classList.toggle("lit", on);
  };
  for (const note of view.querySelectorAll(".note")) {
    for (const [event, on] of [["mouseenter", true], ["mouseleave", false], ["focusin", true], ["focusout", false]]) {
      note.addEventListener(event, () => light(note, on));
    }
  }
  view.querySelector(".explain").addEventListener("change", (event) => {
    for (const details of view.querySelectorAll(".note details")) details.open = event.target.checked;
  });
  align(view);
  view.addEventListener("click", (event) => {
    const mark = event.target.closest("mark");
    if (mark && !event.target.closest("a")) follow(view, `note-${mark.dataset.notes.split(" ")[0]}`);
    const link = event.target.closest('a[href^="#note-"], a[href^="#mark-"], a[href^="#reference-"]');
    if (link) {
      event.preventDefault();
      follow(view, link.getAttribute("href").slice(1));
    }
  });
}

/**
 * Lets the text run on beside its findings: each stands as high as its words, or below the finding before it. Where the column
 * is too narrow, or every explanation is open, a passage waits for its findings instead.
 */
function align(view) {
  const text = view.querySelector(".article-text");
  const explain = view.querySelector(".explain");
  const wide = matchMedia("screen and (min-width: 901px)");
  const place = () => {
    text.classList.toggle("aligned", wide.matches && !explain.checked);
    let bottom = 0;
    for (const notes of text.querySelectorAll(".notes")) {
      const top = Math.max(notes.parentElement.offsetTop, bottom);
      notes.style.top = `${top}px`;
      bottom = notes.offsetHeight ? top + notes.offsetHeight : bottom;
    }
    text.style.minHeight = text.classList.contains("aligned") ? `${bottom}px` : "";
  };
  view.addEventListener("toggle", place, true);
  view.addEventListener("change", place);
  new ResizeObserver(place).observe(view);
  wide.addEventListener("change", place);
}

function follow(view, id) {
  const target = view.querySelector(`#${CSS.escape(id)}`);
  if (!target) return;
  const explanation = target.querySelector("details");
  if (explanation) explanation.open = true;
  target.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  target.focus({ preventScroll: true });
}
