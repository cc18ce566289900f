// Two minutes before the session ends for idleness, say so; the words are in the page's template.
"use strict";
(() => {
  const seconds = Number(document.body.dataset.idleSeconds);
  const words = document.getElementById("idle-warning");
  if (!seconds || !words) return;
  setTimeout(() => {
    document.body.append(words.content.cloneNode(true));
  }, Math.max(seconds - 120, 1) * 1000);
})();
