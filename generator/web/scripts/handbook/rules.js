// The filters of the index of rules.

import { _ } from "../texts.js";

/** @param {HTMLElement} index */
function start(index) {
  const form = /** @type {HTMLFormElement} */ (index.querySelector("[data-hb-filters]"));
  const count = /** @type {HTMLElement} */ (index.querySelector("[data-hb-count]"));
  const more = /** @type {HTMLElement} */ (index.querySelector("[data-hb-more]"));
  const rows = /** @type {HTMLElement[]} */ ([...index.querySelectorAll("[data-hb-rows] > tr")]);
  const keys = [...form.querySelectorAll("select")].map((select) => select.name);
  const STEP = Number(index.dataset.hbIndex); // rows shown at a time
  const FIRST = Number(index.dataset.hbFirst); // rows laid out before the reader does anything; later ones are .hb-late
  let shown = FIRST;

  const folded = (/** @type {string} */ text) => text.normalize("NFKC").toLowerCase();
  /** @type {Map<HTMLElement, string>} */
  const texts = new Map();
  const textOf = (/** @type {HTMLElement} */ row) => {
    const text = texts.get(row) ?? folded(`${row.textContent} ${row.dataset.words}`);
    texts.set(row, text);
    return text;
  };
  const field = (/** @type {string} */ name) =>
    /** @type {HTMLInputElement | HTMLSelectElement} */ (form.elements.namedItem(name));

  function wanted() {
    const chosen = keys.map((key) => [key, field(key).value]).filter(([, value]) => value);
    const words = folded(field("q").value).split(/\s+/u).filter(Boolean);
    return (/** @type {HTMLElement} */ row) =>
      chosen.every(([key, value]) => (row.dataset[key] ?? "").split(" ").includes(value)) &&
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
    count.textContent = found === rows.length ? _`共${found}条规则` : _`${rows.length}条里有${found}条符合`;
    more.hidden = found <= shown;
  }

  function remember() {
    const state = new URLSearchParams();
    for (const [key, value] of new FormData(form)) if (value) state.set(key, String(value));
    const hash = state.toString();
    history.replaceState(null, "", hash ? `#${hash}` : location.pathname);
  }

  function recall() {
    const state = new URLSearchParams(location.hash.slice(1));
    const asked = new URLSearchParams(location.search).get("q");
    if (asked && !state.has("q")) state.set("q", asked);
    for (const key of [...keys, "q"]) field(key).value = state.get(key) ?? "";
    shown = STEP;
    apply();
  }

  function showRest() {
    if (shown < STEP) {
      shown = STEP;
      apply();
    }
  }

  let waiting = 0;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      shown = STEP;
      apply();
      remember();
    }, 120);
  });
  form.addEventListener("reset", () =>
    setTimeout(() => {
      shown = STEP;
      apply();
      remember();
    }),
  );
  form.addEventListener("submit", (event) => event.preventDefault());
  more.querySelector("button")?.addEventListener("click", () => {
    shown += STEP;
    apply();
  });
  addEventListener("hashchange", recall);
  // The first sign of a reader, be it Ctrl+F, lays out the rest.
  for (const sign of ["scroll", "keydown", "pointerdown", "pointermove"]) {
    addEventListener(sign, showRest, { once: true, passive: true });
  }
  form.hidden = false;
  if (location.hash || location.search) recall();
  else apply(); // what was chosen while this was loading holds
}

const table = /** @type {HTMLElement | null} */ (document.querySelector("[data-hb-index]"));
if (table) start(table);
