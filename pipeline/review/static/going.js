/* Going on from one number to the next: in this part of the document, then in those behind it. */

import { load, say, whileAwaited } from "./requests.js";
import { draw, here, isLater, item, items, left, setHere, state, total, waits } from "./state.js";

/* Go on behind an item: to the next that waits, in this part, then in those behind it, then from the front. */
export const onward = (id, step = 1) => whileAwaited(() => toNext(id, step));
export async function toNext(id, step = 1) {
  const all = items(), at = all.findIndex(one => one.id === id);
  const rest = step > 0 ? all.slice(at + 1) : all.slice(0, Math.max(at, 0)).reverse();
  const found = rest.find(one => waits(one) && !isLater(one));
  if (found) return void goTo(found.id);
  const count = state.parts.length, own = state.part.index;
  const around = Array.from({ length: count }, (_, away) => (own + step * (away + 1) + count * (away + 1)) % count);
  const inTurn = list => (step > 0 ? list : list.reverse());
  for (const isNext of [one => waits(one) && !isLater(one), waits]) {
    for (const index of around.filter(n => (isNext === waits ? left(state.parts[n]) : state.parts[n].waiting))) {
      if (index !== state.part.index && !(await load(index, true))) return;
      const next = inTurn([...items()]).find(one => isNext(one) && one.id !== id);
      if (next) return void goTo(next.id);
    }
  }
  if (!left({ counts: state.counts })) say(`Everything is accounted for: ${total()} of ${total()}.`);
  goTo(item(id)?.id ?? all[0]?.id);
}
export const toPart = index => whileAwaited(async () => {
  if (index < 0 || index >= state.parts.length || !(await load(index, true))) return;
  goTo(firstToDo()?.id);
});
export const firstToDo = () => items().find(one => waits(one) && !isLater(one)) ?? items().find(waits) ?? items()[0];
export function goTo(id) {
  setHere(id);
  draw();
}
export function beside(step) {
  const all = items(), at = all.findIndex(one => one.id === here) + step;
  if (at >= 0 && at < all.length) goTo(all[at].id);
  else toPart(state.part.index + step);
}
