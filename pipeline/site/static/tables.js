/* Sorting and filtering of tables that are already in the page; without this script they are as they were published. */
"use strict";

const FEWEST = 3;

/* Cells without a value come last in either order. */
function value(row, column) {
  const cell = row.cells[column];
  const text = (cell.dataset.value ?? cell.textContent).trim();
  if (text === "") return null;
  if (!cell.classList.contains("number")) return text;
  const read = Number(text.replaceAll(",", "").replace("−", "-"));
  return Number.isNaN(read) ? null : read;
}

function compare(first, second) {
  if (first === null || second === null) return (first === null) - (second === null);
  return typeof first === "number" && typeof second === "number"
    ? first - second
    : String(first).localeCompare(String(second), "en", { numeric: true });
}

function sortedRows(rows, column, order) {
  const keyed = rows.map((row, place) => ({ row, place, key: value(row, column) }));
  const sign = order === "descending" ? -1 : 1;
  keyed.sort((a, b) => {
    const missing = a.key === null || b.key === null;
    return compare(a.key, b.key) * (missing ? 1 : sign) || a.place - b.place;
  });
  return keyed.map((one) => one.row);
}

/* The name of a column stays what it is, or becomes the button where it is no link. */
function sortButton(header) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "sort";
  const name = header.textContent.trim();
  if (header.querySelector("a")) {
    button.setAttribute("aria-label", `Sort by ${name}`);
    header.append(" ", button);
  } else {
    button.append(...header.childNodes);
    header.append(button);
  }
  return button;
}

const NEXT = { none: "ascending", ascending: "descending", descending: "none" };

function makeSortable(table, body, headers) {
  const published = [...body.rows];
  headers.forEach((header, column) => {
    header.setAttribute("aria-sort", "none");
    sortButton(header).addEventListener("click", () => {
      const order = NEXT[header.getAttribute("aria-sort")];
      headers.forEach((one) => one.setAttribute("aria-sort", "none"));
      header.setAttribute("aria-sort", order);
      body.append(...(order === "none" ? published : sortedRows(published, column, order)));
    });
  });
}

function plain(text) {
  return text.toLowerCase().replace(/(\d),(?=\d{3}(?!\d))/g, "$1");
}

function makeFilter(table, body, place) {
  const id = `filter-${place}`;
  const box = document.createElement("div");
  const label = document.createElement("label");
  const field = document.createElement("input");
  const state = document.createElement("span");
  box.className = "filter";
  label.htmlFor = field.id = id;
  label.textContent = "Filter the rows of this page";
  field.type = "search";
  field.autocomplete = "off";
  state.setAttribute("role", "status");
  box.append(label, field, state);
  field.addEventListener("input", () => {
    const asked = plain(field.value).split(/\s+/).filter(Boolean);
    let count = 0;
    for (const row of body.rows) {
      const text = plain([...row.cells].map((cell) => cell.textContent).join(" "));
      row.hidden = !asked.every((word) => text.includes(word));
      count += !row.hidden;
    }
    state.textContent = asked.length ? `${count} of ${body.rows.length} rows` : "";
  });
  (table.closest(".wide") ?? table).before(box);
}

/* Tables of one header row and one body; a cell over several rows or columns would be torn apart. */
document.querySelectorAll("main table").forEach((table, place) => {
  const [body] = table.tBodies;
  const isPlain = table.tHead?.rows.length === 1 && table.tBodies.length === 1;
  if (!isPlain || body.rows.length < FEWEST || table.querySelector("[colspan], [rowspan]")) return;
  makeSortable(table, body, [...table.tHead.rows[0].cells]);
  makeFilter(table, body, place);
});
