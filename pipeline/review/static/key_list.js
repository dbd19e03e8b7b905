/* The keys of the page and what each does: the list of the help, of docs/review.md and of `keys.js` is this one. */

export const KEYS = [
  [["digits", "Enter"], "type the value, and confirm"],
  [["Enter"], "accept a waiver or a table; go on"],
  [["n", "p"], "next and previous number that is not accounted for"],
  [["↓", "↑"], "next and previous number of any kind"],
  [["PageDown", "PageUp"], "next and previous part of the document"],
  [["b"], "back to the first number that waits in the part that you left"],
  [["m"], "another measure"],
  [["i"], "the number is printed in words that state no number, such as “majority”"],
  [["f"], "make a figure of the number; in a figure or a table, go to its fields"],
  [["w"], "waive: choose a reason with ← →, then Enter"],
  [["d"], "reject the proposal: the number is not accounted for"],
  [["j"], "next place that the same waiver accounts for"],
  [["x"], "select the number, or not"],
  [["g"], "merge the selected ones: see what they will share, then Enter"],
  [["s"], "split a block or a waiver: each number gets an entry of its own"],
  [["o"], "reopen a confirmed entry: it is a proposal again"],
  [["r"], "go to the relations"],
  [["u"], "undo the last decision; press it again for the one before"],
  [["v", "z"], "page, text or both; the page larger"],
  [["Esc"], "leave a field, and take back what was changed in the number in hand"],
  [["?"], "this list; there, letters can be switched off as commands"]
];
