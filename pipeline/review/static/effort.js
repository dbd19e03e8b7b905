/* What a decision costs a person: keys, clicks and seconds since the last one, which each request reports. */

const IDLE = 60; /* seconds without a key, a click or a move that still count as work */
/* What a decision costs: counted since the last one. */
const effort = { keys: 0, clicks: 0, seconds: 0, last: performance.now() };
function active() {
  const now = performance.now();
  effort.seconds += Math.min((now - effort.last) / 1000, IDLE);
  effort.last = now;
}
export const MODIFIERS = new Set(["Shift", "Control", "Alt", "Meta", "CapsLock", "AltGraph"]);
addEventListener("keydown", event => { active(); if (!event.repeat && !MODIFIERS.has(event.key)) effort.keys += 1; }, true);
addEventListener("pointerdown", () => { active(); effort.clicks += 1; }, true);
addEventListener("pointermove", active, { capture: true, passive: true });
addEventListener("wheel", active, { capture: true, passive: true });
export function counted() {
  active();
  const { keys, clicks, seconds } = effort;
  Object.assign(effort, { keys: 0, clicks: 0, seconds: 0 });
  return { keys, clicks, seconds };
}
