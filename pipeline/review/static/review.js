/* The review page as a whole: draws what the server sent, and begins. */

import { drawItems } from "./cards.js";
import { undo } from "./decisions.js";
import { $, el, seen } from "./elements.js";
import { focusHere } from "./focus.js";
import { firstToDo, toPart } from "./going.js";
import { help, view, zoom } from "./keys.js";
import { drawPicture } from "./page_pane.js";
import { drawRelations } from "./relation_cards.js";
import { load, loadForm, whileAwaited } from "./requests.js";
import { busy, draw, drawWith, form, here, item, left, progress, setHere, state, total } from "./state.js";
import { drawText } from "./text_pane.js";

/* Drawing */
function drawAll(field) {
  if (!item(here)) setHere(firstToDo()?.id);
  drawHead();
  drawText();
  drawFindings();
  drawItems();
  drawRelations();
  drawPicture(item(here));
  if (field) $(field)?.focus();
  else if (!busy) focusHere();
}
function drawHead() {
  document.title = seen(`${state.counts.confirmed ?? 0}/${total()} ${state.source_id}`);
  const who = state.by.kind === "person" ? state.by.name : "software";
  $("title").replaceChildren(seen(state.title), " ", el("small", {}, seen(`${state.source_id} · decided by ${who}`)));
  $("title").title = seen(state.title);
  $("bar").max = Math.max(total(), 1);
  $("bar").value = state.counts.confirmed ?? 0;
  $("counted").textContent = progress();
  $("undo").disabled = !state.decisions;
  $("undo").title = `${state.decisions} decision${state.decisions === 1 ? "" : "s"} can be undone`;
  const options = state.parts.map((part, index) => el("option", { value: index, selected: index === state.part.index },
    seen(left(part) ? `${part.label} (${left(part)} left)` : `${part.label} ✓`)));
  $("parts").replaceChildren(...options);
  $("part-before").disabled = state.part.index === 0;
  $("part-after").disabled = state.part.index === state.parts.length - 1;
  document.body.classList.toggle("has-page", state.has_images);
  $("picture").hidden = $("views").hidden = !state.has_images;
}
/* What `oversight check` finds in the files as they are: to be corrected before anything is decided. */
function drawFindings() {
  const words = state.findings.map(one => `${one.place}: ${one.found} → ${one.remedy}`);
  $("findings").hidden = !words.length;
  $("findings").replaceChildren(...words.map(one => el("p", { class: "found" }, seen(one))));
}

/* Begin */
$("undo").addEventListener("click", undo);
$("ask").addEventListener("click", help);
$("view").addEventListener("click", view);
$("zoom").addEventListener("click", zoom);
$("parts").addEventListener("change", event => toPart(Number(event.target.value)));
$("part-before").addEventListener("click", () => toPart(state.part.index - 1));
$("part-after").addEventListener("click", () => toPart(state.part.index + 1));
$("help").addEventListener("close", focusHere);
document.addEventListener("visibilitychange", async () => {
  if (document.visibilityState !== "visible" || !state) return;
  await whileAwaited(async () => { if (await load(state.part.index)) draw(); });
});
drawWith(drawAll);
await loadForm();
if (form && (await load())) draw();
