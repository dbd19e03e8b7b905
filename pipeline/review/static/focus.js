/* Where the keys go after the page is drawn: to the value that is asked for, or to what Enter does. */

import { $ } from "./elements.js";
import { here, item } from "./state.js";

export function focusHere() {
  if (document.querySelector("dialog[open]")) return;
  const value = $("value-typed") ?? $("value-worded"), chosen = document.querySelector("#items .reasons input:checked");
  const first = document.querySelector("#items .here .first");
  const cell = document.querySelector("#items .here .cells input");
  const wrong = document.querySelector("#items .here [aria-invalid]");
  const wanted = wrong ?? cell ?? (value && item(here).status !== "confirmed" ? value : chosen ?? first ?? document.querySelector("#items .here .head"));
  wanted?.focus({ preventScroll: true });
  const shown = document.querySelector("#items .here");
  if (shown) shown.scrollIntoView({ block: matchMedia("(max-width: 48rem)").matches ? "start" : "center" });
}
export const focusField = () => document.querySelector("#items .here .field :is(input, textarea, select)")?.focus();
