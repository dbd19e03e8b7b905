/* The review page. Words of documents are put in place by textContent only; offsets and checks are the server's.

   A state comes from the server with every answer: the review in numbers, and one part of the document with its
   items. `draw` shows it; `decide` sends a decision. Keys and clicks of each decision are counted on the way. */

const $ = id => document.getElementById(id);
const STATES = { unaccounted: "not accounted for", proposed: "proposed", confirmed: "confirmed" };
const FIRST_FIELDS = ["measure", "statistic", "period", "period_printed", "population", "denominator", "per", "scale",
  "counts", "quote", "at"];
const ALWAYS = ["measure", "period", "population"];
const LONG = new Set(["quote", "population", "denominator", "definition", "not_rounded", "after"]);
const FIELD_OF_CODE = { number: "at", token: "at", quotation: "quote", area: "ref_area", counted: "counts",
  party: "attributed_to" };
const VALUE = "value";
const IDLE = 60; /* seconds without a key, a click or a move that still count as work */
let state, form, here, busy = false, stopped = false;
const drafts = new Map(), modes = new Map(), refusals = new Map(), selected = new Set(), sizes = new Map();

/* Elements */
function el(name, properties = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (key === "class") node.className = value;
    else if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (key in node && !key.startsWith("aria")) node[key] = value;
    else node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.filter(child => child !== null && child !== undefined && child !== false));
  return node;
}
const kbd = key => el("kbd", { "aria-hidden": "true" }, key);

/* Characters that nobody sees, or that turn the order of others, as visible signs. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}]/gu;
const sign = c => {
  const code = c.codePointAt(0);
  return code < 0x20 ? String.fromCodePoint(0x2400 + code) : `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
};
const isUnseen = c => c !== "\t" && c !== "\n" && c.search(UNSEEN) === 0;
const seen = text => `${text ?? ""}`.replace(UNSEEN, c => (isUnseen(c) ? sign(c) : c));
function withSigns(text) {
  const nodes = [];
  let from = 0;
  for (const match of text.matchAll(UNSEEN)) {
    if (!isUnseen(match[0])) continue;
    nodes.push(text.slice(from, match.index), el("span", { class: "sign" }, sign(match[0])));
    from = match.index + match[0].length;
  }
  return [...nodes, text.slice(from)];
}

/* What a decision costs: counted since the last one. */
const effort = { keys: 0, clicks: 0, seconds: 0, last: performance.now() };
function active() {
  const now = performance.now();
  effort.seconds += Math.min((now - effort.last) / 1000, IDLE);
  effort.last = now;
}
const MODIFIERS = new Set(["Shift", "Control", "Alt", "Meta", "CapsLock", "AltGraph"]);
addEventListener("keydown", event => { active(); if (!event.repeat && !MODIFIERS.has(event.key)) effort.keys += 1; }, true);
addEventListener("pointerdown", () => { active(); effort.clicks += 1; }, true);
addEventListener("pointermove", active, { capture: true, passive: true });
addEventListener("wheel", active, { capture: true, passive: true });
function counted() {
  active();
  const { keys, clicks, seconds } = effort;
  Object.assign(effort, { keys: 0, clicks: 0, seconds: 0 });
  return { keys, clicks, seconds };
}

/* The server */
async function ask(path, body) {
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
  stopped = true;
  document.body.classList.add("stopped");
}
/* One request at a time. Meanwhile the numbers cannot be changed, since they are drawn anew with the answer. Digits
   that are typed too early go to the next number's value; the keys from the first other one on are not taken. */
