// A long list of choices gets a box that leaves only those which hold the typed words.
"use strict";
function fits(choice, words) {
  const text = choice.textContent.toLowerCase();
  return words.every((word) => text.includes(word)) || choice.querySelector("input").checked;
}
function narrow(group, typed) {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  for (const part of group.querySelectorAll("details")) {
    let shown = 0;
    for (const choice of part.querySelectorAll(".form-check")) {
      choice.hidden = !fits(choice, words);
      shown += choice.hidden ? 0 : 1;
    }
    part.hidden = shown === 0;
    if (words.length && shown) part.open = true;
  }
}
function addBox(group) {
  const box = document.createElement("input");
  box.type = "search";
  box.className = "form-control w-20";
  box.setAttribute("aria-label", group.dataset.filterChoices);
  box.placeholder = group.dataset.filterChoices;
  box.addEventListener("input", () => narrow(group, box.value));
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  group.querySelector("details").before(box);
}
for (const group of document.querySelectorAll("[data-filter-choices]")) addBox(group);
