/* The card of a table: what it has, what proves it, and the cells that are typed. */

import { button, common } from "./card_parts.js";
import { decide } from "./decisions.js";
import { el, seen } from "./elements.js";
import { fieldRow, plain } from "./fields.js";
import { goTo, onward } from "./going.js";
import { load, whileAwaited } from "./requests.js";
import { drafts, item, state } from "./state.js";

export function tablePanel(one) {
  const isOwn = one.status === "confirmed";
  const rows = [el("p", { class: "says" }, seen(one.fields.title ?? one.token)),
    ...one.problems.map(words => el("p", { class: "found soft" }, seen(words)))];
  const words = one.problems.length ? "The table cannot be accepted as it is: correct its file."
    : one.needs.length ? "No sum proves these numbers: type them. The sum of all numbers of a column proves each of them."
      : "Its sums prove every number.";
  if (!isOwn) rows.push(el("p", { class: "quiet" }, words), ...columnsOf(one).map(column => columnRows(one, column)));
  return { rows, enter: () => (isOwn ? onward(one.id) : decide("accept_table", [one.id], { cells: cells(one) })),
    buttons: [button(isOwn ? "Next" : "Accept the table", "Enter", null, true), ...common(one)] };
}
export const WHOLE_COLUMN = "*";
export const columnOf = name => name.slice(name.lastIndexOf("|") + 1);
export const columnsOf = one => [...new Set(one.needs.map(columnOf))];
export const FEW = 3;
export function columnRows(one, column) {
  const names = one.needs.filter(name => columnOf(name) === column);
  const row = name => fieldRow(one, name, `${name.slice(0, name.lastIndexOf("|"))}, ${column}`);
  if (names.length <= FEW) return el("div", { class: "cells" }, ...names.map(row));
  return el("div", { class: "cells" }, fieldRow(one, `${WHOLE_COLUMN}|${column}`, `sum of all ${column}`),
    el("details", {}, el("summary", {}, seen(`or ${names.length} numbers of ${column}`)), ...names.map(row)));
}
export function cells(one) {
  const typed = Object.entries(drafts.get(one.id) ?? {}).filter(([name, words]) => name.includes("|") && words.trim());
  return Object.fromEntries(typed.map(([name, words]) => [name, plain(words)]));
}
export const toTable = id => whileAwaited(async () => {
  if (item(id) || (await load(state.tables[id], true))) goTo(id);
});
