// Tabs, tables, charts, and which article is open.
"use strict";

const report = JSON.parse(document.getElementById("data").textContent);
const overall = document.getElementById("overall");
const opened = document.getElementById("article");
const tabs = [...document.querySelectorAll('[role="tab"]')];
const tables = {};

const builders = {
  articles: (place) => articlesTable(place, report),
  claims: (place) => claimsTable(place, report),
  appeared: (place) => changesTable(place, report.appeared, "New findings"),
  vanished: (place) => changesTable(place, report.vanished, "Findings that are gone"),
};

/** Shows a part of the report. Its tables and charts are made when they are first wanted. */
function showPart(name, focus = false) {
  overall.hidden = false;
  opened.hidden = true;
  opened.replaceChildren();
  for (const tab of tabs) {
    const chosen = tab.getAttribute("aria-controls") === name;
    tab.setAttribute("aria-selected", String(chosen));
    tab.tabIndex = chosen ? 0 : -1;
    document.getElementById(tab.getAttribute("aria-controls")).hidden = !chosen;
    if (chosen && focus) tab.focus();
  }
  fill(document.getElementById(name));
}

function fill(panel) {
  for (const place of panel.querySelectorAll("[data-table]")) {
    tables[place.dataset.table] ??= builders[place.dataset.table](place);
  }
  for (const figure of panel.querySelectorAll("[data-chart]:not([data-drawn])")) {
    figure.dataset.drawn = "";
    drawChart(figure);
  }
}

function showArticle(id) {
  const template = document.getElementById(`view-${id}`);
  overall.hidden = true;
  opened.hidden = false;
  const view = element("div", { class: "view" }, template.content.cloneNode(true));
  connect(view);
  opened.replaceChildren(view);
  scrollTo(0, 0);
  opened.querySelector("h1").focus({ preventScroll: true });
}

function route() {
  const name = location.hash.slice(1);
  if (document.getElementById(`view-${name.replace(/^article-/, "")}`) && name.startsWith("article-")) showArticle(name.slice(8));
  else if (tabs.some((tab) => tab.getAttribute("aria-controls") === name)) showPart(name);
  else if (!name) showPart("overview");
}

function go(name, focus) {
  history.pushState(null, "", `#${name}`);
  showPart(name, focus);
}

function setUpTabs() {
  for (const [index, tab] of tabs.entries()) {
    tab.addEventListener("click", () => go(tab.getAttribute("aria-controls")));
    tab.addEventListener("keydown", (event) => {
      const to = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: tabs.length - 1 }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      go(tabs[(to + tabs.length) % tabs.length].getAttribute("aria-controls"), true);
    });
  }
}

/** A rule or a person, wherever named, leads to their articles. */
function setUpShortcuts() {
  document.addEventListener("click", (event) => {
    const { rule, search } = event.target.closest("button.link")?.dataset ?? {};
    if (!rule && !search) return;
    go("articles", true);
    if (rule) tables.articles.choose({ rule: String(report.rules.findIndex(([name]) => name === rule)) });
    else tables.articles.search(search);
    scrollTo(0, 0);
  });
}

setUpTheme();
setUpTabs();
setUpShortcuts();
addEventListener("hashchange", route);
addEventListener("popstate", route);
addEventListener("beforeprint", () => { if (!overall.hidden) for (const tab of tabs) fill(document.getElementById(tab.getAttribute("aria-controls"))); });
showPart("overview");
route();
