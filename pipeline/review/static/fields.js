/* The fields of an entry: what was typed, what is proposed, the controls, and the findings under them. */

import { $, el, kbd, seen } from "./elements.js";
import { drafts, draw, form, refusals } from "./state.js";

const FIRST_FIELDS = ["measure", "statistic", "period", "period_printed", "population", "denominator", "per", "scale",
  "counts", "quote", "at"];
const ALWAYS = ["measure", "period", "population"];
const LONG = new Set(["quote", "description", "population", "denominator", "definition", "not_rounded", "after"]);
const FIELD_OF_CODE = { number: "at", token: "at", quotation: "quote", area: "ref_area", counted: "counts",
  party: "attributed_to" };
export const VALUE = "value", WHY = "why";
/* Fields */
const flat = fields => Object.fromEntries(Object.entries(fields).flatMap(([name, value]) =>
  value !== null && typeof value === "object" && !Array.isArray(value)
    ? Object.entries(value).map(([inner, words]) => [`${name}.${inner}`, words]) : [[name, value]]));
/* A value without what people type around digits. */
export const plain = words => words.trim().replace(/[\s$%]/g, "").replace("−", "-");
export function nested(flat) {
  const fields = {};
  for (const [name, words] of Object.entries(flat)) {
    const [outer, inner] = name.split(".");
    if (inner) (fields[outer] ??= {})[inner] = words;
    else fields[outer] = words;
  }
  return fields;
}
export function written(one, name) {
  if (!name.startsWith("new_measure.")) return `${flat(one.fields)[name] ?? ""}`;
  const words = one.new_measure?.[name.slice(name.indexOf(".") + 1)] ?? "";
  return Array.isArray(words) ? words.join("; ") : `${words}`;
}
export const current = (one, name) => drafts.get(one.id)?.[name] ?? seen(written(one, name));
export function keep(one, name, words) {
  const draft = drafts.get(one.id) ?? {};
  if (words === seen(written(one, name)) && name !== "reason") delete draft[name];
  else draft[name] = words;
  drafts.set(one.id, draft);
}
export function fieldNames(one) {
  const all = new Set([...ALWAYS, ...(one.kind === "figure" ? [] : ["quote", "at"]), ...Object.keys(flat(one.fields)), ...Object.keys(drafts.get(one.id) ?? {})]);
  const known = new Set(form.figure.map(one => one.name));
  for (const name of [VALUE, "reason"]) all.delete(name);
  const place = name => (FIRST_FIELDS.includes(name) ? FIRST_FIELDS.indexOf(name) : 50);
  return [...all].filter(name => known.has(name)).sort((a, b) => place(a) - place(b));
}
export const valueId = one => (one.worded ? "value-worded" : "value-typed");
export const valueRow = one => (one.worded ? wordedRow(one) : numberRow(one));
/* Words such as "majority" or "half" state no number: a person says so, and the value of the entry is `null`. */
function wordedRow(one) {
  const isOwn = one.status === "confirmed", id = valueId(one);
  const box = el("input", { id, name: VALUE, type: "checkbox", "aria-describedby": "found-value",
    checked: isOwn || current(one, VALUE) === "null",
    onchange: event => keep(one, VALUE, event.target.checked ? "null" : "") });
  return el("div", { class: "field typed worded" }, el("span", { class: "quiet" }, "Value"),
    el("label", { htmlFor: id }, box, seen(` “${one.token}” is printed in words, no number `), kbd("i")), foundAt(one, VALUE));
}
export function sayInWords(one) {
  if (!one.worded || one.status === "confirmed") return;
  keep(one, VALUE, current(one, VALUE) === "null" ? "" : "null");
  draw();
}
const isFraction = one => /[a-z]/i.test(one.token) && /percent/.test(`${one.fields.statistic ?? ""} ${one.fields.measure ?? ""}`);
function numberRow(one) {
  const isOwn = one.status === "confirmed", id = valueId(one);
  const input = el("input", { id, name: VALUE, inputMode: "decimal", autocomplete: "off", spellcheck: false,
    "aria-invalid": hasFinding(one, VALUE), value: current(one, VALUE), "aria-describedby": "found-value",
    oninput: event => keep(one, VALUE, event.target.value) });
  const note = isFraction(one) ? el("p", { class: "note" }, "a share may be typed as 2/3") : null;
  return el("div", { class: "field typed" }, el("label", { htmlFor: id }, isOwn ? "Value" : "Value from the page"),
    input, note, foundAt(one, VALUE));
}
/* A reason in words, for one number that counts nothing although no rule shows it. */
export function whyRow(one) {
  const box = el("input", { id: `field-${WHY}`, name: WHY, autocomplete: "off", value: current(one, WHY),
    "aria-invalid": hasFinding(one, WHY), "aria-describedby": `found-${WHY}`,
    oninput: event => keep(one, WHY, event.target.value) });
  const note = el("p", { class: "note" }, kbd("Enter"), " waives it for this reason");
  return el("div", { class: "field" }, el("label", { htmlFor: `field-${WHY}` }, "Why, in words"), box, note, foundAt(one, WHY));
}
export function fieldRow(one, name, words = name.replaceAll("_", " ").replace(".", ": ")) {
  const id = `field-${name}`, known = form.figure.find(field => field.name === name);
  const shared = { id, name, "aria-invalid": hasFinding(one, name), autocomplete: "off", spellcheck: false, "aria-describedby": `found-${name}` };
  const changed = event => {
    keep(one, name, event.target.value);
    event.target.classList.toggle("changed", Boolean(drafts.get(one.id)?.[name] !== undefined));
  };
  const classes = drafts.get(one.id)?.[name] !== undefined ? "changed" : null;
  let control;
  if (known?.choices.length) {
    const choices = [...new Set([current(one, name), "", ...known.choices])];
    control = el("select", { ...shared, class: classes, onchange: changed },
      ...choices.map(choice => el("option", { value: choice, selected: choice === current(one, name) }, seen(choice))));
  } else if (LONG.has(name) || LONG.has(name.split(".").at(-1)) || name.startsWith("context.")) {
    control = el("textarea", { ...shared, class: classes, rows: 1, oninput: changed, value: current(one, name) });
  } else {
    control = el("input", { ...shared, class: classes, oninput: changed, value: current(one, name) });
    if (name === "measure") control.setAttribute("list", "measures");
  }
  control.title = known?.description ?? "";
  if (name === "measure") control.addEventListener("change", () => draw(nextId(one)));
  const note = name === "measure" && one.other_measures.length
    ? el("p", { class: "note" }, kbd("m"), seen(` or ${one.other_measures.join(", ")}`)) : null;
  return el("div", { class: "field" }, el("label", { htmlFor: id }, seen(words)), control, note, foundAt(one, name));
}
/* What is to be typed next once the measure is named: a field of a new measure, or the value. */
export const emptyOfMeasure = one => isNewMeasure(one) && one.status !== "confirmed" &&
  OF_MEASURE.map(name => `new_measure.${name}`).find(name => !current(one, name).trim() && !name.endsWith(".words"));
