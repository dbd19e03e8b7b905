/* Decisions as they are sent: which action, about which numbers, with which fields. What the answer changes is here too. */

import { counted } from "./effort.js";
import { goTo, toNext } from "./going.js";
import { ask, loadForm, say, whileAwaited } from "./requests.js";
import { drafts, draw, here, item, items, modes, progress, refusals, selected, setState, state } from "./state.js";

export const decide = (action, items, fields) => whileAwaited(() => decided(action, items, fields));
export async function decided(action, items, fields = {}) {
  const first = items[0];
  const answer = await ask("decisions", { action, items, fields, part: state.part.index, effort: counted() });
  if (!answer) return undefined;
  if (!answer.parts) return void say(answer.message, true);
  setState(answer);
  if (answer.message || answer.refused.length) {
    refusals.set(first, { findings: answer.refused, message: answer.message, reopens: answer.reopens });
    const findings = answer.refused.length;
    say(answer.message || `Refused, nothing is written: ${findings} finding${findings === 1 ? "" : "s"}.`, true);
    draw();
    return first.startsWith("relation:") ? first : undefined;
  }
  for (const id of [first, ...items]) for (const kept of [drafts, modes, refusals]) kept.delete(id);
  selected.clear();
  const said = `${fields.to === "figure" ? "Proposed as a figure." : WORDS[action]} ${progress()}`;
  say(said);
  if (answer.changed.includes("sources/measures.yaml")) await loadForm();
  if (STAYS.has(action)) goTo(item(first) ? first : here);
  else await toNext(first, 1, said);
  return undefined;
}
const STAYS = new Set(["split", "merge", "reopen", "accept_relation", "reject"]);
const WORDS = { confirm: "Confirmed.", correct: "Corrected.", waive: "Waived.", split: "Split.", merge: "Merged.",
  accept_table: "Table accepted.", accept_relation: "Relation accepted.", reopen: "Reopened.",
  reject: "Rejected: nothing is proposed for it now." };
export const undo = () => state.decisions && whileAwaited(undone);
async function undone() {
  const answer = await ask("undo", { part: state.part.index, effort: counted() });
  if (!answer) return;
  setState(answer);
  await loadForm();
  const why = answer.message || answer.refused.map(one => `${one.found}\n→ ${one.remedy}`).join("\n");
  say(why || `Undone. ${progress()}`, Boolean(why));
  draw();
}
/* The waivers that an entry needs no longer are proposals again, and the entry is in hand as it was typed. */
export const reopensFor = one => (one?.status === "proposed" ? refusals.get(one.id)?.reopens ?? [] : []);
export const reopenFor = one => whileAwaited(async () => {
  for (const id of reopensFor(one)) {
    const before = state.decisions;
    await decided("reopen", [id]);
    if (state.decisions === before) return;
  }
  refusals.delete(one.id);
  goTo(one.id);
  say("The waiver is a proposal again: press Enter to confirm this entry.");
});
/* A proposal is drafted for it; where none finds its way back to the number, the fields are typed. */
export async function makeFigure(one) {
  const before = state.decisions;
  await decide("split", [one.id], { to: "figure" });
  if (state.decisions === before || item(one.id)?.kind !== "none") return;
  say("No draft fits this number: type its quotation and fields.");
  modes.set(one.id, "figure");
  goTo(one.id);
}
export const chosenItems = one => (selected.size > 1 && selected.has(one.id) ? [...selected] : [one.id]);
