/* The relations that can be checked, each with its members, formula and verdict. */

import { decide } from "./decisions.js";
import { $, el, seen } from "./elements.js";
import { general } from "./fields.js";
import { drafts, refusals, state } from "./state.js";

export function drawRelations() {
  const shown = state.relations.filter(one => one.checkable);
  $("relations").hidden = !shown.length;
  $("relations").querySelector("ul").replaceChildren(...shown.map(relationRow));
}
export function relationRow(one) {
  const id = `relation:${one.id}`, isOwn = one.status === "confirmed";
  const why = () => Object.fromEntries(one.differs.map(name => [name, drafts.get(id)?.[name] ?? ""]));
  const act = () => (isOwn ? decide("reopen", [id]) : decide("accept_relation", [id], one.differs.length ? { differs_in: why() } : {}));
  const row = el("form", { noValidate: true, onsubmit: event => { event.preventDefault(); act(); } },
    el("span", { class: "formula" }, seen(one.formula || one.kind)),
    el("span", { class: `quiet ${one.verdict ?? ""}` }, seen(one.verdict ?? (one.chance ? `chance ${one.chance}` : ""))),
    ...(isOwn ? [] : one.differs.map(name => reasonRow(id, name))),
    el("button", { type: "submit", class: isOwn ? null : "accept", id }, isOwn ? "Reopen" : "Accept"),
    ...general(refusals.get(id), []));
  return el("li", {}, row);
}
export function reasonRow(id, name) {
  const typed = event => drafts.set(id, { ...drafts.get(id), [name]: event.target.value });
  const field = `differs-${name}-${id}`;
  return el("div", { class: "field differs" }, el("label", { htmlFor: field }, seen(`why they differ in ${name}`)),
    el("input", { id: field, autocomplete: "off", value: drafts.get(id)?.[name] ?? "", oninput: typed }));
}
export function nextRelation() {
  const rows = [...$("relations").querySelectorAll("form")].filter(row => row.querySelector(".accept"));
  const at = rows.indexOf(document.activeElement?.closest("form"));
  const row = rows[(at + 1) % rows.length] ?? $("relations").querySelector("form");
  const next = row?.querySelector("input") ?? row?.querySelector("button");
  next?.focus();
  next?.scrollIntoView({ block: "center" });
}
