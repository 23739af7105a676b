// Everything here makes a page that works without it quicker or kinder. No framework, no build step.
"use strict";
(() => {
  const $ = (selector, root = document) => root.querySelector(selector);
  const on = (target, event, act) => target?.addEventListener(event, act);
  const stored = (storage, key, value) => {
    try { return value === undefined ? storage.getItem(key) : storage.setItem(key, value); } catch { return null; }
  };
  const root = document.documentElement;

  // Light and dark
  on($("[data-theme-toggle]"), "click", () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    stored(localStorage, "theme", root.dataset.theme);
  });

  // Ticks are kept until the tab is closed
  const ticksOf = list => (stored(sessionStorage, "ticks:" + list.dataset.ticks) ?? "").split(",");
  const showTicks = within => within.querySelectorAll("[data-ticks]").forEach(list => {
    const ticked = ticksOf(list);
    list.querySelectorAll("input").forEach((box, i) => { box.checked = ticked.includes(String(i)); });
  });
  on(document, "change", event => {
    const list = event.target.closest("[data-ticks]");
    if (!list) return;
    const ticked = [...list.querySelectorAll("input")].map((box, i) => box.checked ? i : -1).filter(i => i >= 0);
    stored(sessionStorage, "ticks:" + list.dataset.ticks, ticked.join(","));
  });
  showTicks(document);

  // Buttons
  const say = (button, words) => {
    const label = button.lastChild, before = label.textContent;
    label.textContent = words;
    setTimeout(() => { label.textContent = before; }, 1600);
  };
  const copy = async (text, button) => {
    try { await navigator.clipboard.writeText(text); say(button, "Copied"); return true; } catch { say(button, "Not allowed by the browser"); return false; }
  };
  on(document, "click", event => {
    const button = event.target.closest("button");
    if (!button) return;
    const { copy: source, copyAddress, print, share, try: example } = button.dataset;
    if (source) copy($("#" + source).textContent, button);
    else if (copyAddress !== undefined) copy(location.href, button);
    else if (print !== undefined) window.print();
    else if (share !== undefined) openShare();
    else if (example) { box.value = example; explainSoon(0); box.focus(); }
  });
  on(document, "keydown", event => {
    if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); $("#q")?.focus(); }
  });

  // A whole error does not belong into an address: it goes to the box
  document.querySelectorAll("form.search").forEach(form => on(form, "submit", event => {
    const { value: query, dataset } = form.elements.q;
    if (dataset.explain !== undefined && (query.length > 120 || query.includes("@"))) {
      event.preventDefault();
      pack(query).then(packed => { location.assign("/#t=" + packed); if (box) location.reload(); });
    }
  }));

  // Text in the address's last part: base64url of its raw deflate, as UTF-8
  const through = async (stream, bytes, most = Infinity) => {
    const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader(), parts = [];
    let length = 0;
    for (let part; !(part = await reader.read()).done && length < most;) { parts.push(part.value); length += part.value.length; }
    reader.cancel().catch(() => {});
    return new Uint8Array(await new Blob(parts).arrayBuffer());
  };
  const pack = async text => {
    const packed = await through(new CompressionStream("deflate-raw"), new TextEncoder().encode(text));
    let binary = "";
    for (const byte of packed) binary += String.fromCharCode(byte);
    return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
  };
  const unpack = async packed => {
    const binary = atob(packed.replaceAll("-", "+").replaceAll("_", "/"));
    // A link of a few bytes may unfold to gigabytes: no more than the box takes.
    const bytes = await through(new DecompressionStream("deflate-raw"), Uint8Array.from(binary, c => c.charCodeAt(0)), 65536);
    return new TextDecoder().decode(bytes.subarray(0, 65536));
  };

  // The box
  const form = $("#explain"), box = $("#text"), answer = $("#answer"), status = $("#status");
  if (!form) return;
  const mostBytes = 5 * 1024 * 1024;
  let timer = 0, running = null, latest = null, shown = answer.childElementCount > 0 ? box.value : "";

  const show = (nodes, words) => {
    answer.replaceChildren(...nodes);
    document.body.classList.toggle("answered", nodes.length > 0);
    showTicks(answer);
    status.textContent = words;
    // What has been answered stands there to be read: only those who listen have to be told.
    status.classList.toggle("hush", words.startsWith("Answer: "));
  };
  const tell = words => { status.classList.remove("hush"); status.textContent = words; };
  const explain = async (body, type) => {
    running?.abort();
    const mine = running = new AbortController();
    answer.setAttribute("aria-busy", "true");
    try {
      const provider = form.elements.provider.value;
      const response = await fetch("/explain/fragment" + (provider ? "?provider=" + encodeURIComponent(provider) : ""),
        { method: "POST", body, headers: { "Content-Type": type }, signal: mine.signal, credentials: "omit" });
      if (response.ok) {
        const page = new DOMParser().parseFromString(await response.text(), "text/html").body;
        const title = $("h2", page)?.textContent ?? "there is no failure in it";
        show([...page.childNodes], "Answer: " + title);
      } else {
        tell(response.status === 413 ? "That is more than 5 MB: give a part of it." : response.status === 429 ? "Too many questions at once: wait a moment." : "The server cannot answer just now. Try again.");
      }
    } catch (fault) {
      if (fault.name !== "AbortError") tell("The server cannot be reached. Check the connection and try again.");
    } finally {
      if (running === mine) answer.removeAttribute("aria-busy");
    }
  };
  const explainText = () => {
    const text = box.value;
    if (text === shown) return;
    shown = text;
    if (text.trim() === "") { running?.abort(); show([], ""); return; }
    latest = explain(text, "text/plain; charset=utf-8");
  };
  const explainSoon = delay => { clearTimeout(timer); timer = setTimeout(explainText, delay); };

  on(box, "input", event => {
    if (location.hash.startsWith("#t=")) history.replaceState(null, "", location.pathname);
    explainSoon(event.inputType === "insertFromPaste" ? 0 : 150);
  });
  on(box, "keydown", event => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); form.requestSubmit(); } });
  on(form.elements.provider, "change", () => { shown = ""; explainText(); });
  on(form, "submit", async event => {
    event.preventDefault();
    clearTimeout(timer);
    const file = form.elements.file.files[0];
    if (box.value.trim() === "" && file) explainFile(file); else explainText();
    await latest;
    $("h2", answer)?.focus();
  });

  // Files
  const explainFile = file => {
    if (!file) return;
    if (file.size > mostBytes) { tell(`${file.name} is larger than 5 MB: give a part of it.`); return; }
    tell(`Reading ${file.name} …`);
    latest = explain(file, "application/octet-stream");
  };
  on(form.elements.file, "change", event => explainFile(event.target.files[0]));
  for (const kind of ["dragover", "dragleave", "drop"]) {
    on(document, kind, event => {
      if (![...(event.dataTransfer?.types ?? [])].includes("Files")) return;
      event.preventDefault();
      form.classList.toggle("dropping", kind === "dragover");
      if (kind === "drop") explainFile(event.dataTransfer.files[0]);
    });
  }

  // Sharing
  const dialog = $("#share"), shareText = $("#share-text"), shareStatus = $("#share-status");
  const openShare = () => {
    shareText.value = box.value || $(".quotation", answer)?.textContent || "";
    shareStatus.textContent = "";
    dialog.showModal();
  };
  on($("[data-mask]"), "click", async () => {
    const response = await fetch("/explain/mask" + ($("#share-ips").checked ? "?ips=1" : ""),
      { method: "POST", body: shareText.value, headers: { "Content-Type": "text/plain; charset=utf-8" }, credentials: "omit" }).catch(() => null);
    if (!response?.ok) { shareStatus.textContent = "The server cannot be reached."; return; }
    shareText.value = await response.text();
    const count = Number(response.headers.get("X-Masked"));
    shareStatus.textContent = count ? `${count} ${count === 1 ? "place" : "places"} masked. Read it once more before you share it.` : "Nothing was found to mask.";
  });
  on($("[data-copy-link]"), "click", async event => {
    const button = event.target.closest("button");
    const link = location.origin + "/#t=" + await pack(shareText.value);
    if (await copy(link, button)) shareStatus.textContent = "The link is on the clipboard.";
  });

  const openLink = async () => {
    if (!location.hash.startsWith("#t=")) return;
    try { box.value = await unpack(location.hash.slice(3)); explainText(); } catch { tell("This link is damaged: its text cannot be read."); }
  };
  on(window, "hashchange", openLink);
  openLink();
  if (!shown && box.value) explainText();
})();
