/* What the keys of `key_list.js` do. The letters are commands wherever no words are typed; in the field of the value too. */

import { modeOf } from "./cards.js";
import { decide, makeFigure, reopenFor, reopensFor, undo } from "./decisions.js";
import { MODIFIERS } from "./effort.js";
import { $, el, kbd } from "./elements.js";
import { current, keep, sayInWords, written } from "./fields.js";
import { focusField } from "./focus.js";
import { back, beside, goTo, nextPlace, onward, toPart } from "./going.js";
import { KEYS } from "./key_list.js";
import { merge } from "./merging.js";
import { nextRelation, relationInHand } from "./relation_cards.js";
import { early } from "./requests.js";
import { busy, drafts, draw, here, isCell, isRejectable, item, items, selected, setMode, state } from "./state.js";

function nextMeasure() {
  const one = item(here);
  const all = [...new Set([written(one, "measure"), ...one.other_measures].filter(Boolean))];
  if (modeOf(one) !== "figure" || !all.length) return;
  keep(one, "measure", all[(all.indexOf(current(one, "measure")) + 1) % all.length]);
  draw();
}
/* Select the number in hand, or not, and go to the next of its kind: only those are merged. */
function select() {
  if (!selected.delete(here)) selected.add(here);
  const all = items(), at = all.findIndex(one => one.id === here), { kind } = all[at];
  const next = all.slice(at + 1).find(one => one.kind === kind && !one.automatic && !isCell(one));
  if (next) goTo(next.id);
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
export function help() {
  $("help").showModal();
  $("help").scrollTop = 0;
}
const inHand = () => item(here);
function figureOrFields() {
  const one = inHand();
  if (one?.id.startsWith("table:")) return focusField();
  if (one?.kind === "figure") return modeOf(one) === "waive" ? setMode("figure") : focusField();
  return one && !one.automatic && makeFigure(one);
}
function reject() {
  const relation = relationInHand(), one = inHand();
  if (relation) return decide("reject", [relation]);
  return one && isRejectable(one) && decide("reject", [here]);
}
const COMMANDS = {
  n: () => onward(here), p: () => onward(here, -1), b: back, m: nextMeasure, x: select, g: merge, u: undo, v: view, z: zoom,
  i: () => inHand() && sayInWords(inHand()), f: figureOrFields, d: reject, j: nextPlace,
  w: () => inHand()?.status !== "confirmed" && !inHand().id.startsWith("table:") && !isCell(inHand()) && setMode("waive"),
  s: () => (inHand()?.group || inHand()?.block) && decide("split", [here]),
  o: () => (reopensFor(inHand()).length ? reopenFor(inHand())
    : inHand()?.status === "confirmed" && !inHand().automatic && decide("reopen", [here])),
  r: nextRelation, "?": help,
};
const MOVES = { ArrowDown: () => beside(1), ArrowUp: () => beside(-1), PageDown: () => toPart(state.part.index + 1),
  PageUp: () => toPart(state.part.index - 1) };
addEventListener("keydown", event => {
  if (!busy || event.ctrlKey || event.metaKey || event.altKey || MODIFIERS.has(event.key)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  early.push(event.key);
}, true);
addEventListener("keydown", event => {
  if (!state || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]") || event.isComposing) return;
  const target = event.target, isValue = target.matches("#value-typed, .cells input");
  const isField = target.matches("textarea, select, input:not([type=radio]):not([type=checkbox])");
  const isRadio = target.matches("input[type=radio]");
  if (event.key === "Enter" && (target.matches("textarea, .field select, .field input") || isRadio)) {
    event.preventDefault();
    target.form?.requestSubmit();
    return;
  }
  if (event.key === "Escape" && isField && here) {
    drafts.delete(here);
    draw();
    document.querySelector("#items .here .head")?.focus();
    return;
  }
  if (isField && !isValue) return;
  const move = target.matches(".document [role=region]") ? null : MOVES[event.key];
  const command = $("letters").checked || event.key === "?" ? COMMANDS[event.key] : null;
  if (!move && !command) return;
  event.preventDefault();
  (move ?? command)();
});
$("keys").replaceChildren(...KEYS.map(([keys, does]) => el("div", {},
  el("dt", {}, ...keys.flatMap(key => [key === "digits" ? key : kbd(key), " "])), el("dd", {}, does))));
