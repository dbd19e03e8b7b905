/* Search in the page: records come from script files, which load when the field is first used; MiniSearch finds. */
"use strict";

const form = document.getElementById("search");
const field = document.getElementById("query");
const status = document.getElementById("search-status");
const list = document.getElementById("search-results");
const more = document.getElementById("search-more");
const PART = 30;

/* "58,900" and "58900" are one word; so are "8.665" and "1.4". */
function words(text) {
  return text.replace(/(\d),(?=\d{3}(?!\d))/g, "$1").match(/\d+(?:\.\d+)*|[\p{L}\p{M}]+/gu) || [];
}

function isNumber(word) {
  return /^\d/.test(word);
}

const index = new MiniSearch({
  fields: ["title", "detail", "words"],
  storeFields: ["kind", "href", "title", "detail"],
  tokenize: words,
  processTerm: (word) => word.toLowerCase(),
  searchOptions: {
    combineWith: "AND",
    boost: { title: 3, words: 2 },
    prefix: (word) => !isNumber(word) && word.length > 2,
    fuzzy: (word) => !isNumber(word) && word.length > 4 ? 0.2 : false,
  },
});

/* Each shard calls this once. */
let count = 0;
window.addToSearch = function (records) {
  index.addAll(records.map((record) => ({ id: count++, ...record })));
};

function loaded(address) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = resolve;
    script.onerror = () => reject(new Error(address));
    document.head.append(script);
  });
}

let loading = null;
function ready() {
  if (loading === null) {
    status.textContent = "Loading the index";
    const { first, shards } = form.dataset;
    const addresses = Array.from({ length: Number(shards) }, (_, n) => first.replace(/1\.js$/, `${n + 1}.js`));
    /* In turn, so that records keep their order, and results of one score theirs. */
    loading = addresses.reduce((before, address) => before.then(() => loaded(address)), Promise.resolve());
  }
  return loading;
}

function element(name, className, text) {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

function shown(result) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = result.href;
  link.textContent = result.title;
  item.append(element("p", "kind", result.kind), link);
  if (result.detail) item.append(element("p", "detail", result.detail));
  return item;
}

function counted(number) {
  return number === 1 ? "1 result" : `${number} results`;
}

let results = [];
function showMore() {
  const from = list.children.length;
  list.append(...results.slice(from, from + PART).map(shown));
  more.hidden = list.children.length >= results.length;
  if (from > 0) list.children[from].querySelector("a").focus();
}

async function search() {
  const query = field.value.trim();
  try {
    await ready();
  } catch (problem) {
    status.textContent = `A part of the index is missing: ${problem.message}`;
    return;
  }
  if (query !== field.value.trim()) return;
  results = query === "" ? [] : index.search(query);
  list.replaceChildren();
  showMore();
  status.textContent = query === "" ? "" : counted(results.length);
}

/* The query is in the address behind "#", so that a search can be linked to and found again by going back. */
function fromAddress() {
  const asked = new URLSearchParams(location.hash.slice(1)).get("q");
  if (asked !== null && asked !== field.value) {
    field.value = asked;
    search();
  }
}

form.hidden = false;
form.addEventListener("submit", (event) => event.preventDefault());
field.addEventListener("focus", ready, { once: true });
field.addEventListener("input", () => {
  history.replaceState(null, "", `#${new URLSearchParams({ q: field.value })}`);
  search();
});
more.addEventListener("click", showMore);
window.addEventListener("hashchange", fromAddress);
fromAddress();
