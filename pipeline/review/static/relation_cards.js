/* The relations that can be checked, each with its formula, its verdict, and its members as the document states them. */

import { decide } from "./decisions.js";
import { $, el, kbd, seen } from "./elements.js";
import { general } from "./fields.js";
import { goTo } from "./going.js";
import { drafts, item, refusals, state } from "./state.js";

export function drawRelations() {
  const shown = state.relations.filter(one => one.checkable);
  $("relations").hidden = !shown.length;
  $("relations").querySelector("ul").replaceChildren(...shown.map(relationRow));
}
function relationRow(one) {
  const id = `relation:${one.id}`, isOwn = one.status === "confirmed";
  const why = () => Object.fromEntries(one.differs.map(name => [name, drafts.get(id)?.[name] ?? ""]));
  const accept = async () => {
    await decide("accept_relation", [id], one.differs.length ? { differs_in: why() } : {});
    if (!refusals.has(id)) $("relations").querySelector(".accept")?.focus();
  };
  const act = () => (isOwn ? decide("reopen", [id]) : accept());
  const row = el("form", { noValidate: true, "data-id": id, onsubmit: event => { event.preventDefault(); act(); } },
    el("span", { class: "formula" }, seen(one.formula || one.kind)),
    el("span", { class: `quiet ${one.verdict ?? ""}` }, seen([one.verdict, one.chance && `chance ${one.chance}`].filter(Boolean).join(", "))),
    el("ul", { class: "members", "aria-label": "Members" }, ...one.shown.map(memberRow)),
    ...(isOwn ? [] : one.differs.map(name => reasonRow(id, name))),
    el("button", { type: "submit", class: isOwn ? null : "accept", id }, isOwn ? "Reopen" : "Accept"),
    !isOwn && el("button", { type: "button", onclick: () => decide("reject", [id]) }, "Reject ", kbd("d")),
    ...general(refusals.get(id), []));
  return el("li", {}, row);
}
function memberRow(member) {
  const value = el("strong", {}, seen(member.value ?? member.token ?? "no value"));
  const where = [member.page && `page ${member.page}`, member.line && `line ${member.line}`].filter(Boolean).join(", ");
  const place = item(member.item) ? el("button", { type: "button", class: "place", onclick: () => goTo(member.item) }, where) : where;
  return el("li", {}, el("span", { class: "quiet" }, seen(`${member.role} ${member.id} `)), value, " ", place,
    el("q", {}, seen(member.words)));
}
function reasonRow(id, name) {
  const typed = event => drafts.set(id, { ...drafts.get(id), [name]: event.target.value });
  const field = `differs-${name}-${id}`;
  return el("div", { class: "field differs" }, el("label", { htmlFor: field }, seen(`why they differ in ${name}`)),
    el("input", { id: field, autocomplete: "off", value: drafts.get(id)?.[name] ?? "", oninput: typed }));
}
/* The relation whose field or button has the focus, where it is a proposed one. */
export function relationInHand() {
  const row = document.activeElement?.closest("#relations form");
  return row?.querySelector(".accept") ? row.dataset.id : null;
}
export function nextRelation() {
  const rows = [...$("relations").querySelectorAll("form")].filter(row => row.querySelector(".accept"));
  const at = rows.indexOf(document.activeElement?.closest("form"));
  const row = rows[(at + 1) % rows.length] ?? $("relations").querySelector("form");
  const next = row?.querySelector("input") ?? row?.querySelector("button[type=submit]");
  next?.focus();
  next?.scrollIntoView({ block: "center" });
}
