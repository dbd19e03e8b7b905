/* What the page knows: the review and one part of it as the server sent them last, which number is in hand, and what
   was typed but not sent. Nothing here is drawn or asked for; whoever changes the state calls `draw`. */

export const STATES = { unaccounted: "not accounted for", proposed: "proposed", confirmed: "confirmed" };
export let state, form, here, busy = false, stopped = false, drawn;
export const setState = answer => { state = answer; };
export const setForm = answer => { form = answer; };
export const setHere = id => { here = id; };
export const markBusy = now => { busy = now; };
export const markStopped = () => { stopped = true; };
export const draw = field => drawn(field);
export const drawWith = how => { drawn = how; };
export function setMode(mode) {
  modes.set(here, mode);
  draw();
}
export const drafts = new Map(), modes = new Map(), refusals = new Map(), selected = new Set();

/* Where one is */
export const items = () => state.part.items;
export const item = id => items().find(one => one.id === id);
export const total = () => Object.values(state.counts).reduce((sum, n) => sum + n, 0);
export const progress = () => `${state.counts.confirmed ?? 0} of ${total()} accounted for.`;
export const isCell = one => one.kind === "table" && !one.id.startsWith("table:");
export const waits = one => one.status !== "confirmed";
export const isRejectable = one => one.status === "proposed" && one.kind !== "none" && !one.automatic && !isCell(one);
/* A number of a date waits for the figure that it dates, which is proposed nearby and then accounts for it. */
const PERIOD = "period of a figure";
export const isLater = one => one.status !== "confirmed" && (one.automatic || isCell(one) || (one.kind === "none" && one.reasons.includes(PERIOD) && items().some(other =>
  other.kind === "figure" && other.status === "proposed" && Math.abs(other.line - one.line) < 3 && other.fields.period &&
  `${other.fields.quote}`.includes(one.token))));
export const left = part => (part.counts.unaccounted ?? 0) + (part.counts.proposed ?? 0);
