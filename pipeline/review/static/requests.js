/* Requests to the server, one at a time, and the messages about them. Offsets and checks are the server's. */

import { $, el, seen } from "./elements.js";
import { focusHere } from "./focus.js";
import { busy, form, here, markBusy, markStopped, refusals, setForm, setState, state, stopped } from "./state.js";

/* The server */
export async function ask(path, body) {
  const asked = body === undefined ? {} : {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  try {
    const response = await fetch(path, { ...asked, cache: "no-store", credentials: "omit" });
    if (response.ok || response.status === 400) return await response.json();
    say(`The server refused the request (${response.status}). Open the address that \`oversight review\` printed.`, true);
  } catch {
    stop();
  }
  return null;
}
/* Without an answer nobody knows whether the last decision is in the files: the page shows what was answered. */
function stop() {
  const id = state ? ` ${state.source_id}` : "";
  say(`The server has stopped. Decisions that were answered are saved. Run \`oversight review${id}\` again.`, true);
  markStopped();
  document.body.classList.add("stopped");
}
/* One request at a time. Meanwhile the numbers cannot be changed, since they are drawn anew with the answer. Digits
   that are typed too early go to the next number's value; the keys from the first other one on are not taken. */
export const early = [];
export async function whileAwaited(work) {
  if (busy || stopped) return;
  setBusy(true);
  let focus;
  try { focus = await work(); } finally { setBusy(false); }
  const chosen = focus && $(focus);
  if (chosen) chosen.focus();
  else if (state) focusHere();
  takeEarly();
}
function takeEarly() {
  const typed = early.splice(0), value = $("value-typed"), other = typed.findIndex(key => !/^[\d.,]$/.test(key));
  const isFree = value && value === document.activeElement && !value.value && !refusals.has(here);
  const taken = isFree ? (other < 0 ? typed : typed.slice(0, other)) : [];
  if (taken.length) {
    value.value = taken.join("");
    value.dispatchEvent(new Event("input"));
  }
  const lost = typed.length - taken.length;
  if (lost) say(`${$("messages").textContent}\n${lost} key${lost === 1 ? "" : "s"} typed before the answer ` +
    `${lost === 1 ? "was" : "were"} not taken.`, $("messages").classList.contains("bad"));
}
export async function load(part, cached = false) {
  const query = new URLSearchParams();
  if (part !== undefined) query.set("part", part);
  if (cached) query.set("cached", "");
  const answer = await ask(`review?${query}`);
  if (!answer) return false;
  setState(answer);
  if (state.stopped) say(state.stopped, true);
  return true;
}
export async function loadForm() {
  setForm((await ask("form")) ?? form);
  if (!form) return;
  const options = form.measures.map(id => el("option", { value: id }));
  const list = $("measures") ?? document.body.appendChild(el("datalist", { id: "measures" }));
  list.replaceChildren(...options);
}
function setBusy(now) {
  markBusy(now);
  document.body.classList.toggle("busy", now);
  document.querySelector(".work").setAttribute("aria-busy", now);
  for (const id of ["items", "relations", "parts", "part-before", "part-after"]) $(id).inert = now;
}
export function say(words, isBad = false) {
  if (stopped) return;
  $("messages").textContent = seen(words);
  $("messages").classList.toggle("bad", isBad);
}
