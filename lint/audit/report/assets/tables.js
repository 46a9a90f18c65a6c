// The tables of this report: articles, claims, and what is new or gone since an earlier audit.
"use strict";

const SEVERITY = ["error", "warning", "info"];

function anchor(href, text) {
  return href ? element("a", { href }, text) : element("span", {}, text);
}

function outside(url, text) {
  return /^https?:\/\//i.test(url ?? "") ? element("a", { href: url, rel: "noopener noreferrer nofollow" }, text) : text;
}

function choices(values) {
  return [...new Set(values)].sort(collator.compare).map((value) => [value || "\u0000", value || "(none)"]);
}

function articlesTable(place, data) {
  const rules = data.rules;
  const rows = data.articles.map(([id, title, section, status, reason, words, score, errors, warnings, infos, claims, referenced,
    author, reviewer, date, found, href]) =>
    ({ id, title, section, status, reason, words, score, counts: [errors, warnings, infos], claims, referenced, author, reviewer, date, found, href }));
  const present = new Set(rows.flatMap((row) => row.found.map(([rule]) => rule)));
  const used = rules.map((rule, index) => [...rule, index]).filter(([, , index]) => present.has(index));
  return makeTable(place, {
    caption: "Articles",
    rows,
    columns: [
      { label: "Article", value: (row) => row.title, show: (row) => {
        const cell = element("div", { class: "title" }, anchor(row.href, row.title));
        if (row.id !== row.title) cell.append(element("span", { class: "meta" }, row.id));
        return cell;
      } },
      { label: "Section", value: (row) => row.section || null },
      { label: "Score", numeric: true, up: true, value: (row) => row.score, show: (row) => (row.score === null ? "–" : String(Math.round(row.score))) },
      ...["Errors", "Warnings", "Info"].map((label, at) => ({ label, numeric: true, value: (row) => row.counts[at] })),
      { label: "Claims backed", numeric: true, value: (row) => (row.claims ? row.referenced / row.claims : null),
        show: (row) => (row.claims ? `${number.format(row.referenced)} of ${number.format(row.claims)}` : "–") },
      { label: "Words", numeric: true, value: (row) => row.words },
      { label: "Author", value: (row) => row.author },
      { label: "Reviewer", value: (row) => row.reviewer },
      { label: "Date", value: (row) => row.date, show: (row) => element("span", { class: "date" }, row.date ?? "–") },
      { label: "Status", value: (row) => row.status, show: (row) => (row.reason ? `${row.status}: ${row.reason}` : row.status) },
    ],
    filters: [
      { key: "section", label: "Section", options: choices(rows.map((row) => row.section)) },
      { key: "family", label: "Family", options: choices(used.map(([, family]) => family)) },
      { key: "rule", label: "Rule", options: used.map(([name, , index]) => [String(index), name]).sort((a, b) => collator.compare(a[1], b[1])) },
      { key: "severity", label: "Severity", options: [["0", "error"], ["1", "warning"], ["2", "info"], ["none", "no findings"]] },
      { key: "status", label: "Status", options: choices(rows.map((row) => row.status)) },
    ],
    keep(row, { section, family, rule, severity, status }) {
      if (section && (row.section || "\u0000") !== section) return false;
      if (status && row.status !== status) return false;
      if (severity === "none") return row.status === "linted" && row.counts.every((count) => !count);
      if (!family && !rule && !severity) return true;
      return row.found.some(([index, level]) =>
        (!family || rules[index][1] === family) && (!rule || index === Number(rule)) && (!severity || level === Number(severity)));
    },
    text: (row) => [row.title, row.id, row.section, row.author, row.reviewer].join("\n"),
  });
}

function claimsTable(place, data) {
  const rows = data.claims.map(([article, href, sentence, type, risk, support, rule, url, doi, pmid, year, tier, own]) =>
    ({ article, href, sentence, type, risk, support, rule, url, doi, pmid, year, tier, own }));
  const source = (row) => row.doi ? `doi:${row.doi}` : row.pmid ? `PMID ${row.pmid}` : row.url ?? null;
  return makeTable(place, {
    caption: "Claims",
    rows,
    columns: [
      { label: "Claim", value: (row) => row.sentence, show: (row) => element("div", { class: "sentence" }, row.sentence) },
      { label: "Article", value: (row) => row.article, show: (row) => anchor(row.href, row.article) },
      { label: "Kind", value: (row) => row.type },
      { label: "Risk", numeric: true, up: true, value: (row) => row.risk },
      { label: "Support", value: (row) => row.support, show: (row) => element("span", { class: `support ${row.support}` }, row.support) },
      { label: "Reference", value: source, show: (row) => (source(row) ? element("div", { class: "source" }, outside(row.url, source(row))) : "–") },
      { label: "Kind of source", value: (row) => row.tier, show: (row) => (row.tier ?? "–") + (row.own ? ", own site" : "") },
      { label: "Year", numeric: true, value: (row) => row.year, show: (row) => (row.year === null ? "–" : String(row.year)) },
      { label: "Rule", value: (row) => row.rule },
    ],
    filters: [
      { key: "support", label: "Support", options: choices(rows.map((row) => row.support)) },
      { key: "type", label: "Kind", options: choices(rows.map((row) => row.type)) },
      { key: "risk", label: "Risk", options: choices(rows.map((row) => String(row.risk))) },
      { key: "tier", label: "Kind of source", options: choices(rows.map((row) => row.tier ?? "")) },
    ],
    keep: (row, chosen) => ["support", "type", "risk", "tier"].every(
      (key) => !chosen[key] || (String(row[key] ?? "") || "\u0000") === chosen[key]),
    text: (row) => [row.sentence, row.article, row.url, row.doi, row.pmid].join("\n"),
  });
}

function changesTable(place, rows, caption) {
  return makeTable(place, {
    caption,
    rows,
    columns: [
      { label: "Article", value: ([article]) => article, show: ([article, href]) => anchor(href, article) },
      { label: "Line", numeric: true, up: true, value: ([, , line]) => line },
      { label: "Severity", value: ([, , , severity]) => SEVERITY.indexOf(severity),
        show: ([, , , severity]) => element("span", { class: `count ${severity}` }, severity) },
      { label: "Rule", value: ([, , , , rule]) => rule },
      { label: "Words", value: ([, , , , , words]) => words || null },
      { label: "What is wrong", value: ([, , , , , , message]) => message },
    ],
    filters: [
      { key: "severity", label: "Severity", options: SEVERITY.map((name) => [name, name]) },
      { key: "rule", label: "Rule", options: choices(rows.map((row) => row[4])) },
    ],
    keep: (row, { severity, rule }) => (!severity || row[3] === severity) && (!rule || row[4] === rule),
    text: (row) => [row[0], row[4], row[5], row[6]].join("\n"),
  });
}
