/* What all cards have: buttons with their keys, and those that every entry has. */

import { decide, reopenFor, reopensFor } from "./decisions.js";
import { el, kbd } from "./elements.js";
import { VALUE, valueId } from "./fields.js";
import { merge } from "./merging.js";
import { say } from "./requests.js";
import { draw, isCell, isRejectable, refusals, selected } from "./state.js";

export const button = (words, key, onclick, isFirst = false) => el("button", { type: isFirst ? "submit" : "button",
  class: isFirst ? "first" : null, onclick: isFirst ? null : onclick }, words, " ", kbd(key));
export function common(one) {
  const isEntry = one.status === "confirmed" && !one.automatic;
  return [
    reopensFor(one).length > 0 && button("Reopen the waiver", "o", () => reopenFor(one)),
    isEntry && button("Reopen", "o", () => decide("reopen", [one.id])),
    (one.group || one.block) && !isCell(one) && !one.id.startsWith("table:") && button("Split", "s", () => decide("split", [one.id])),
    isRejectable(one) && button("Reject", "d", () => decide("reject", [one.id])),
    selected.size > 1 && button(`Merge ${selected.size}`, "g", merge),
  ];
}
/* What is not typed yet is said at its field, which has the focus then. */
export function missing(one, name, words) {
  refusals.set(one.id, { findings: [], message: `${name}: ${words}` });
  say(name === VALUE ? "A value is needed." : "A field is empty.", true);
  draw(name === VALUE ? valueId(one) : `field-${name}`);
}
