/* The list of numbers, and the card of the one in hand: a figure, a waiver, or a cell of a table. */

import { button, common, missing } from "./card_parts.js";
import { chosenItems, decide, makeFigure } from "./decisions.js";
import { $, el, seen } from "./elements.js";
import {
  OF_MEASURE, VALUE, WHY, addField, current, emptyOfMeasure, fieldNames, fieldRow, general, isNewMeasure, keep, nested,
  newMeasure, plain, valueRow, whyRow
} from "./fields.js";
import { goTo, nextPlace, onward, places, toPlace, toTable } from "./going.js";
import { STATES, drafts, draw, here, isCell, item, items, modes, refusals, selected, setMode, state } from "./state.js";
import { tablePanel } from "./table_card.js";

/* The numbers */
export function drawItems() {
  $("items").replaceChildren(...items().map(one => {
    const isHere = one.id === here, isNear = item(here)?.group === one.group;
    if (isCell(one) && !isHere && !isNear && one.group in state.tables) return null;
    const head = el("button", { type: "button", class: "head", "aria-expanded": `${isHere}`, onclick: () => goTo(one.id) },
      el("span", { class: "token" }, seen(one.token)), el("span", { class: "what" }, seen(what(one))),
      el("span", { class: "state" }, stateWords(one)));
    const classes = `item ${one.status}${isHere ? " here" : ""}${selected.has(one.id) ? " selected" : ""}`;
    return el("li", { class: classes, "data-id": one.id }, head, isHere && panel(one));
  }).filter(Boolean));
  if (!items().length) $("items").append(el("li", { class: "quiet" }, "There is no number in this part."));
}
function stateWords(one) {
  if (one.status === "unaccounted") return STATES.unaccounted;
  const kind = one.automatic ? "by itself" : isCell(one) ? "in a table" : one.kind;
  return one.status === "proposed" ? `${kind}?` : `✓ ${kind}`;
}
function what(one) {
  const { measure, reason, population, title } = one.fields;
  return [`line ${one.line}`, title || reason || measure, population].filter(Boolean).join(" · ");
}
export function modeOf(one) {
  const chosen = modes.get(one.id);
  if (chosen) return chosen;
  if (one.id.startsWith("table:")) return "table";
  if (isCell(one)) return "cell";
  if (one.kind === "none") return "waive";
  return one.kind;
}
function panel(one) {
  const mode = modeOf(one), refused = refusals.get(one.id);
  const made = { figure: figurePanel, waive: waivePanel, waiver: waiverPanel, table: tablePanel, cell: cellPanel }[mode](one);
  const sheet = el("form", { noValidate: true, onsubmit: event => { event.preventDefault(); made.enter(); } },
    ...made.rows, ...general(refused, made.fields ?? []), el("div", { class: "actions" }, ...made.buttons.filter(Boolean)));
  return el("div", { class: "panel", role: "group", "aria-label": seen(`${one.token}, ${stateWords(one)}`) }, sheet);
}

