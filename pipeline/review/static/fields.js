/* The fields of an entry: what was typed, what is proposed, the controls, and the findings under them. */

import { $, el, kbd, seen } from "./elements.js";
import { drafts, draw, form, refusals } from "./state.js";

export const FIRST_FIELDS = ["measure", "statistic", "period", "period_printed", "population", "denominator", "per", "scale",
  "counts", "quote", "at"];
export const ALWAYS = ["measure", "period", "population"];
export const LONG = new Set(["quote", "population", "denominator", "definition", "not_rounded", "after"]);
export const FIELD_OF_CODE = { number: "at", token: "at", quotation: "quote", area: "ref_area", counted: "counts",
  party: "attributed_to" };
export const VALUE = "value";
/* Fields */
export const flat = fields => Object.fromEntries(Object.entries(fields).flatMap(([name, value]) =>
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
export function valueRow(one) {
  const isOwn = one.status === "confirmed", id = "value-typed";
  const input = el("input", { id, name: VALUE, inputMode: "decimal", autocomplete: "off", spellcheck: false,
    value: current(one, VALUE), "aria-describedby": "found-value", oninput: event => keep(one, VALUE, event.target.value) });
  return el("div", { class: "field typed" }, el("label", { htmlFor: id }, isOwn ? "Value" : "Value from the page"),
    input, foundAt(one, VALUE));
}
export function fieldRow(one, name, words = name.replaceAll("_", " ").replace(".", ": ")) {
  const id = `field-${name}`, known = form.figure.find(field => field.name === name);
  const shared = { id, name, autocomplete: "off", spellcheck: false, "aria-describedby": `found-${name}` };
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
  if (name === "measure") control.addEventListener("change", () => draw(name));
  const note = name === "measure" && one.other_measures.length
    ? el("p", { class: "note" }, kbd("m"), seen(` or ${one.other_measures.join(", ")}`)) : null;
  return el("div", { class: "field" }, el("label", { htmlFor: id }, seen(words)), control, note, foundAt(one, name));
}
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

/* Findings: each under its field, the others below the fields. */
export const fieldOf = finding => FIELD_OF_CODE[finding.code] ?? finding.code;
export const isAbout = (finding, name) => fieldOf(finding) === name ||
  (finding.code === "form" && finding.found.includes(name.split(".").at(-1)));
export function foundAt(one, name) {
  const findings = (refusals.get(one.id)?.findings ?? []).filter(finding => isAbout(finding, name));
  return el("div", { id: `found-${name}`, class: findings.length ? "found" : null, hidden: !findings.length },
    ...findings.map(finding => el("p", {}, seen(`${finding.found} → ${finding.remedy}`))));
}
export function general(refused, fields) {
  if (!refused) return [];
  const others = refused.findings.filter(finding => !fields.some(name => isAbout(finding, name)));
  const words = others.map(finding => `${finding.subject}: ${finding.found} → ${finding.remedy}`);
  return [...(refused.message ? [refused.message] : []), ...words].map(one => el("p", { class: "found" }, seen(one)));
}
