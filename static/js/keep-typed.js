// Typed text outlives a lost session: kept in this tab, put back when the form comes up empty again.
// Forgotten once a send was accepted, on signing out, and when another officer signs in here.
"use strict";
(() => {
  const officer = document.querySelector(".officer-name")?.textContent ?? "";
  const refused = document.querySelector(".error-summary,[data-refused]");
  const silent = ["hidden", "password", "file", "submit", "button"];
  const ticked = (control) => control.type === "checkbox" || control.type === "radio";
  const kept = (form) => [...form.elements].filter((c) => c.name && !silent.includes(c.type));
  const key = (form) => "typed:" + location.pathname + "#" + (form.id || [...document.forms].indexOf(form));

  function forgetAll() {
    for (const name of Object.keys(sessionStorage)) if (name.startsWith("typed:")) sessionStorage.removeItem(name);
  }
  function read(form) {
    return kept(form).map((c) => [c.name, c.value, ticked(c) ? c.checked : null]);
  }
  function isUntouched(form) {
    return kept(form).every((c) => ticked(c) || c.tagName === "SELECT" || !c.value);
  }
  function makeRows(form, typed) {
    for (const group of form.querySelectorAll("[data-rows]")) {
      const pattern = new RegExp("^" + group.dataset.rows + "-(\\d+)-");
      const indexes = typed.map(([name]) => Number(pattern.exec(name)?.[1] ?? -1));
      group.dispatchEvent(new CustomEvent("rows:need", {bubbles: true, detail: Math.max(-1, ...indexes) + 1}));
    }
  }
  function restore(form, typed) {
    makeRows(form, typed);
    const free = kept(form);
    for (const [name, value, checked] of typed) {
      const index = free.findIndex((c) => c.name === name && (!ticked(c) || c.value === value));
      if (index < 0) continue;
      const [control] = free.splice(index, 1);
      if (ticked(control)) control.checked = checked;
      else control.value = value;
    }
  }

  if (officer && sessionStorage.getItem("typed-by") !== officer) {
    if (sessionStorage.getItem("typed-by")) forgetAll();
    sessionStorage.setItem("typed-by", officer);
  }
  // What lay typed when the session was lost is newer than what its form proposes (now, 1 piece).
  const waiting = Object.keys(sessionStorage).filter((name) => name.startsWith("typed:"));
  if (!officer) sessionStorage.setItem("lost", JSON.stringify(waiting));
  const lost = JSON.parse(sessionStorage.getItem("lost") ?? "[]");
  // A send that ended on a page of this officer, without a refusal, was accepted.
  const sent = sessionStorage.getItem("sent");
  if (sent && officer && !refused) sessionStorage.removeItem(sent);
  sessionStorage.removeItem("sent");

  for (const form of document.querySelectorAll("form[data-keep]")) {
    const typed = sessionStorage.getItem(key(form));
    if (typed && !refused && (lost.includes(key(form)) || isUntouched(form))) {
      restore(form, JSON.parse(typed));
      sessionStorage.setItem("lost", JSON.stringify(lost.filter((name) => name !== key(form))));
    }
    form.addEventListener("input", () => sessionStorage.setItem(key(form), JSON.stringify(read(form))));
    form.addEventListener("submit", () => sessionStorage.setItem("sent", key(form)));
  }
  document.querySelector("form[data-forget]")?.addEventListener("submit", forgetAll);
})();
