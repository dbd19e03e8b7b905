/* The card of a table: its words, columns, rows and rules, what proves its numbers, and the cells that are typed. */

import { button, common, missing } from "./card_parts.js";
import { decide } from "./decisions.js";
import { el, seen } from "./elements.js";
import { current, fieldRow, nested, plain } from "./fields.js";
import { focusField } from "./focus.js";
import { onward } from "./going.js";
import { drafts } from "./state.js";

const VERDICTS = { holds: "holds", fails: "fails", not_compared: "not compared here" };
const OF_COLUMN = ["name", "measure", "unit", "type"];
const OF_TABLE = ["title", "description", "name"], OF_EDITED = ["title", "unit", "name"];
const WHOLE_COLUMN = "*", FEW = 3;
const columnOf = name => name.slice(name.lastIndexOf("|") + 1);
const columnsOf = one => [...new Set(one.needs.map(columnOf))];

export function tablePanel(one) {
  const isOwn = one.status === "confirmed";
  const rows = [el("p", { class: "says" }, seen(one.fields.title || one.token)),
    el("p", { class: "quiet" }, seen(sizeOf(one))), ...wordsOf(one).map(name => fieldRow(one, name)),
    columnsTable(one.table?.columns ?? []), editedColumns(one),
    rulesOf(one.table?.rules ?? []),
    ...[...one.problems, ...(one.table?.failures ?? [])].map(words => el("p", { class: "found soft" }, seen(words)))];
  if (!isOwn) rows.push(el("p", { class: "proof" }, proofOf(one)), ...columnsOf(one).map(column => columnRows(one, column)));
  const first = isOwn ? (Object.keys(typedWords(one)).length ? "Correct" : "Next") : "Accept the table";
  return { rows: rows.filter(Boolean), fields: wordsOf(one), enter: () => enter(one, isOwn),
    buttons: [button(first, "Enter", null, true), wordsOf(one).length > 0 && button("Edit", "f", focusField), ...common(one)] };
}
function enter(one, isOwn) {
  const words = typedWords(one);
  if (isOwn && !Object.keys(words).length) return onward(one.id);
  if (wordsOf(one).length && !current(one, "title").trim())
    return missing(one, "title", "A table needs its title: the words above it; where there are none, what it holds.");
  return isOwn ? decide("correct", [one.id], words) : decide("accept_table", [one.id], { ...words, cells: cells(one) });
}
/* The words that may be changed: of a table of its own columns, and of these. */
const wordsOf = one => OF_TABLE.filter(name => name in one.fields);
const isOfWords = name => OF_TABLE.includes(name) || name.startsWith("columns.");
const typedWords = one => nested(Object.fromEntries(Object.entries(drafts.get(one.id) ?? {}).filter(([name]) => isOfWords(name))));
function editedColumns(one) {
  const names = Object.keys(one.fields.columns ?? {});
  if (!names.length) return null;
  const open = Object.keys(drafts.get(one.id) ?? {}).some(name => name.startsWith("columns."));
  const row = (column, field) => names.includes(`${column}|${field}`) &&
    fieldRow(one, `columns.${column}|${field}`, `${column}: ${field}`);
  const rows = [...new Set(names.map(name => name.split("|")[0]))].flatMap(column => OF_EDITED.map(field => row(column, field)));
  return el("details", { class: "edited", open }, el("summary", {}, "Change titles, units and names of columns"), ...rows);
}
const many = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;
function sizeOf({ table }) {
  const columns = many(table?.columns.length ?? 0, "column");
  return table?.rows === undefined ? columns : `${columns}, ${many(table.rows, "row")}, ${many(table.numbers, "number")}`;
}
function proofOf(one) {
  if (one.problems.length) return "The table cannot be accepted as it is: correct its file, or reject it.";
  if (!one.needs.length) return "Its sums prove every number.";
  return `Sums prove ${one.table.proved} of ${many(one.table.numbers, "number")}. Type the others. ` +
    "The sum of all numbers of a column proves each of them.";
}
function columnsTable(columns) {
  if (!columns.length) return null;
  const shown = OF_COLUMN.filter(name => columns.some(column => column[name]));
  return el("table", { class: "columns-of" }, el("caption", {}, "Columns"),
    el("thead", {}, el("tr", {}, ...shown.map(name => el("th", { scope: "col" }, name)))),
    el("tbody", {}, ...columns.map(column => el("tr", {}, ...shown.map(name => el("td", {}, seen(column[name])))))));
}
function rulesOf(rules) {
  if (!rules.length) return null;
  return el("ul", { class: "rules", "aria-label": "Rules" }, ...rules.map(rule => el("li", {}, seen(rule.words), " ",
    el("strong", { class: rule.verdict }, VERDICTS[rule.verdict] ?? seen(rule.verdict)),
    rule.rows > 1 ? ` in ${rule.rows} rows` : "")));
}
function columnRows(one, column) {
  const names = one.needs.filter(name => columnOf(name) === column);
  const row = name => fieldRow(one, name, `${name.slice(0, name.lastIndexOf("|"))}, ${column}`);
  if (names.length <= FEW) return el("div", { class: "cells" }, ...names.map(row));
  return el("div", { class: "cells" }, fieldRow(one, `${WHOLE_COLUMN}|${column}`, `sum of all ${column}`),
    el("details", {}, el("summary", {}, seen(`or ${names.length} numbers of ${column}`)), ...names.map(row)));
}
function cells(one) {
  const typed = Object.entries(drafts.get(one.id) ?? {}).filter(([name, words]) => name.includes("|") && !isOfWords(name) && words.trim());
  return Object.fromEntries(typed.map(([name, words]) => [name, plain(words)]));
}
