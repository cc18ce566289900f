// A form marked data-draft stores itself at that address while it is being filled, and when it is left.
"use strict";
for (const form of document.querySelectorAll("form[data-draft]")) {
  const status = form.querySelector(".draft-status");
  let changed = false;

  // A draft is not the save itself: it must not use up the form's idempotency key.
  const fields = () => {
    const data = new FormData(form);
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    data.set("idempotency_key", Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(""));
    return data;
  };
  const say = (words, lost) => {
    status.textContent = words;
    status.classList.toggle("lost", lost);
  };
  const store = async (keepalive) => {
    if (!changed || form.dataset.sent) return;
    changed = false;
    try {
      const answer = await fetch(form.dataset.draft, {method: "POST", body: fields(), keepalive, redirect: "error"});
      if (!answer.ok) throw new Error(String(answer.status));
      say(status.dataset.saved + " " + new Date().toTimeString().slice(0, 5), false);
    } catch {
      changed = true;
      say(status.dataset.lost, true);
    }
  };
  form.addEventListener("input", () => { changed = true; });
  setInterval(() => store(false), 5000);
  window.addEventListener("pagehide", () => store(true));
  document.addEventListener("visibilitychange", () => { if (document.hidden) store(true); });
}
