/* The pane with the page of the PDF, and the box around the number in hand. */

import { $, el, seen } from "./elements.js";
import { ask } from "./requests.js";
import { left, state } from "./state.js";
import { center } from "./text_pane.js";

const sizes = new Map();
/* The page of the PDF */
let pictured = 0;
export async function drawPicture(one) {
  if (!state.has_images) return;
  const number = one?.place?.page ?? state.part.pdf_page;
  const asked = ++pictured;
  if (!number) return noPicture("This part has no place in the PDF.");
  if (!sizes.has(number)) sizes.set(number, await ask(`pages/${number}.json`));
  const size = sizes.get(number);
  if (asked !== pictured) return;
  if (!size || size.refused) { sizes.delete(number); return noPicture(size?.refused ?? "The page is not drawn."); }
  $("no-picture").hidden = true;
  $("sheet").hidden = false;
  let image = $("sheet").querySelector("img");
  if (image?.dataset.number !== `${number}`) {
    image = el("img", { src: `pages/${number}.png`, alt: `Page ${number} of the PDF` });
    image.dataset.number = number;
    image.width = Math.round(size.width);
    image.height = Math.round(size.height);
    image.addEventListener("load", () => ahead(number + 1), { once: true });
  }
  $("sheet").replaceChildren(image);
  if (one?.place) hit(one.place, size);
}
function noPicture(why) {
  $("sheet").hidden = true;
  $("no-picture").hidden = false;
  $("no-picture").textContent = seen(why);
}
async function ahead(number) {
  if (!sizes.has(number) && state.parts.some(part => part.pdf_page === number)) {
    const size = await ask(`pages/${number}.json`);
    if (size && !size.refused) sizes.set(number, size);
  }
}
/* A box is on the page turned back by so many degrees: where it is on the page as it is shown. */
function upright([left, top, right, bottom], turned, { width, height }) {
  if (turned === 90) return [width - bottom, left, width - top, right];
  if (turned === 180) return [width - right, height - bottom, width - left, height - top];
  return turned === 270 ? [top, height - right, bottom, height - left] : [left, top, right, bottom];
}
function hit(place, size) {
  const [left, top, right, bottom] = upright(place.box, place.turned, size), around = 1.5;
  const box = el("div", { class: "hit seen" }), row = el("div", { class: "row" });
  const percent = (node, sides) => Object.entries(sides).forEach(([name, share]) => { node.style[name] = `${share * 100}%`; });
  percent(box, { left: (left - around) / size.width, top: (top - around) / size.height,
    width: (right - left + 2 * around) / size.width, height: (bottom - top + 2 * around) / size.height });
  percent(row, { top: (top - around) / size.height, height: (bottom - top + 2 * around) / size.height });
  $("sheet").append(row, box);
  center($("picture"), box);
}
