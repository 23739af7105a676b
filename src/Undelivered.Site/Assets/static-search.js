// Searches the compact index of the static site: [[id, title, speaker, words], …] and [[code, file], …].
"use strict";
(() => {
  const { entries, codes, pages } = window.undeliveredIndex;
  const status = document.getElementById("search-status"), list = document.getElementById("search-results");
  const query = (new URLSearchParams(location.search).get("q") ?? "").trim();
  for (const input of document.querySelectorAll("input[name=q]")) input.value = query;

  // 550-5.7.26, 0x800ccc0f, 2148322319 and -2146644977 are spellings of codes
  const spell = text => {
    const enhanced = /(?:^|[^\d.])([245x])\.(\d{1,3})\.(\d{1,3})(?![\d.])/i.exec(text);
    if (enhanced) return `${enhanced[1].toLowerCase().replace("x", "5")}.${+enhanced[2]}.${+enhanced[3]}`;
    const hex = /^(?:0x)?(8[0-9a-f]{7})$/i.exec(text);
    if (hex) return "0x" + hex[1].toUpperCase();
    if (/^-?\d{10}$/.test(text)) return "0x" + (Number(text) >>> 0).toString(16).toUpperCase().padStart(8, "0");
    return text;
  };
  const oneApart = (a, b) => {
    if (Math.abs(a.length - b.length) > 1 || a.length < 5) return false;
    let i = 0;
    while (i < a.length && a[i] === b[i]) i++;
    const [x, y] = [a.slice(i), b.slice(i)];
    return x.slice(1) === y.slice(1) || x === y.slice(1) || x.slice(1) === y || (x[0] === y[1] && x[1] === y[0] && x.slice(2) === y.slice(2));
  };
  const score = (words, wanted) => {
    let sum = 0;
    for (const word of wanted) {
      let best = 0;
      for (const known of words) {
        best = Math.max(best, known === word ? 5 : word.length > 2 && known.startsWith(word) ? 3 : oneApart(word, known) ? 2 : 0);
      }
      if (!best) return 0;
      sum += best;
    }
    return sum;
  };
  const add = (href, title, about, code) => {
    const item = document.createElement("li"), link = document.createElement("a"), span = document.createElement("span");
    link.href = href;
    link.textContent = title;
    span.textContent = about;
    item.append(link, " ", span);
    if (code) { const mark = document.createElement("code"); mark.textContent = code; item.append(" ", mark); }
    list.append(item);
  };

  if (!query) { status.textContent = "Words, or a code in any spelling."; return; }
  const code = spell(query);
  const exact = codes.filter(c => c === code || c === "http-" + code);
  for (const found of exact) add(`../codes/${found}.html`, found, "everything that is said with this code");
  const wanted = query.toLowerCase().split(/[^\p{L}\p{N}.]+/u).filter(Boolean);
  for (const [path, name, kind] of pages) if (score(name.toLowerCase().split(/[^\p{L}\p{N}.]+/u), wanted)) add("../" + path, name, kind);
  const hits = entries.map(e => [score(`${e[0]} ${e[1]} ${e[2]} ${e[3]} ${e[4]}`.toLowerCase().split(/[^\p{L}\p{N}.]+/u), wanted) + (code !== query && e[3].includes(code) ? 9 : 0), e])
    .filter(([points]) => points > 0).sort((a, b) => b[0] - a[0]).slice(0, 60);
  for (const [, e] of hits) add(`../e/${e[0]}.html`, e[1], e[2], e[3]);
  status.textContent = list.childElementCount ? `${list.childElementCount} found` : "Nothing found. Try fewer words, or a code such as 5.7.26.";
})();
