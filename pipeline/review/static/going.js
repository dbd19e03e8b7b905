/* Going on from one number to the next: in this part of the document, then in those behind it. Whoever leaves a part
   is told how many of its numbers wait, and `b` goes back to the first of them. */

import { load, say, whileAwaited } from "./requests.js";
import { draw, here, isLater, item, items, left, setHere, state, total, waits } from "./state.js";

let behind;
const toDo = one => waits(one) && !isLater(one);
export const onward = (id, step = 1) => whileAwaited(() => toNext(id, step));
/* To the next that waits, in this part, then in those behind it, then from the front. */
export async function toNext(id, step = 1, said = "") {
  const all = items(), at = all.findIndex(one => one.id === id);
  const rest = step > 0 ? all.slice(at + 1) : all.slice(0, Math.max(at, 0)).reverse();
  const found = rest.find(toDo);
  if (found) return void goTo(found.id);
  const count = state.parts.length, own = state.part.index;
  const around = Array.from({ length: count }, (_, away) => (own + step * (away + 1) + count * (away + 1)) % count);
  const inTurn = list => (step > 0 ? list : list.reverse());
  for (const isNext of [toDo, waits]) {
    for (const index of around.filter(n => (isNext === waits ? left(state.parts[n]) : state.parts[n].waiting))) {
      if (!(await turnTo(index, said))) return;
      const next = inTurn([...items()]).find(one => isNext(one) && one.id !== id);
      if (next) return void goTo(next.id);
    }
  }
  if (!left({ counts: state.counts })) say(`Everything is accounted for: ${total()} of ${total()}.`);
  goTo(item(id)?.id ?? all[0]?.id);
}
/* Load another part, and say what waits in the one that is left. */
async function turnTo(index, said = "") {
  const from = state.part.index;
  if (index === from) return true;
  if (!(await load(index, true))) return false;
  const { waiting, label } = state.parts[from];
  if (!waiting) return true;
  behind = from;
  const waits = waiting === 1 ? "1 number waits" : `${waiting} numbers wait`;
  say(`${said} On ${label}, ${waits} for a decision: press b to go to the first.`.trim());
  return true;
}
export const toPart = index => whileAwaited(async () => {
  if (index < 0 || index >= state.parts.length || !(await turnTo(index))) return;
  goTo(firstToDo()?.id);
});
/* To the first number that waits: in the part that was left, in this one, or in the first that has one. */
export const back = () => whileAwaited(async () => {
  const own = state.part.index;
  const index = [behind, own, ...state.parts.keys()].find(n => state.parts[n]?.waiting);
  if (index === undefined) return void say("No number waits for a decision.");
  if (index !== own && !(await load(index, true))) return;
  goTo(firstToDo()?.id);
});
export const firstToDo = () => items().find(toDo) ?? items().find(waits) ?? items()[0];
export function goTo(id) {
  setHere(id);
  draw();
}
export function beside(step) {
  const all = items(), at = all.findIndex(one => one.id === here) + step;
  if (at >= 0 && at < all.length) goTo(all[at].id);
  else toPart(state.part.index + step);
}
/* The places of one waiver, which may be in several parts. */
export const places = one => state.groups[one?.group] ?? [];
export const toPlace = place => whileAwaited(async () => {
  if (place.part === state.part.index || (await turnTo(place.part))) goTo(place.id);
});
export function nextPlace() {
  const all = places(item(here));
  if (all.length > 1) toPlace(all[(all.findIndex(place => place.ids.includes(here)) + 1) % all.length]);
}
/* A table has its card in the part where it begins. */
export const toTable = id => whileAwaited(async () => {
  if (item(id) || (await turnTo(state.tables[id]))) goTo(id);
});
