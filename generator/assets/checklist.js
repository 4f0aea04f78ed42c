// A checklist on screen: keeps ticks and lines in this browser, counts, clears, prints. Without it the page is a form.
"use strict";
(() => {
  const sheet = document.querySelector("form[data-hb-sheet]");
  if (!sheet) return;
  const { hbSheet: key, hbKept: kept } = sheet.dataset;
  const boxes = [...sheet.querySelectorAll("input[type=checkbox]")];
  const lines = [...sheet.querySelectorAll("textarea, input[type=text]")];
  const notes = sheet.querySelector("textarea");
  const printed = sheet.querySelector("[data-hb-printed]"); // a text area cannot grow for the printer
  const said = sheet.querySelector("[data-hb-said]");
  const progress = sheet.querySelector("[data-hb-progress]");

  // ---- what is kept; a browser may forbid it, then the page works until it is closed ----
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
    const ticks = boxes.filter((box) => box.checked).map((box) => box.name);
    try {
      if (ticks.length || filled.length) {
        localStorage.setItem(key, JSON.stringify({ ticks, lines: Object.fromEntries(filled) }));
      } else {
        localStorage.removeItem(key);
      }
    } catch { /* full or forbidden */ }
  }
  // Ticks of another edition or wording of this sheet answer other questions.
  function forgetOthers() {
    try {
      const others = Object.keys(localStorage).filter((other) => other.startsWith(kept) && other !== key);
      others.forEach((other) => localStorage.removeItem(other));
      return others.length > 0;
    } catch {
      return false;
    }
  }

  function show() {
    const done = boxes.filter((box) => box.checked).length;
    const stops = boxes.filter((box) => "hbStop" in box.dataset && !box.checked).length;
    progress.value = done;
    said.textContent =
      `已核对${done}项，共${boxes.length}项` +
      (stops ? `；还有${stops}个停止项` : done === boxes.length ? "；全部核对完" : "");
    printed.textContent = notes.value;
    notes.style.height = "auto";
    notes.style.height = `${notes.scrollHeight + 2}px`;
  }
  function fill({ ticks, lines: texts }) {
    boxes.forEach((box) => { box.checked = ticks.includes(box.name); });
    lines.forEach((line) => { line.value = typeof texts[line.name] === "string" ? texts[line.name] : ""; });
    show();
  }

  sheet.addEventListener("input", () => { keep(); show(); });
  sheet.addEventListener("submit", (event) => event.preventDefault());
  sheet.querySelector("[data-hb-print]").addEventListener("click", () => window.print());
  sheet.querySelector("[data-hb-reset]").addEventListener("click", () => {
    if (!window.confirm("清空这张单上所有的勾和填写？清空以后找不回来。")) return;
    fill({ ticks: [], lines: {} });
    keep();
    boxes[0]?.focus();
  });
  // The same sheet open in another tab.
  window.addEventListener("storage", (event) => { if (event.key === key) fill(read()); });

  sheet.classList.add("hb-sheet--live");
  sheet.querySelectorAll("[data-hb-tools]").forEach((tool) => { tool.hidden = false; });
  sheet.querySelector("[data-hb-changed]").hidden = !forgetOthers();
  fill(read());
})();