function figurePanel(one) {
  const isOwn = one.status === "confirmed";
  const names = fieldNames(one);
  const problems = isOwn ? [] : one.problems.map(words => el("p", { class: "found soft" }, seen(`Not yet accepted: ${words}`)));
  const rows = [valueRow(one), ...problems];
  for (const name of names) rows.push(fieldRow(one, name), ...(name === "measure" ? newMeasure(one) : []));
  rows.push(addField(one, names));
  const measure = OF_MEASURE.map(name => `new_measure.${name}`);
  return { rows, fields: [VALUE, ...names, ...(isNewMeasure(one) && !isOwn ? measure : [])], enter: () => confirmFigure(one), buttons: [
    button(isOwn ? "Correct" : "Confirm", "Enter", null, true), !isOwn && button("Waive", "w", () => setMode("waive")),
    ...common(one)] };
}
function confirmFigure(one) {
  const typed = { ...drafts.get(one.id) };
  delete typed.reason;
  delete typed[WHY];
  if (VALUE in typed) typed[VALUE] = plain(typed[VALUE]);
  const isOwn = one.status === "confirmed";
  if (isOwn && !Object.keys(typed).length) return onward(one.id);
  if (!isOwn && !typed[VALUE]) return missing(one, VALUE, one.worded
    ? "Press i if it is printed in words that state no number."
    : "Type the value that the page shows: it is the second entry of the number.");
  if (!isOwn && isNewMeasure(one)) {
    const empty = emptyOfMeasure(one);
    if (empty) return missing(one, empty, `A new measure needs its ${empty.split(".").at(-1)}: write it, or name another measure.`);
    for (const name of OF_MEASURE) typed[`new_measure.${name}`] = current(one, `new_measure.${name}`);
  }
  return decide(isOwn ? "correct" : "confirm", [one.id], nested(typed));
}
function waivePanel(one) {
  const typed = () => drafts.get(one.id)?.reason;
  const chosen = [typed(), one.fields.reason].find(reason => one.reasons.includes(reason)) ?? one.reasons[0];
  const radios = one.reasons.map(reason => el("label", {}, el("input", { type: "radio", name: "reason", value: reason,
    checked: reason === chosen, onchange: () => keep(one, "reason", reason) }), seen(reason)));
  const rows = one.reasons.length
    ? [el("fieldset", { class: "reasons" }, el("legend", {}, "Why it is no figure; these reasons fit:"), ...radios)]
    : [el("p", { class: "quiet" }, "No rule shows a reason to waive this number. Make it a figure"
      + (one.in_words ? ", or state why it counts nothing." : "."))];
  if (one.in_words) rows.push(whyRow(one));
  const has = one.reasons.length > 0, isFigure = one.kind === "figure";
  const figure = () => (isFigure ? setMode("figure") : makeFigure(one));
  const enter = () => {
    const stated = current(one, WHY).trim();
    if (stated) return decide("waive", [one.id], { reason: "stated", why: stated });
    if (!one.reasons.length) return figure();
    return decide("waive", chosenItems(one), { reason: typed() ?? chosen });
  };
  return { rows, fields: [WHY], enter, buttons: [button(has ? "Waive" : isFigure ? "Back" : "Make a figure", "Enter", null, true),
    has && button(isFigure ? "Back" : "Make a figure", "f", figure), ...common(one)] };
}
function waiverPanel(one) {
  const { reason, pattern, quote, matches } = one.fields, isOwn = one.status === "confirmed";
  const how = pattern ? [el("code", {}, seen(pattern)), seen(`, ${matches ?? "?"} matches`)] : [seen(quote ? `“${quote}”` : "")];
  const rows = [el("p", { class: "says" }, el("strong", {}, seen(reason)), " ", ...how),
    one.automatic && el("p", { class: "quiet" }, isOwn ? "Accounted for by another entry; nothing is to be decided."
      : "The figure whose words have it accounts for it, once that is confirmed.")];
  rows.push(placesOf(one));
  const goesOn = isOwn || one.automatic;
  return { rows: rows.filter(Boolean), enter: () => (goesOn ? onward(one.id) : decide("confirm", [one.id])), buttons: [
    button(goesOn ? "Next" : "Waive", "Enter", null, true), !one.automatic && button("Figure instead", "f", () => makeFigure(one)),
    !isOwn && (one.reasons.length > 0 || one.in_words) && button("Another reason", "w", () => setMode("waive")),
    places(one).length > 1 && button("Next place", "j", nextPlace), ...common(one)] };
}
/* Each place that a waiver of several numbers accounts for, with the words around it. */
function placesOf(one) {
  const all = places(one);
  if (all.length < 2) return null;
  return el("ol", { class: "places", "aria-label": "Places that it accounts for" }, ...all.map(place => {
    const where = place.page ? `page ${place.page}, line ${place.line}` : `line ${place.line}`;
    return el("li", { class: place.ids.includes(one.id) ? "place-here" : null },
      el("button", { type: "button", class: "place", onclick: () => toPlace(place) }, where), " ",
      seen(place.before), el("strong", {}, seen(place.token)), seen(place.behind));
  }));
}
function cellPanel(one) {
  const rows = [el("p", { class: "says" }, seen(`A cell of the table ${item(one.group)?.token ?? (one.group ?? "").replace("table:", "")}.`))];
  const isOwn = one.status === "confirmed", goes = !isOwn && one.group in state.tables;
  return { rows, enter: () => (goes ? toTable(one.group) : onward(one.id)), buttons: [
    button(goes ? "Go to the table" : "Next", "Enter", null, true),
    !isOwn && button("Figure instead", "f", () => makeFigure(one)), ...common(one)] };
}
