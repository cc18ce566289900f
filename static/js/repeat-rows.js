// Rows as many as needed: the button adds a blank row here, without asking the server.
"use strict";
function numberedAnew(text, name, index) {
  return text.replace(new RegExp("^" + name + "-\\d+-"), name + "-" + index + "-");
}
function clearControl(control) {
  if (control.type === "checkbox" || control.type === "radio") control.checked = false;
  else if (control.tagName === "SELECT") control.selectedIndex = 0;
  else control.value = "";
  control.removeAttribute("aria-invalid");
  control.removeAttribute("aria-describedby");
}
function blankRow(row, name, index) {
  const copy = row.cloneNode(true);
  for (const part of copy.querySelectorAll(".field-error")) part.remove();
  for (const part of copy.querySelectorAll(".field-bad")) part.classList.remove("field-bad");
  for (const part of copy.querySelectorAll(".hits")) part.replaceChildren();
  for (const part of copy.querySelectorAll("[id],[name],[for]")) {
    for (const attribute of ["id", "name", "for"]) {
      if (part.hasAttribute(attribute)) part.setAttribute(attribute, numberedAnew(part.getAttribute(attribute), name, index));
    }
    part.removeAttribute("data-htmx-powered");
  }
  for (const control of copy.querySelectorAll("input,select,textarea")) clearControl(control);
  copy.setAttribute("aria-label", row.dataset.rowWord + " " + (index + 1));
  return copy;
}
function addRow(group) {
  const rows = group.querySelectorAll("[data-row]");
  const last = rows[rows.length - 1];
  if (!last) return null;
  const row = blankRow(last, group.dataset.rows, rows.length);
  last.after(row);
  window.htmx?.process(row);
  return row;
}
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-add-row]");
  if (!button) return;
  const row = addRow(button.closest("[data-rows]"));
  if (!row) return;
  event.preventDefault();
  row.querySelector("input:not([type=hidden]),select,textarea")?.focus();
});
// Asked for by what puts back typed text: as many rows as that text needs.
document.addEventListener("rows:need", (event) => {
  const count = Math.min(event.detail, 200);
  while (event.target.querySelectorAll("[data-row]").length < count) if (!addRow(event.target)) return;
});
