// A checklist on screen: keeps ticks and lines in this browser, counts, clears, prints. Without it the page is a form.

import { all, one } from "./dom.js";
import { _ } from "./texts.js";

/** @param {HTMLFormElement} sheet */
function start(sheet) {
  const { hbSheet: key = "", hbKept: kept = "" } = sheet.dataset;
  /** @type {HTMLInputElement[]} */
  const boxes = all("input[type=checkbox]:not([data-hb-not])", sheet);
  /** @type {HTMLInputElement[]} */
  const apart = all("input[data-hb-not]", sheet); // 不适用, beside the item that it settles
  /** @type {(HTMLInputElement | HTMLTextAreaElement)[]} */
  const lines = all("textarea, input[type=text]", sheet);
  /** @type {HTMLTextAreaElement} */
  const notes = one("textarea", sheet);
  const printed = one("[data-hb-printed]", sheet); // a text area cannot grow for the printer
  const said = one("[data-hb-said]", sheet);
  /** @type {HTMLProgressElement} */
  const progress = one("[data-hb-progress]", sheet);

  // ---- what is kept; a browser may forbid it, then the page works until it is closed ----
  /** @returns {{ticks: string[], lines: Record<string, string>}} */
  function read() {
    try {
      const state = JSON.parse(localStorage.getItem(key) ?? "{}");
      return { ticks: Array.isArray(state.ticks) ? state.ticks : [], lines: Object(state.lines) };
    } catch {
      return { ticks: [], lines: {} };
    }
  }
  function keep() {
    const filled = lines.filter((line) => line.value).map((line) => [line.name, line.value]);
    const ticks = [...boxes, ...apart].filter((box) => box.checked).map((box) => box.name);
    try {
      if (ticks.length || filled.length) {
        localStorage.setItem(key, JSON.stringify({ ticks, lines: Object.fromEntries(filled) }));
      } else {
        localStorage.removeItem(key);
      }
    } catch {
      /* full or forbidden */
    }
  }
  // Ticks of another edition or wording of this sheet answer other questions. What was kept before handbooks had an
  // id may be another handbook's: it goes only when somebody clears the sheet, because it may hold notes on a client.
  /** @param {string} start */
  function forget(start) {
    try {
      const others = Object.keys(localStorage).filter((other) => other.startsWith(start) && other !== key);
      others.forEach((other) => localStorage.removeItem(other));
      return others.length > 0;
    } catch {
      return false;
    }
  }

  function show() {
    const waived = new Set(apart.filter((box) => box.checked).map((box) => box.dataset.hbNot));
    const open = boxes.filter((box) => !box.checked && !waived.has(box.name));
    const done = boxes.length - open.length;
    const stops = open.filter((box) => "hbStop" in box.dataset).length;
    progress.value = done;
    said.textContent =
      _`已核对${done}项，共${boxes.length}项` +
      (stops ? _`；还有${stops}个停止项` : done === boxes.length ? _`；全部核对完` : "");
    printed.textContent = notes.value;
    notes.style.height = "auto";
    notes.style.height = `${notes.scrollHeight + 2}px`;
  }
  /** @param {{ticks: string[], lines: Record<string, string>}} kept */
  function fill({ ticks, lines: texts }) {
    [...boxes, ...apart].forEach((box) => {
      box.checked = ticks.includes(box.name);
    });
    lines.forEach((line) => {
      line.value = typeof texts[line.name] === "string" ? texts[line.name] : "";
    });
    show();
  }

  // Done and not applicable exclude each other.
  function settle(/** @type {Event} */ event) {
    const box = /** @type {HTMLInputElement} */ (event.target);
    if (!box.checked) return;
    const name = box.dataset.hbNot ?? `${box.name}-not`;
    const other = /** @type {HTMLInputElement | null} */ (sheet.elements.namedItem(name));
    if (other) other.checked = false;
  }
  sheet.addEventListener("input", (event) => {
    settle(event);
    keep();
    show();
  });
  sheet.addEventListener("submit", (event) => event.preventDefault());
  one("[data-hb-print]", sheet).addEventListener("click", () => window.print());
  one("[data-hb-reset]", sheet).addEventListener("click", () => {
    if (!window.confirm(_`清空这张单上所有的勾和填写？清空以后找不回来。`)) return;
    fill({ ticks: [], lines: {} });
    keep();
    forget(sheet.dataset.hbBefore ?? "");
    boxes[0]?.focus();
  });
  // The same sheet open in another tab.
  window.addEventListener("storage", (event) => {
    if (event.key === key) fill(read());
  });

  sheet.classList.add("hb-sheet--live");
  all("[data-hb-tools]", sheet).forEach((tool) => {
    tool.hidden = false;
  });
  one("[data-hb-changed]", sheet).hidden = !forget(kept);
  fill(read());
}

const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form[data-hb-sheet]"));
if (form) start(form);
