/* The card of a table: its columns, rows and rules, what proves its numbers, and the cells that are typed. */

import { button, common } from "./card_parts.js";
import { decide } from "./decisions.js";
import { el, seen } from "./elements.js";
import { fieldRow, plain } from "./fields.js";
import { onward } from "./going.js";
import { drafts } from "./state.js";

const VERDICTS = { holds: "holds", fails: "fails", not_compared: "not compared here" };
const OF_COLUMN = ["name", "measure", "unit", "type"];
const WHOLE_COLUMN = "*", FEW = 3;
const columnOf = name => name.slice(name.lastIndexOf("|") + 1);
const columnsOf = one => [...new Set(one.needs.map(columnOf))];

export function tablePanel(one) {
  const isOwn = one.status === "confirmed";
  const rows = [el("p", { class: "says" }, seen(one.fields.title ?? one.token)),
    el("p", { class: "quiet" }, seen(sizeOf(one))), columnsTable(one.table?.columns ?? []),
    rulesOf(one.table?.rules ?? []),
    ...[...one.problems, ...(one.table?.failures ?? [])].map(words => el("p", { class: "found soft" }, seen(words)))];
  if (!isOwn) rows.push(el("p", { class: "proof" }, proofOf(one)), ...columnsOf(one).map(column => columnRows(one, column)));
  return { rows: rows.filter(Boolean),
    enter: () => (isOwn ? onward(one.id) : decide("accept_table", [one.id], { cells: cells(one) })),
    buttons: [button(isOwn ? "Next" : "Accept the table", "Enter", null, true), ...common(one)] };
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
  const typed = Object.entries(drafts.get(one.id) ?? {}).filter(([name, words]) => name.includes("|") && words.trim());
  return Object.fromEntries(typed.map(([name, words]) => [name, plain(words)]));
}
