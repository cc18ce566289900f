// A table too wide for a phone becomes one block for each row, every cell with its column's name.
"use strict";
const phone = window.matchMedia("screen and (max-width: 48rem)");
const roles = { table: "table", thead: "rowgroup", tbody: "rowgroup", tr: "row", td: "cell" };
function keepMeaning(table) {
  // Laid out as blocks, a table is no table to a screen reader unless it says so.
  table.setAttribute("role", roles.table);
  for (const [name, role] of Object.entries(roles)) {
    for (const part of table.querySelectorAll(name)) part.setAttribute("role", role);
  }
  for (const head of table.querySelectorAll("thead th")) head.setAttribute("role", "columnheader");
  for (const head of table.querySelectorAll("tbody th")) head.setAttribute("role", "rowheader");
}
function nameCells(table) {
  const heads = [...table.tHead.rows[0].cells];
  for (const row of table.tBodies[0].rows) {
    if ([...row.cells].some((cell) => cell.colSpan > 1)) continue;
    [...row.cells].forEach((cell, column) => {
      const head = heads[column];
      cell.classList.toggle("says-nothing", /^[–-]?$/.test(cell.textContent.trim()) && !cell.querySelector("input"));
      cell.classList.toggle("whole-line", head.classList.contains("wide"));
      const named = cell.tagName === "TD" && !head.classList.contains("act");
      if (named && !head.classList.contains("wide")) cell.dataset.head = head.textContent.trim();
    });
  }
}
function ofFigures(table) {
  const heads = [...table.tHead.rows[0].cells];
  return heads.filter((head) => head.classList.contains("num")).length * 2 > heads.length;
}
function fit(box) {
  const table = box.querySelector("table.card-table");
  if (!table || !table.tHead || !table.tBodies[0]) return;
  table.classList.remove("stacked");
  if (!phone.matches || box.scrollWidth <= box.clientWidth || ofFigures(table)) return;
  keepMeaning(table);
  nameCells(table);
  table.classList.add("stacked");
}
function fitAll() {
  document.querySelectorAll(".table-responsive").forEach(fit);
}
fitAll();
phone.addEventListener("change", fitAll);
document.addEventListener("toggle", fitAll, true);
document.addEventListener("htmx:afterSwap", fitAll);
