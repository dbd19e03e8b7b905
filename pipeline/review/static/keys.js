/* The keys of the page, each with what it does. */

import { modeOf } from "./cards.js";
import { decide, makeFigure, merge, undo } from "./decisions.js";
import { MODIFIERS } from "./effort.js";
import { $ } from "./elements.js";
import { current, keep, written } from "./fields.js";
import { focusField } from "./focus.js";
import { beside, goTo, onward, toPart } from "./going.js";
import { nextRelation } from "./relation_cards.js";
import { early } from "./requests.js";
import { busy, drafts, draw, here, isCell, item, items, selected, setMode, state } from "./state.js";

export function nextMeasure() {
  const one = item(here);
  const all = [...new Set([written(one, "measure"), ...one.other_measures].filter(Boolean))];
  if (modeOf(one) !== "figure" || !all.length) return;
  keep(one, "measure", all[(all.indexOf(current(one, "measure")) + 1) % all.length]);
  draw();
}
export function select() {
  if (!selected.delete(here)) selected.add(here);
  const at = items().findIndex(one => one.id === here);
  if (at + 1 < items().length) goTo(items()[at + 1].id);
  else draw();
}
export function view() {
  const wide = !matchMedia("(max-width: 48rem)").matches;
  const order = wide ? ["both", "page", "text"] : ["page", "text"];
  const now = order.indexOf(document.body.dataset.view ?? order[0]);
  const next = order[(now + 1) % order.length];
  document.body.dataset.view = next;
  $("view").setAttribute("aria-pressed", next === "text");
  draw();
}
export function zoom() {
  const isLarger = $("picture").classList.toggle("zoomed");
  $("zoom").setAttribute("aria-pressed", isLarger);
  draw();
}
const inHand = () => item(here);
export const COMMANDS = {
  n: () => onward(here), p: () => onward(here, -1), m: nextMeasure, x: select, g: merge, u: undo, v: view, z: zoom,
  f: () => (inHand()?.kind !== "figure" ? inHand() && !inHand().automatic && makeFigure(inHand()) : modeOf(inHand()) === "waive" ? setMode("figure") : focusField()),
  w: () => inHand()?.status !== "confirmed" && !inHand().id.startsWith("table:") && !isCell(inHand()) && setMode("waive"),
  s: () => (inHand()?.group || inHand()?.block) && decide("split", [here]),
  o: () => inHand()?.status === "confirmed" && !inHand().automatic && decide("reopen", [here]),
  r: nextRelation, "?": () => $("help").showModal(),
};
export const MOVES = { ArrowDown: () => beside(1), ArrowUp: () => beside(-1), PageDown: () => toPart(state.part.index + 1),
  PageUp: () => toPart(state.part.index - 1) };
addEventListener("keydown", event => {
  if (!busy || event.ctrlKey || event.metaKey || event.altKey || MODIFIERS.has(event.key)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  early.push(event.key);
}, true);
addEventListener("keydown", event => {
  if (!state || event.ctrlKey || event.metaKey || event.altKey || $("help").open || event.isComposing) return;
  const target = event.target, isValue = target.id === "value-typed";
  const isField = target.matches("textarea, select, input:not([type=radio]):not([type=checkbox])");
  const isRadio = target.matches("input[type=radio]");
  if (event.key === "Enter" && (target.matches("textarea, .field select, .field input") || isRadio)) {
    event.preventDefault();
    target.form?.requestSubmit();
    return;
  }
  if (event.key === "Escape" && isField && here) { drafts.delete(here); draw(); return; }
  if (isField && !isValue) return;
  const move = target.matches(".document [role=region]") ? null : MOVES[event.key];
  const command = $("letters").checked || event.key === "?" ? COMMANDS[event.key] : null;
  if (!move && !command) return;
  event.preventDefault();
  (move ?? command)();
});
