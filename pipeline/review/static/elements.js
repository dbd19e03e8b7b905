/* Elements of the page, and the characters of documents as they may be shown.

   Every word of a document gets into the page through `el` or `withSigns`, which set text and never markup. */

export const $ = id => document.getElementById(id);
/* Elements */
export function el(name, properties = {}, ...children) {
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
export const kbd = key => el("kbd", { "aria-hidden": "true" }, key);

/* Characters that nobody sees, or that turn the order of others, as visible signs. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}]/gu;
const sign = c => {
  const code = c.codePointAt(0);
  return code < 0x20 ? String.fromCodePoint(0x2400 + code) : `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
};
const isUnseen = c => c !== "\t" && c !== "\n" && c.search(UNSEEN) === 0;
export const seen = text => `${text ?? ""}`.replace(UNSEEN, c => (isUnseen(c) ? sign(c) : c));
export function withSigns(text) {
  const nodes = [];
  let from = 0;
  for (const match of text.matchAll(UNSEEN)) {
    if (!isUnseen(match[0])) continue;
    nodes.push(text.slice(from, match.index), el("span", { class: "sign" }, sign(match[0])));
    from = match.index + match[0].length;
  }
  return [...nodes, text.slice(from)];
}
