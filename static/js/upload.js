// Files sent piece by piece (tus): several at once, paused, resumed, going on after a lost
// connection, and after a closed tab when the same file is chosen again.
"use strict";
const PIECE = 8 * 1024 * 1024;
const box = document.querySelector("[data-uploads]");
const hex = (bytes) => [...new Uint8Array(bytes)].map((one) => one.toString(16).padStart(2, "0")).join("");
const digest = (data) => crypto.subtle.digest("SHA-256", data);

// Each piece carries its SHA-256, so that a byte lost on the way is noticed at once.
class SummingStack extends tus.DefaultHttpStack {
  createRequest(method, url) {
    const request = super.createRequest(method, url);
    const send = request.send.bind(request);
    request.send = async (body) => {
      if (method === "PATCH" && body && globalThis.crypto?.subtle) {
        const sum = new Uint8Array(await digest(await body.arrayBuffer()));
        request.setHeader("Upload-Checksum", "sha256 " + btoa(String.fromCharCode(...sum)));
      }
      return send(body);
    };
    return request;
  }
}

// What is kept in the browser: under a digest of name, size and date, the address; no name.
const memory = {
  findAllUploads: async () => [],
  findUploadsByFingerprint: async (print) => {
    const uploadUrl = localStorage.getItem(print);
    return uploadUrl ? [{ uploadUrl, urlStorageKey: print, metadata: {}, size: null }] : [];
  },
  removeUpload: async (key) => localStorage.removeItem(key),
  addUpload: async (print, upload) => {
    localStorage.setItem(print, upload.uploadUrl);
    return print;
  },
};
async function fingerprint(file, options) {
  if (!globalThis.crypto?.subtle) return null;
  const told = [file.name, file.size, file.lastModified, options.endpoint].join("\n");
  return "casetrack-upload-" + hex(await digest(new TextEncoder().encode(told)));
}

function why(error) {
  const status = error.originalResponse?.getStatus() ?? 0;
  if (status === 422) return error.originalResponse.getBody();
  return { 0: box.dataset.offline, 401: box.dataset.signedOut, 400: box.dataset.signedOut, 507: box.dataset.full }[status] ?? box.dataset.failed;
}

class Row {
  constructor(file) {
    this.file = file;
    this.part = box.querySelector("template").content.cloneNode(true).firstElementChild;
    this.find = (name) => this.part.querySelector(`[data-${name}]`);
    this.find("name").textContent = file.name;
    this.find("kind").value = box.querySelector("[data-kind-of-all]").value;
    this.find("toggle").addEventListener("click", () => (this.running ? this.pause() : this.start()));
    this.find("remove").addEventListener("click", () => this.remove());
    box.querySelector("[data-rows-of-files]").append(this.part);
    this.say(box.dataset.waiting);
  }
  say(words, state = "waiting") {
    this.part.dataset.state = state;
    this.find("state").textContent = words;
    this.find("toggle").textContent = state === "sending" ? box.dataset.pause : box.dataset.send;
    this.find("toggle").hidden = ["checking", "done"].includes(state);
    this.find("remove").hidden = this.find("toggle").hidden;
    this.running = state === "sending";
  }
  async start() {
    const kind = this.find("kind");
    if (!kind.reportValidity()) return;
    for (const control of [kind, this.find("title")]) control.disabled = true;
    this.say(box.dataset.sending, "sending");
    this.upload ??= this.made(kind.value, this.find("title").value);
    const earlier = await this.upload.findPreviousUploads();
    if (earlier.length) this.upload.resumeFromPreviousUpload(earlier[0]);
    this.upload.start();
  }
  made(kind, title) {
    return new tus.Upload(this.file, {
      endpoint: box.dataset.uploads,
      chunkSize: PIECE,
      retryDelays: [0, 1000, 3000, 5000, 10000, 20000, 60000],
      headers: { "X-CSRFToken": box.dataset.token, "Idempotency-Key": hex(crypto.getRandomValues(new Uint8Array(16))) },
      metadata: { filename: this.file.name, filetype: this.file.type, kind, title },
      httpStack: new SummingStack(),
      urlStorage: memory,
      fingerprint,
      removeFingerprintOnSuccess: true,
      onProgress: (sent, all) => this.show(sent, all),
      onShouldRetry: (error) => ![400, 401, 403, 404, 410, 422].includes(error.originalResponse?.getStatus()),
      onError: (error) => this.say(why(error), "failed"),
      onSuccess: () => this.check(),
    });
  }
  show(sent, all) {
    this.find("bar").value = all ? sent / all : 0;
    if (this.running) this.find("state").textContent = `${box.dataset.sending} ${Math.floor((100 * sent) / all)} %`;
  }
  async pause() {
    await this.upload.abort();
    this.say(box.dataset.paused, "paused");
  }
  async remove() {
    await this.upload?.abort(true).catch(() => {});
    this.part.remove();
  }
  async check() {
    this.say(box.dataset.checking, "checking");
    this.find("bar").value = 1;
    try {
      const answer = await (await fetch(this.upload.url)).json();
      if (answer.state === "DONE") {
        this.say(`${box.dataset.done} ${answer.reference}`, "done");
        return;
      }
      if (answer.failure) this.find("state").textContent = answer.failure;
    } catch {
      // The server was away for a moment: it is asked again.
    }
    setTimeout(() => this.check(), 1500);
  }
}

if (box && tus.isSupported) {
  const input = box.querySelector("[data-files]");
  const rows = [];
  const take = (files) => rows.push(...[...files].map((file) => new Row(file)));
  box.hidden = false;
  input.addEventListener("change", () => {
    take(input.files);
    input.value = "";
  });
  for (const kind of ["dragover", "drop"]) {
    box.addEventListener(kind, (event) => {
      event.preventDefault();
      if (kind === "drop") take(event.dataTransfer.files);
    });
  }
  box.querySelector("[data-send-all]").addEventListener("click", () => {
    for (const row of rows) if (row.part.isConnected && ["waiting", "paused", "failed"].includes(row.part.dataset.state)) row.start();
  });
  window.addEventListener("beforeunload", (event) => {
    if (rows.some((row) => row.running)) event.preventDefault();
  });
}
