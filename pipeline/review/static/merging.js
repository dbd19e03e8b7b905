/* A merge, shown before it is done: what the numbers will share, and what stays each number's own. */

import { $, el, kbd, seen } from "./elements.js";
import { decided } from "./decisions.js";
import { ask, say, whileAwaited } from "./requests.js";
import { items, selected } from "./state.js";

let merged = [];
export const merge = () => whileAwaited(async () => {
  merged = items().filter(one => selected.has(one.id)).map(one => one.id);
  if (merged.length < 2) return void say("Select two numbers or more with x, then merge them with g.", true);
  const answer = await ask("preview", { action: "merge", items: merged, fields: {} });
  if (!answer) return;
  if (answer.message) return void say(answer.message, true);
  show(answer);
});
function show({ shared, own }) {
  const fields = Object.entries(shared), words = list => list.map(([name, value]) => `${name}: ${value}`).join("; ");
  $("merging-shared").replaceChildren(...fields.map(([name, value]) =>
    el("div", {}, el("dt", {}, seen(name)), el("dd", {}, seen(value)))));
  $("merging-own").replaceChildren(...own.map(one =>
    el("li", {}, el("strong", {}, seen(one.token)), seen(` ${words(Object.entries(one.fields))}`))));
  $("merging").showModal();
}
$("merging-do").append(" ", kbd("Enter"));
$("merging-not").append(" ", kbd("Esc"));
$("merging").addEventListener("close", () => {
  if ($("merging").returnValue === "merge") whileAwaited(() => decided("merge", merged));
  $("merging").returnValue = "";
});