const nextId = one => {
  const empty = emptyOfMeasure(one);
  return empty ? `field-${empty}` : valueId(one);
};
export const OF_MEASURE = ["name", "unit", "words", "definition"];
export const isNewMeasure = one => current(one, "measure") !== "" && !form.measures.includes(current(one, "measure"));
export function newMeasure(one) {
  if (one.status === "confirmed" || !isNewMeasure(one)) return [];
  const rows = OF_MEASURE.map(name => fieldRow(one, `new_measure.${name}`, name));
  return [el("fieldset", { class: "measure" }, el("legend", {}, "A new measure, for sources/measures.yaml"), ...rows)];
}
export function addField(one, names) {
  const others = form.figure.map(field => field.name).filter(name => !names.includes(name) && name !== VALUE);
  const choose = event => {
    if (!event.target.value) return;
    const draft = drafts.get(one.id) ?? {};
    draft[event.target.value] = "";
    drafts.set(one.id, draft);
    draw();
    $(`field-${event.target.value}`)?.focus();
  };
  return el("div", { class: "field" }, el("label", { htmlFor: "add-field" }, "more"), el("select", { id: "add-field", onchange: choose },
    el("option", { value: "" }, "add a field …"), ...others.map(name => el("option", { value: name }, name))));
}

/* Findings: each under its field, the others below the fields: what was found, then what to do. A message that begins
   with the name of a field is about that one. */
const fieldOf = finding => FIELD_OF_CODE[finding.code] ?? finding.code;
const isAbout = (finding, name) => fieldOf(finding) === name ||
  (finding.code === "form" && finding.found.includes(name.split(".").at(-1)));
const saysOf = (refused, name) => (refused?.message?.startsWith(`${name}: `) ? refused.message.slice(name.length + 2) : null);
const findingsAt = (one, name) => (refusals.get(one.id)?.findings ?? []).filter(finding => isAbout(finding, name));
const hasFinding = (one, name) => (findingsAt(one, name).length || saysOf(refusals.get(one.id), name) ? "true" : null);
const inWords = (found, remedy) => el("p", {}, seen(found), remedy ? el("span", { class: "remedy" }, seen(`→ ${remedy}`)) : null);
function foundAt(one, name) {
  const said = saysOf(refusals.get(one.id), name);
  const shown = findingsAt(one, name).map(finding => inWords(finding.found, finding.remedy));
  if (said) shown.push(inWords(said));
  return el("div", { id: `found-${name}`, class: shown.length ? "found" : null, hidden: !shown.length }, ...shown);
}
export function general(refused, fields) {
  if (!refused) return [];
  const others = refused.findings.filter(finding => !fields.some(name => isAbout(finding, name)));
  const shown = others.map(finding => inWords(`${finding.subject}: ${finding.found}`, finding.remedy));
  if (refused.message && !fields.some(name => saysOf(refused, name))) shown.unshift(inWords(refused.message));
  return shown.map(words => el("div", { class: "found" }, words));
}