const early = [];
async function whileAwaited(work) {
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
async function load(part, cached = false) {
  const query = new URLSearchParams();
  if (part !== undefined) query.set("part", part);
  if (cached) query.set("cached", "");
  const answer = await ask(`review?${query}`);
  if (!answer) return false;
  state = answer;
  if (state.stopped) say(state.stopped, true);
  return true;
}
const decide = (action, items, fields) => whileAwaited(() => decided(action, items, fields));
async function decided(action, items, fields = {}) {
  const first = items[0];
  const answer = await ask("decisions", { action, items, fields, part: state.part.index, effort: counted() });
  if (!answer) return undefined;
  if (!answer.parts) return void say(answer.message, true);
  state = answer;
  if (answer.message || answer.refused.length) {
    refusals.set(first, { findings: answer.refused, message: answer.message });
    const findings = answer.refused.length;
    say(answer.message || `Refused, nothing is written: ${findings} finding${findings === 1 ? "" : "s"}.`, true);
    draw();
    return action === "accept_relation" ? first : undefined;
  }
  for (const id of [first, ...items]) for (const kept of [drafts, modes, refusals]) kept.delete(id);
  selected.clear();
  say(`${fields.to === "figure" ? "Proposed as a figure." : WORDS[action]} ${progress()}`);
  if (answer.changed.includes("sources/measures.yaml")) await loadForm();
  if (STAYS.has(action)) goTo(item(first) ? first : here);
  else await toNext(first);
  return undefined;
}
const STAYS = new Set(["split", "merge", "reopen", "accept_relation"]);
async function loadForm() {
  form = (await ask("form")) ?? form;
  if (!form) return;
  const options = form.measures.map(id => el("option", { value: id }));
  const list = $("measures") ?? document.body.appendChild(el("datalist", { id: "measures" }));
  list.replaceChildren(...options);
}
const WORDS = { confirm: "Confirmed.", correct: "Corrected.", waive: "Waived.", split: "Split.", merge: "Merged.",
  accept_table: "Table accepted.", accept_relation: "Relation accepted.", reopen: "Reopened." };
const undo = () => state.decisions && whileAwaited(undone);
async function undone() {
  const answer = await ask("undo", { part: state.part.index, effort: counted() });
  if (!answer) return;
  state = answer;
  const why = answer.message || answer.refused.map(one => `${one.found}\n→ ${one.remedy}`).join("\n");
  say(why || `Undone. ${progress()}`, Boolean(why));
  draw();
}
function setBusy(now) {
  busy = now;
  document.body.classList.toggle("busy", now);
  document.querySelector(".work").setAttribute("aria-busy", now);
  for (const id of ["items", "relations", "parts", "part-before", "part-after"]) $(id).inert = now;
}
function say(words, isBad = false) {
  if (stopped) return;
  $("messages").textContent = seen(words);
  $("messages").classList.toggle("bad", isBad);
}

/* Where one is */
const items = () => state.part.items;
const item = id => items().find(one => one.id === id);
const total = () => Object.values(state.counts).reduce((sum, n) => sum + n, 0);
const progress = () => `${state.counts.confirmed ?? 0} of ${total()} accounted for.`;
const isCell = one => one.kind === "table" && !one.id.startsWith("table:");
const waits = one => one.status !== "confirmed";
/* A number of a date waits for the figure that it dates, which is proposed nearby and then accounts for it. */
const PERIOD = "period of a figure";
const isLater = one => one.status !== "confirmed" && (one.automatic || isCell(one) || (one.kind === "none" && one.reasons.includes(PERIOD) && items().some(other =>
  other.kind === "figure" && other.status === "proposed" && Math.abs(other.line - one.line) < 3 && other.fields.period &&
  `${other.fields.quote}`.includes(one.token))));
const left = part => (part.counts.unaccounted ?? 0) + (part.counts.proposed ?? 0);

/* Go on behind an item: to the next that waits, in this part, then in those behind it, then from the front. */
const onward = (id, step = 1) => whileAwaited(() => toNext(id, step));
async function toNext(id, step = 1) {
  const all = items(), at = all.findIndex(one => one.id === id);
  const rest = step > 0 ? all.slice(at + 1) : all.slice(0, Math.max(at, 0)).reverse();
  const found = rest.find(one => waits(one) && !isLater(one));
  if (found) return void goTo(found.id);
  const count = state.parts.length, own = state.part.index;
  const around = Array.from({ length: count }, (_, away) => (own + step * (away + 1) + count * (away + 1)) % count);
  const inTurn = list => (step > 0 ? list : list.reverse());
  for (const isNext of [one => waits(one) && !isLater(one), waits]) {
    for (const index of around.filter(n => (isNext === waits ? left(state.parts[n]) : state.parts[n].waiting))) {
      if (index !== state.part.index && !(await load(index, true))) return;
      const next = inTurn([...items()]).find(one => isNext(one) && one.id !== id);
      if (next) return void goTo(next.id);
    }
  }
  if (!left({ counts: state.counts })) say(`Everything is accounted for: ${total()} of ${total()}.`);
  goTo(item(id)?.id ?? all[0]?.id);
}
const toPart = index => whileAwaited(async () => {
  if (index < 0 || index >= state.parts.length || !(await load(index, true))) return;
  goTo(firstToDo()?.id);
});
const firstToDo = () => items().find(one => waits(one) && !isLater(one)) ?? items().find(waits) ?? items()[0];
function goTo(id) {
  here = id;
  draw();
}
function beside(step) {
  const all = items(), at = all.findIndex(one => one.id === here) + step;
  if (at >= 0 && at < all.length) goTo(all[at].id);
  else toPart(state.part.index + step);
}

/* Drawing */
function draw(field) {
  if (!item(here)) here = firstToDo()?.id;
  drawHead();
  drawText();
  drawFindings();
  drawItems();
  drawRelations();
  drawPicture(item(here));
  if (field) $(`field-${field}`)?.focus();
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
const DOUBT = "The marked lines may alternate with words printed beside them: read them beside the PDF.";
function drawText() {
  const known = new Map(items().map(one => [one.id, one]));
  const group = item(here)?.group;
  const lines = state.part.lines.flatMap((line, index, all) => {
    const words = el("span");
    for (const [text, id] of line.pieces) {
      const one = known.get(id);
      if (!one) { words.append(...withSigns(text)); continue; }
      const place = id === here ? " here" : group && one.group === group ? " mate" : "";
      words.append(el("button", { type: "button", tabIndex: -1, class: `${one.status}${place}`,
        title: STATES[one.status], onclick: () => goTo(id) }, ...withSigns(text)));
    }
    const isTable = /\S {3,}\S|\t/.test(line.pieces.map(([text]) => text).join(""));
    const shown = el("div", { class: [isTable && "columns", line.doubtful && "doubtful"].filter(Boolean).join(" ") || null },
      el("span", { "aria-hidden": "true" }, `${line.number}`), words);
    const isFirst = line.doubtful && !all[index - 1]?.doubtful;
    return isFirst ? [el("p", { class: "doubt" }, DOUBT), shown] : [shown];
  });
  $("text").replaceChildren(...lines);
  const marked = $("text").querySelector(".here");
  if (marked) {
    marked.closest("div").classList.add("line-here");
    center($("text"), marked);
  } else $("text").scrollTop = 0;
}
function center(box, node) {
  const inner = node.getBoundingClientRect(), outer = box.getBoundingClientRect();
  box.scrollTop += inner.top - outer.top - (outer.height - inner.height) / 2;
  box.scrollLeft += inner.left - outer.left - (outer.width - inner.width) / 2;
}

/* The page of the PDF */
let pictured = 0;
async function drawPicture(one) {
  if (!state.has_images) return;
  const number = one?.place?.page ?? state.part.pdf_page;
  const asked = ++pictured;
  if (!number) return noPicture("This part has no place in the PDF.");
  if (!sizes.has(number)) sizes.set(number, await ask(`pages/${number}.json`));
  const size = sizes.get(number);
  if (asked !== pictured) return;
  if (!size || size.refused) { sizes.delete(number); return noPicture(size?.refused ?? "The page is not drawn."); }
  $("no-picture").hidden = true;
  $("sheet").hidden = false;
  let image = $("sheet").querySelector("img");
  if (image?.dataset.number !== `${number}`) {
    image = el("img", { src: `pages/${number}.png`, alt: `Page ${number} of the PDF` });
    image.dataset.number = number;
    image.width = Math.round(size.width);
    image.height = Math.round(size.height);
    image.addEventListener("load", () => ahead(number + 1), { once: true });
  }
  $("sheet").replaceChildren(image);
  if (one?.place) hit(one.place, size);
}
function noPicture(why) {
  $("sheet").hidden = true;
  $("no-picture").hidden = false;
  $("no-picture").textContent = seen(why);
}
async function ahead(number) {
  if (!sizes.has(number) && state.parts.some(part => part.pdf_page === number)) {
    const size = await ask(`pages/${number}.json`);
    if (size && !size.refused) sizes.set(number, size);
  }
}
/* A box is on the page turned back by so many degrees: where it is on the page as it is shown. */
function upright([left, top, right, bottom], turned, { width, height }) {
  if (turned === 90) return [width - bottom, left, width - top, right];
  if (turned === 180) return [width - right, height - bottom, width - left, height - top];
  return turned === 270 ? [top, height - right, bottom, height - left] : [left, top, right, bottom];
}
function hit(place, size) {
  const [left, top, right, bottom] = upright(place.box, place.turned, size), around = 1.5;
  const box = el("div", { class: "hit seen" }), row = el("div", { class: "row" });
  const percent = (node, sides) => Object.entries(sides).forEach(([name, share]) => { node.style[name] = `${share * 100}%`; });
  percent(box, { left: (left - around) / size.width, top: (top - around) / size.height,
    width: (right - left + 2 * around) / size.width, height: (bottom - top + 2 * around) / size.height });
  percent(row, { top: (top - around) / size.height, height: (bottom - top + 2 * around) / size.height });
  $("sheet").append(row, box);
  center($("picture"), box);
}

/* The numbers */
function drawItems() {
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
  return [`line ${one.line}`, title ?? reason ?? measure, population].filter(Boolean).join(" · ");
}
function modeOf(one) {
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
const button = (words, key, onclick, isFirst = false) => el("button", { type: isFirst ? "submit" : "button",
  class: isFirst ? "first" : null, onclick: isFirst ? null : onclick }, words, " ", kbd(key));

function figurePanel(one) {
  const isOwn = one.status === "confirmed";
  const names = fieldNames(one);
  const problems = isOwn ? [] : one.problems.map(words => el("p", { class: "found soft" }, seen(`Not yet accepted: ${words}`)));
  const rows = [valueRow(one), ...problems];
  for (const name of names) rows.push(fieldRow(one, name), ...(name === "measure" ? newMeasure(one) : []));
  rows.push(addField(one, names));
  return { rows, fields: [VALUE, ...names], enter: () => confirmFigure(one), buttons: [
    button(isOwn ? "Correct" : "Confirm", "Enter", null, true), !isOwn && button("Waive", "w", () => setMode("waive")),
    ...common(one)] };
}
function confirmFigure(one) {
  const typed = { ...drafts.get(one.id) };
  delete typed.reason;
  if (VALUE in typed) typed[VALUE] = plain(typed[VALUE]);
  const isOwn = one.status === "confirmed";
  if (isOwn && !Object.keys(typed).length) return onward(one.id);
  if (!isOwn && !typed[VALUE]) {
    refusals.set(one.id, { findings: [], message: "Type the value that the page shows: it is the second entry of the number." });
    say("A value is needed.", true);
    return draw();
  }
  if (!isOwn && isNewMeasure(one)) for (const name of OF_MEASURE) typed[`new_measure.${name}`] = current(one, `new_measure.${name}`);
  return decide(isOwn ? "correct" : "confirm", [one.id], nested(typed));
}
/* A proposal is drafted for it; where none finds its way back to the number, the fields are typed. */
async function makeFigure(one) {
  const before = state.decisions;
  await decide("split", [one.id], { to: "figure" });
  if (state.decisions === before || item(one.id)?.kind !== "none") return;
  say("No draft fits this number: type its quotation and fields.");
  modes.set(one.id, "figure");
  goTo(one.id);
}
/* A value without what people type around digits. */
const plain = words => words.trim().replace(/[\s$%]/g, "").replace("−", "-");
function nested(flat) {
  const fields = {};
  for (const [name, words] of Object.entries(flat)) {
    const [outer, inner] = name.split(".");
    if (inner) (fields[outer] ??= {})[inner] = words;
    else fields[outer] = words;
  }
  return fields;
}
function waivePanel(one) {
  const chosen = drafts.get(one.id)?.reason ?? one.fields.reason ?? one.reasons[0];
  const radios = one.reasons.map(reason => el("label", {}, el("input", { type: "radio", name: "reason", value: reason,
    checked: reason === chosen, onchange: () => keep(one, "reason", reason) }), seen(reason)));
  const rows = one.reasons.length
    ? [el("fieldset", { class: "reasons" }, el("legend", {}, "Why it is no figure; these reasons fit:"), ...radios)]
    : [el("p", { class: "quiet" }, "No reason to waive fits this number. Make it a figure.")];
  const has = one.reasons.length > 0, isFigure = one.kind === "figure";
  const figure = () => (isFigure ? setMode("figure") : makeFigure(one));
  const enter = () => (has ? decide("waive", chosenItems(one), { reason: drafts.get(one.id)?.reason ?? chosen }) : figure());
  return { rows, enter, buttons: [button(has ? "Waive" : isFigure ? "Back" : "Make a figure", "Enter", null, true),
    has && button(isFigure ? "Back" : "Make a figure", "f", figure), ...common(one)] };
}
function waiverPanel(one) {
  const { reason, pattern, quote, matches } = one.fields, isOwn = one.status === "confirmed";
  const how = pattern ? [el("code", {}, seen(pattern)), seen(`, ${matches ?? "?"} matches`)] : [seen(quote ? `“${quote}”` : "")];
  const rows = [el("p", { class: "says" }, el("strong", {}, seen(reason)), " ", ...how),
    one.automatic && el("p", { class: "quiet" }, isOwn ? "Accounted for by another entry; nothing is to be decided."
      : "The figure whose words have it accounts for it, once that is confirmed.")];
  const goesOn = isOwn || one.automatic;
  return { rows: rows.filter(Boolean), enter: () => (goesOn ? onward(one.id) : decide("confirm", [one.id])), buttons: [
    button(goesOn ? "Next" : "Waive", "Enter", null, true), !one.automatic && button("Figure instead", "f", () => makeFigure(one)),
    !isOwn && one.reasons.length > 0 && button("Another reason", "w", () => setMode("waive")), ...common(one)] };
}
function tablePanel(one) {
  const isOwn = one.status === "confirmed";
  const rows = [el("p", { class: "says" }, seen(one.fields.title ?? one.token)),
    ...one.problems.map(words => el("p", { class: "found soft" }, seen(words)))];
  const words = one.problems.length ? "The table cannot be accepted as it is: correct its file."
    : one.needs.length ? "No sum proves these numbers: type them. The sum of all numbers of a column proves each of them."
      : "Its sums prove every number.";
  if (!isOwn) rows.push(el("p", { class: "quiet" }, words), ...columnsOf(one).map(column => columnRows(one, column)));
  return { rows, enter: () => (isOwn ? onward(one.id) : decide("accept_table", [one.id], { cells: cells(one) })),
    buttons: [button(isOwn ? "Next" : "Accept the table", "Enter", null, true), ...common(one)] };
}
const WHOLE_COLUMN = "*";
const columnOf = name => name.slice(name.lastIndexOf("|") + 1);
const columnsOf = one => [...new Set(one.needs.map(columnOf))];
const FEW = 3;
function columnRows(one, column) {
  const names = one.needs.filter(name => columnOf(name) === column);
  const row = name => fieldRow(one, name, `${name.slice(0, name.lastIndexOf("|"))}, ${column}`);
  if (names.length <= FEW) return el("div", { class: "cells" }, ...names.map(row));
  return el("div", { class: "cells" }, fieldRow(one, `${WHOLE_COLUMN}|${column}`, `sum of all ${column}`),
    el("details", {}, el("summary", {}, seen(`or ${names.length} numbers of ${column}`)), ...names.map(row)));
}
function cells(one) {
  const typed = Object.entries(drafts.get(one.id) ?? {}).filter(([name, words]) => name.includes("|") && words.trim());
  return Object.fromEntries(typed.map(([name, words]) => [name, plain(words)]));
}
function cellPanel(one) {
  const rows = [el("p", { class: "says" }, seen(`A cell of the table ${(one.group ?? "").replace("table:", "")}.`))];
  const isOwn = one.status === "confirmed", goes = !isOwn && one.group in state.tables;
  return { rows, enter: () => (goes ? toTable(one.group) : onward(one.id)), buttons: [
    button(goes ? "Go to the table" : "Next", "Enter", null, true),
    !isOwn && button("Figure instead", "f", () => makeFigure(one)), ...common(one)] };
}
const toTable = id => whileAwaited(async () => {
  if (item(id) || (await load(state.tables[id], true))) goTo(id);
});
function common(one) {
  const isEntry = one.status === "confirmed" && !one.automatic;
  return [
    isEntry && button("Reopen", "o", () => decide("reopen", [one.id])),
    (one.group || one.block) && !isCell(one) && !one.id.startsWith("table:") && button("Split", "s", () => decide("split", [one.id])),
    selected.size > 1 && button(`Merge ${selected.size}`, "g", merge),
  ];
}
const merge = () => selected.size > 1 && decide("merge", items().filter(one => selected.has(one.id)).map(one => one.id));
const chosenItems = one => (selected.size > 1 && selected.has(one.id) ? [...selected] : [one.id]);

/* Fields */
const flat = fields => Object.fromEntries(Object.entries(fields).flatMap(([name, value]) =>
  value !== null && typeof value === "object" && !Array.isArray(value)
    ? Object.entries(value).map(([inner, words]) => [`${name}.${inner}`, words]) : [[name, value]]));
function written(one, name) {
  if (!name.startsWith("new_measure.")) return `${flat(one.fields)[name] ?? ""}`;
  const words = one.new_measure?.[name.slice(name.indexOf(".") + 1)] ?? "";
  return Array.isArray(words) ? words.join("; ") : `${words}`;
}
const current = (one, name) => drafts.get(one.id)?.[name] ?? seen(written(one, name));
function keep(one, name, words) {
  const draft = drafts.get(one.id) ?? {};
  if (words === seen(written(one, name)) && name !== "reason") delete draft[name];
  else draft[name] = words;
  drafts.set(one.id, draft);
}
function fieldNames(one) {
  const all = new Set([...ALWAYS, ...(one.kind === "figure" ? [] : ["quote", "at"]), ...Object.keys(flat(one.fields)), ...Object.keys(drafts.get(one.id) ?? {})]);
  const known = new Set(form.figure.map(one => one.name));
  for (const name of [VALUE, "reason"]) all.delete(name);
  const place = name => (FIRST_FIELDS.includes(name) ? FIRST_FIELDS.indexOf(name) : 50);
  return [...all].filter(name => known.has(name)).sort((a, b) => place(a) - place(b));
}
function valueRow(one) {
  const isOwn = one.status === "confirmed", id = "value-typed";
  const input = el("input", { id, name: VALUE, inputMode: "decimal", autocomplete: "off", spellcheck: false,
    value: current(one, VALUE), "aria-describedby": "found-value", oninput: event => keep(one, VALUE, event.target.value) });
  return el("div", { class: "field typed" }, el("label", { htmlFor: id }, isOwn ? "Value" : "Value from the page"),
    input, foundAt(one, VALUE));
}
function fieldRow(one, name, words = name.replaceAll("_", " ").replace(".", ": ")) {
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
const OF_MEASURE = ["name", "unit", "words", "definition"];
const isNewMeasure = one => current(one, "measure") !== "" && !form.measures.includes(current(one, "measure"));
function newMeasure(one) {
  if (one.status === "confirmed" || !isNewMeasure(one)) return [];
  const rows = OF_MEASURE.map(name => fieldRow(one, `new_measure.${name}`, name));
  return [el("fieldset", { class: "measure" }, el("legend", {}, "A new measure, for sources/measures.yaml"), ...rows)];
}
function addField(one, names) {
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
const fieldOf = finding => FIELD_OF_CODE[finding.code] ?? finding.code;
const isAbout = (finding, name) => fieldOf(finding) === name ||
  (finding.code === "form" && finding.found.includes(name.split(".").at(-1)));
function foundAt(one, name) {
  const findings = (refusals.get(one.id)?.findings ?? []).filter(finding => isAbout(finding, name));
  return el("div", { id: `found-${name}`, class: findings.length ? "found" : null, hidden: !findings.length },
    ...findings.map(finding => el("p", {}, seen(`${finding.found} → ${finding.remedy}`))));
}
function general(refused, fields) {
  if (!refused) return [];
  const others = refused.findings.filter(finding => !fields.some(name => isAbout(finding, name)));
  const words = others.map(finding => `${finding.subject}: ${finding.found} → ${finding.remedy}`);
  return [...(refused.message ? [refused.message] : []), ...words].map(one => el("p", { class: "found" }, seen(one)));
}

/* What `oversight check` finds in the files as they are: to be corrected before anything is decided. */
function drawFindings() {
  const words = state.findings.map(one => `${one.place}: ${one.found} → ${one.remedy}`);
  $("findings").hidden = !words.length;
  $("findings").replaceChildren(...words.map(one => el("p", { class: "found" }, seen(one))));
}

/* Relations */
function drawRelations() {
  const shown = state.relations.filter(one => one.checkable);
  $("relations").hidden = !shown.length;
  $("relations").querySelector("ul").replaceChildren(...shown.map(relationRow));
}
function relationRow(one) {
  const id = `relation:${one.id}`, isOwn = one.status === "confirmed";
  const why = () => Object.fromEntries(one.differs.map(name => [name, drafts.get(id)?.[name] ?? ""]));
  const act = () => (isOwn ? decide("reopen", [id]) : decide("accept_relation", [id], one.differs.length ? { differs_in: why() } : {}));
  const row = el("form", { noValidate: true, onsubmit: event => { event.preventDefault(); act(); } },
    el("span", { class: "formula" }, seen(one.formula || one.kind)),
    el("span", { class: `quiet ${one.verdict ?? ""}` }, seen(one.verdict ?? (one.chance ? `chance ${one.chance}` : ""))),
    ...(isOwn ? [] : one.differs.map(name => reasonRow(id, name))),
    el("button", { type: "submit", class: isOwn ? null : "accept", id }, isOwn ? "Reopen" : "Accept"),
    ...general(refusals.get(id), []));
  return el("li", {}, row);
}
function reasonRow(id, name) {
  const typed = event => drafts.set(id, { ...drafts.get(id), [name]: event.target.value });
  const field = `differs-${name}-${id}`;
  return el("div", { class: "field differs" }, el("label", { htmlFor: field }, seen(`why they differ in ${name}`)),
    el("input", { id: field, autocomplete: "off", value: drafts.get(id)?.[name] ?? "", oninput: typed }));
}
function nextRelation() {
  const rows = [...$("relations").querySelectorAll("form")].filter(row => row.querySelector(".accept"));
  const at = rows.indexOf(document.activeElement?.closest("form"));
  const row = rows[(at + 1) % rows.length] ?? $("relations").querySelector("form");
  const next = row?.querySelector("input") ?? row?.querySelector("button");
  next?.focus();
  next?.scrollIntoView({ block: "center" });
}

/* Keys */
function focusHere() {
  if ($("help").open) return;
  const value = $("value-typed"), chosen = document.querySelector("#items .reasons input:checked");
  const first = document.querySelector("#items .here .first");
  const cell = document.querySelector("#items .here .cells input");
  const wanted = cell ?? (value && item(here).status !== "confirmed" ? value : chosen ?? first ?? document.querySelector("#items .here .head"));
  wanted?.focus({ preventScroll: true });
  const shown = document.querySelector("#items .here");
  if (shown) shown.scrollIntoView({ block: matchMedia("(max-width: 48rem)").matches ? "start" : "center" });
}
function setMode(mode) {
  modes.set(here, mode);
  draw();
}
function nextMeasure() {
  const one = item(here);
  const all = [...new Set([written(one, "measure"), ...one.other_measures].filter(Boolean))];
  if (modeOf(one) !== "figure" || !all.length) return;
  keep(one, "measure", all[(all.indexOf(current(one, "measure")) + 1) % all.length]);
  draw();
}
function select() {
  if (!selected.delete(here)) selected.add(here);
  const at = items().findIndex(one => one.id === here);
  if (at + 1 < items().length) goTo(items()[at + 1].id);
  else draw();
}
function view() {
  const wide = !matchMedia("(max-width: 48rem)").matches;
  const order = wide ? ["both", "page", "text"] : ["page", "text"];
  const now = order.indexOf(document.body.dataset.view ?? order[0]);
  const next = order[(now + 1) % order.length];
  document.body.dataset.view = next;
  $("view").setAttribute("aria-pressed", next === "text");
  draw();
}
function zoom() {
  const isLarger = $("picture").classList.toggle("zoomed");
  $("zoom").setAttribute("aria-pressed", isLarger);
  draw();
}
const one = () => item(here);
const COMMANDS = {
  n: () => onward(here), p: () => onward(here, -1), m: nextMeasure, x: select, g: merge, u: undo, v: view, z: zoom,
  f: () => (one()?.kind !== "figure" ? one() && !one().automatic && makeFigure(one()) : modeOf(one()) === "waive" ? setMode("figure") : focusField()),
  w: () => one()?.status !== "confirmed" && !one().id.startsWith("table:") && !isCell(one()) && setMode("waive"),
  s: () => (one()?.group || one()?.block) && decide("split", [here]),
  o: () => one()?.status === "confirmed" && !one().automatic && decide("reopen", [here]),
  r: nextRelation, "?": () => $("help").showModal(),
};
const focusField = () => document.querySelector("#items .here .field :is(input, textarea, select)")?.focus();
const MOVES = { ArrowDown: () => beside(1), ArrowUp: () => beside(-1), PageDown: () => toPart(state.part.index + 1),
  PageUp: () => toPart(state.part.index - 1) };
addEventListener("keydown", event => {
  if (!busy || event.ctrlKey || event.metaKey || event.altKey || MODIFIERS.has(event.key)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  early.push(event.key);
}, true);
addEventListener("keydown", event => {
  if (!state || event.ctrlKey || event.metaKey || event.altKey || $("help").open || event.isComposing) return;
  const target = event.target, isValue = target.id === "value-typed";
  const isField = target.matches("textarea, select, input:not([type=radio]):not([type=checkbox])");
  const isRadio = target.matches("input[type=radio]");
  if (event.key === "Enter" && (target.matches("textarea, .field select, .field input") || isRadio)) {
    event.preventDefault();
    target.form?.requestSubmit();
    return;
  }
  if (event.key === "Escape" && isField && here) { drafts.delete(here); draw(); return; }
  if (isField && !isValue) return;
  const move = target.matches(".document [role=region]") ? null : MOVES[event.key];
  const command = $("letters").checked || event.key === "?" ? COMMANDS[event.key] : null;
  if (!move && !command) return;
  event.preventDefault();
  (move ?? command)();
});

/* Begin */
$("undo").addEventListener("click", undo);
$("ask").addEventListener("click", () => $("help").showModal());
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
await loadForm();
if (form && (await load())) draw();
