// The search box: the one in the header and the large one on the home page.

import { _ } from "../../texts.js";
import { Box } from "./box.js";
import { element } from "./drawing.js";

/** @type {Box[]} */
const boxes = [];
for (const root of /** @type {NodeListOf<HTMLElement>} */ (
  document.querySelectorAll("[data-hb-search], .hb-home-search")
)) {
  const input = /** @type {HTMLInputElement | null} */ (root.querySelector("input"));
  if (!input) continue;
  let panel = /** @type {HTMLElement | null} */ (root.querySelector(".hb-search__panel"));
  if (!panel) {
    const list = element("ol", "md-search-result__list");
    const meta = element("div", "md-search-result__meta", _`输入编号、关键词或一句话`);
    panel = element("div", "md-search-result hb-search__panel", meta, list);
    panel.id = "hb-home-results";
    panel.setAttribute("role", "region");
    panel.setAttribute("aria-label", _`搜索结果`);
    panel.hidden = true;
    root.append(panel);
    input.setAttribute("aria-controls", panel.id);
  }
  boxes.push(new Box(root, input, panel));
}
if (boxes[0]) start(boxes[0]);

/** @param {Box} main */
function start(main) {
  /** The box that keys lead to: the large one where there is one and it can be seen. */
  const preferred = () => boxes[boxes.length - 1];

  const opener = /** @type {HTMLElement | null} */ (document.querySelector("[data-hb-search-open]"));
  const closer = /** @type {HTMLElement | null} */ (document.querySelector("[data-hb-search-close]"));
  /** @param {boolean} open the header's box on a phone covers the page */
  function cover(open) {
    main.root.classList.toggle("hb-search--cover", open);
    if (open) {
      main.root.setAttribute("role", "dialog");
      main.root.setAttribute("aria-label", main.input.getAttribute("aria-label") || "");
      main.root.setAttribute("aria-modal", "true");
      main.input.focus();
      main.open();
    } else {
      main.root.removeAttribute("role");
      main.root.removeAttribute("aria-label");
      main.root.removeAttribute("aria-modal");
      main.close();
      opener?.focus();
    }
  }
  opener?.addEventListener("click", () => cover(true));
  closer?.addEventListener("click", () => cover(false));
  main.root.addEventListener("keydown", (event) => {
    if (!main.root.classList.contains("hb-search--cover")) return;
    if (event.key === "Escape") cover(false);
    if (event.key !== "Tab") return;
    const stops = [main.input, ...(closer ? [closer] : []), ...main.stops];
    const last = stops[stops.length - 1];
    if (event.shiftKey && document.activeElement === stops[0]) last.focus();
    else if (!event.shiftKey && document.activeElement === last) stops[0].focus();
    else return;
    event.preventDefault();
  });

  const isVisible = (/** @type {HTMLElement} */ one) => one.getClientRects().length > 0;
  function focusBox() {
    const box = isVisible(preferred().input) ? preferred() : main;
    if (!isVisible(box.input)) return cover(true);
    box.input.focus();
    box.input.select();
  }
  document.addEventListener("keydown", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    const typing = target.closest(
      "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]",
    );
    const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
    const control = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
    if ((!slash && !control) || event.isComposing) return;
    event.preventDefault();
    focusBox();
  });

  /** @param {string} query */
  function ask(query) {
    for (const box of boxes) box.input.value = query;
    focusBox();
    (isVisible(preferred().input) ? preferred() : main).open();
  }
  document.addEventListener("click", (event) => {
    const example = /** @type {HTMLElement} */ (event.target).closest("[data-hb-ask]");
    if (!example || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    ask(/** @type {HTMLElement} */ (example).dataset.hbAsk || "");
  });

  const asked = new URLSearchParams(location.search).get("q");
  if (asked) ask(asked);
}
