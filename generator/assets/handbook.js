// Copy buttons and the filters of the rule index. Everything can be read without this file.
"use strict";
(() => {
  const root = document.documentElement;
  root.classList.replace("no-js", "js") || root.classList.add("js");

  // ---- copying ----
  const live = document.createElement("p");
  live.className = "hb-sr";
  live.setAttribute("role", "status");
  document.body.append(live);

  function fallbackCopy(text) {
    const area = document.createElement("textarea");
    area.className = "hb-sr";
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return fallbackCopy(text); // file: and plain http: have no clipboard API
    }
  }

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-hb-copy], [data-hb-copy-link]");
    if (!button) return;
    const { hbCopy, hbCopyLink } = button.dataset;
    const here = location.href;
    const address = here.startsWith("file:") ? `${hbCopyLink}index.html` : hbCopyLink;
    const text = hbCopy ?? new URL(address, here).href;
    const done = await copy(text);
    button.focus();
    live.textContent = done ? `已复制：${text}` : `没有复制成功，请手工复制：${text}`;
    const label = button.dataset.hbLabel ?? button.textContent;
    button.dataset.hbLabel = label;
    button.textContent = done ? "已复制" : "没成功";
    setTimeout(() => { button.textContent = label; }, 1600);
  });

  // ---- the drawer of the theme, for the keyboard ----
  const drawer = document.querySelector("[data-hb-drawer]");
  const toggle = document.getElementById("__drawer");
  if (drawer && toggle) {
    const sidebar = document.querySelector(".md-sidebar--primary");
    toggle.setAttribute("aria-hidden", "true");
    toggle.tabIndex = -1;
    addEventListener("pageshow", () => { toggle.checked = false; }); // some browsers restore it
    drawer.addEventListener("click", () => {
      toggle.click();
      if (toggle.checked) setTimeout(() => sidebar?.querySelector("a[href]")?.focus(), 300);
    });
    toggle.addEventListener("change", () => drawer.setAttribute("aria-expanded", String(toggle.checked)));
    addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !toggle.checked) return;
      toggle.click();
      drawer.focus();
    });
  }

  // ---- the index of rules ----
  const index = document.querySelector("[data-hb-index]");
  if (!index) return;
  const form = index.querySelector("[data-hb-filters]");
  const count = index.querySelector("[data-hb-count]");
  const more = index.querySelector("[data-hb-more]");
  const rows = [...index.querySelectorAll("[data-hb-rows] > tr")];
  const keys = [...form.querySelectorAll("select")].map((select) => select.name);
  const STEP = Number(index.dataset.hbIndex); // rows shown at a time
  const FIRST = Number(index.dataset.hbFirst); // rows laid out before the reader does anything; later ones are .hb-late
  let shown = FIRST;

  const folded = (text) => text.normalize("NFKC").toLowerCase();
  const texts = new Map();
  const textOf = (row) => {
    if (!texts.has(row)) texts.set(row, folded(`${row.textContent} ${row.dataset.words}`));
    return texts.get(row);
  };

  function wanted() {
    const chosen = keys.map((key) => [key, form.elements[key].value]).filter(([, value]) => value);
    const words = folded(form.elements.q.value).split(/\s+/u).filter(Boolean);
    return (row) =>
      chosen.every(([key, value]) => row.dataset[key].split(" ").includes(value)) &&
      words.every((word) => textOf(row).includes(word));
  }

  function apply() {
    const fits = wanted();
    let found = 0;
    for (const row of rows) {
      const fit = fits(row);
      if (row.hidden === fit) row.hidden = !fit;
      if (fit) row.classList.toggle("hb-late", ++found > shown); // printed all the same
    }
    count.textContent = found === rows.length ? `共${found}条规则` : `${rows.length}条里有${found}条符合`;
    more.hidden = found <= shown;
  }

  function remember() {
    const state = new URLSearchParams();
    for (const [key, value] of new FormData(form)) if (value) state.set(key, value);
    const hash = state.toString();
    history.replaceState(null, "", hash ? `#${hash}` : location.pathname);
  }

  function recall() {
    const state = new URLSearchParams(location.hash.slice(1));
    const asked = new URLSearchParams(location.search).get("q");
    if (asked && !state.has("q")) state.set("q", asked);
    for (const key of [...keys, "q"]) form.elements[key].value = state.get(key) ?? "";
    shown = STEP;
    apply();
  }

  function showRest() {
    if (shown < STEP) { shown = STEP; apply(); }
  }

  let waiting = 0;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => { shown = STEP; apply(); remember(); }, 120);
  });
  form.addEventListener("reset", () => setTimeout(() => { shown = STEP; apply(); remember(); }));
  form.addEventListener("submit", (event) => event.preventDefault());
  more.querySelector("button").addEventListener("click", () => { shown += STEP; apply(); });
  addEventListener("hashchange", recall);
  // The first sign of a reader, be it Ctrl+F, lays out the rest.
  for (const sign of ["scroll", "keydown", "pointerdown", "pointermove"]) {
    addEventListener(sign, showRest, { once: true, passive: true });
  }
  form.hidden = false;
  if (location.hash || location.search) recall();
  else apply(); // what was chosen while this was loading holds
})();
