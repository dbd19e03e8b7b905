/* The pane with the text of the document: its lines, each number in the color of its status. */

import { $, el, withSigns } from "./elements.js";
import { goTo } from "./going.js";
import { STATES, here, item, items, state } from "./state.js";

export function drawText() {
  const known = new Map(items().map(one => [one.id, one]));
  const group = item(here)?.group;
  const lines = state.part.lines.map(line => {
    const words = el("span");
    for (const [text, id] of line.pieces) {
      const one = known.get(id);
      if (!one) { words.append(...withSigns(text)); continue; }
      const place = id === here ? " here" : group && one.group === group ? " mate" : "";
      words.append(el("button", { type: "button", tabIndex: -1, class: `${one.status}${place}`,
        title: STATES[one.status], onclick: () => goTo(id) }, ...withSigns(text)));
    }
    const isTable = /\S {3,}\S|\t/.test(line.pieces.map(([text]) => text).join(""));
    return el("div", { class: isTable ? "columns" : null }, el("span", { "aria-hidden": "true" }, `${line.number}`), words);
  });
  $("text").replaceChildren(...lines);
  const marked = $("text").querySelector(".here");
  if (marked) {
    marked.closest("div").classList.add("line-here");
    center($("text"), marked);
  } else $("text").scrollTop = 0;
}
export function center(box, node) {
  const inner = node.getBoundingClientRect(), outer = box.getBoundingClientRect();
  box.scrollTop += inner.top - outer.top - (outer.height - inner.height) / 2;
  box.scrollLeft += inner.left - outer.left - (outer.width - inner.width) / 2;
}
