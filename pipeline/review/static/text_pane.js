/* The pane with the text of the document: its lines as they are, each number in the color of its status.

   A line is not wrapped, so that the columns of a printed table stay below each other, and the pane scrolls sideways.
   Only a paragraph that is one long line is wrapped. */

import { $, el, withSigns } from "./elements.js";
import { goTo } from "./going.js";
import { STATES, here, item, items, state } from "./state.js";

const LONGEST = 200; /* characters of a line that is not wrapped, where it has no columns */
const HAS_COLUMNS = /\S {3,}\S|\t/;
const DOUBT = "The marked lines may alternate with words printed beside them: read them beside the PDF.";
export function drawText() {
  const known = new Map(items().map(one => [one.id, one]));
  const group = item(here)?.group;
  const lines = state.part.lines.flatMap((line, index, all) => {
    const words = el("span");
    for (const [text, id] of line.pieces) {
      const one = known.get(id);
      if (!one) { words.append(...withSigns(text)); continue; }
      const place = id === here ? " here" : group && one.group === group ? " mate" : "";
      words.append(el("button", { type: "button", tabIndex: -1, class: `${one.status}${place}`,
        title: STATES[one.status], onclick: () => goTo(id) }, ...withSigns(text)));
    }
    const text = line.pieces.map(([piece]) => piece).join("");
    const kind = HAS_COLUMNS.test(text) ? "columns" : text.length > LONGEST ? "long" : null;
    const shown = el("div", { class: [kind, line.doubtful && "doubtful"].filter(Boolean).join(" ") || null },
      el("span", { "aria-hidden": "true" }, `${line.number}`), words);
    const isFirst = line.doubtful && !all[index - 1]?.doubtful;
    return isFirst ? [el("p", { class: "doubt" }, DOUBT), shown] : [shown];
  });
  $("text").replaceChildren(...lines);
  const marked = $("text").querySelector(".here");
  if (marked) {
    marked.closest("div").classList.add("line-here");
    center($("text"), marked);
  } else $("text").scrollTop = $("text").scrollLeft = 0;
}
/* Scroll so that a node is in the middle; sideways only where it would not be seen from the left. */
export function center(box, node) {
  const inner = node.getBoundingClientRect(), outer = box.getBoundingClientRect();
  box.scrollTop += inner.top - outer.top - (outer.height - inner.height) / 2;
  const right = inner.right - outer.left + box.scrollLeft;
  box.scrollLeft = Math.max(0, right - outer.width * 0.9);
}
