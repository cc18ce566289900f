// A textarea that takes rows pasted from a spreadsheet is shown as a table to correct in place.
// The textarea stays the one that is sent; data-columns holds the column names, separated by "|".
"use strict";
(() => {
  const split = (text) => text.replace(/\r/g, "").split("\n").filter((line) => line.trim()).map((line) => line.split("\t"));

  function cell(area, rows, row, column, names) {
    const input = document.createElement("input");
    input.value = rows[row][column] ?? "";
    input.dir = "auto";
    input.setAttribute("aria-label", names[column] + ", " + (row + 1));
    input.addEventListener("input", () => {
      while (rows[row].length < column) rows[row].push("");
      rows[row][column] = input.value.replace(/\t/g, " ");
      area.value = rows.map((cells) => cells.join("\t")).join("\n");
      area.form?.dispatchEvent(new Event("input"));
    });
    const box = document.createElement("td");
    box.append(input);
    return box;
  }
  function headRow(names) {
    const row = document.createElement("tr");
    for (const name of ["#", ...names]) {
      const head = document.createElement("th");
      head.scope = "col";
      head.textContent = name;
      row.append(head);
    }
    return row;
  }
  function draw(area, place) {
    const names = area.dataset.columns.split("|");
    const rows = split(area.value);
    place.replaceChildren();
    place.hidden = rows.length === 0;
    area.rows = rows.length ? 3 : 8;
    if (!rows.length) return;
    const table = document.createElement("table");
    table.createTHead().append(headRow(names));
    const body = table.createTBody();
    rows.forEach((_, index) => {
      const row = body.insertRow();
      const number = row.insertCell();
      number.className = "row-number";
      number.textContent = String(index + 1);
      names.forEach((_name, column) => row.append(cell(area, rows, index, column, names)));
    });
    place.append(table);
  }
  for (const area of document.querySelectorAll("textarea[data-columns]")) {
    const place = document.createElement("div");
    place.className = "pasted";
    place.tabIndex = 0;
    place.setAttribute("role", "region");
    place.setAttribute("aria-label", area.labels[0]?.textContent.trim() ?? "");
    area.after(place);
    area.addEventListener("input", () => draw(area, place));
    draw(area, place);
  }
})();
