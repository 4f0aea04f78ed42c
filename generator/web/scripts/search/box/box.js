// A search box with its list of results.

import { _ } from "../../texts.js";
import { element, instead, items } from "./drawing.js";
import { prepare, search, waiting } from "./loading.js";

const WAIT = 12; // ms that typing may pause before the list follows: keys in a burst make one search

export class Box {
  /** @param {HTMLElement} root @param {HTMLInputElement} input @param {HTMLElement} panel */
  constructor(root, input, panel) {
    this.root = root;
    this.input = input;
    this.panel = panel;
    this.meta = /** @type {HTMLElement} */ (panel.querySelector(".md-search-result__meta"));
    this.list = /** @type {HTMLElement} */ (panel.querySelector(".md-search-result__list"));
    this.live = element("p", "hb-sr");
    this.live.setAttribute("role", "status");
    root.append(this.live);
    this.shown = "";
    this.timer = 0;
    this.speaking = 0;
    this.composing = false;
    waiting.add(() => {
      this.shown = "\0"; // draw again, now with more
      if (search.engine?.complete) root.dataset.hbReady = "";
      if (this.isOpen) this.draw();
    });
    input.addEventListener("focus", () => {
      prepare();
      if (input.value.trim()) this.open();
    });
    input.addEventListener("compositionstart", () => (this.composing = true));
    input.addEventListener("compositionend", () => {
      this.composing = false;
      this.soon();
    });
    input.addEventListener("input", (event) => {
      if (!(/** @type {InputEvent} */ (event).isComposing)) this.soon();
    });
    root.addEventListener("keydown", (event) => this.key(event));
    panel.addEventListener("click", (event) => {
      if (/** @type {HTMLElement} */ (event.target).closest("a")) this.remember();
    });
    const form = input.form;
    if (form) form.addEventListener("submit", (event) => this.submit(event));
    document.addEventListener("pointerdown", (event) => {
      if (this.isOpen && !root.contains(/** @type {Node} */ (event.target))) this.close();
    });
    root.addEventListener("focusout", (event) => {
      const to = /** @type {Node | null} */ (event.relatedTarget);
      if (this.isOpen && to && !root.contains(to)) this.close();
    });
  }

  get isOpen() {
    return !this.panel.hidden;
  }

  open() {
    prepare();
    if (!this.isOpen) {
      this.panel.hidden = false;
      this.root.classList.add("hb-search--open");
    }
    this.draw();
  }

  close() {
    this.panel.hidden = true;
    this.root.classList.remove("hb-search--open");
    this.live.textContent = "";
    forget();
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.open(), WAIT);
  }

  draw() {
    const query = this.input.value.trim();
    const { engine } = search;
    const key = `${query}\n${engine ? engine.complete : ""}`;
    if (key === this.shown) return;
    this.shown = key;
    if (!query) {
      this.meta.textContent = _`输入编号、关键词或一句话`;
      this.list.replaceChildren();
      this.panel.querySelector(".hb-search__none")?.remove();
      this.live.textContent = "";
      return;
    }
    if (!engine) {
      this.meta.textContent = search.loading
        ? _`正在初始化搜索……`
        : _`搜索的数据没有加载成功，再按一个键重试`;
      return;
    }
    const found = engine.search(query);
    const made = items(engine, found);
    const chosen = this.chosen();
    this.panel.querySelector(".hb-search__none")?.remove();
    this.list.replaceChildren(...made);
    if (chosen) this.choose(chosen);
    let rules = 0;
    let laws = 0;
    let others = 0;
    for (const one of found.results) {
      if (one.best.entry.kind === "r") rules += 1 + one.others.length;
      else if (one.best.entry.kind === "s") laws++;
      else others++;
    }
    let text = _`找到${rules}条规则`;
    if (laws) text += _`，${laws}条${engine.kinds.s}`;
    if (others) text += _`，${others}项其他内容`;
    const nearest = found.number ? engine.nearest(found.number) : "";
    if (nearest && nearest !== found.number) text = _`没有${found.number}，最接近的是${nearest}；${text}`;
    if (!made.length) {
      text = _`没有找到`;
      this.panel.append(instead(engine));
    }
    this.meta.textContent = text;
    if (!chosen) this.panel.scrollTop = 0;
    clearTimeout(this.speaking);
    this.speaking = setTimeout(() => {
      this.live.textContent = made.length ? _`${text}，按向下键选择` : _`${text}，可以从渠道或章节进去`;
    }, 600);
  }

  /** @returns {string} the address of the result that has the focus, "" where none has it */
  chosen() {
    const active = document.activeElement;
    if (!active || !this.list.contains(active)) return "";
    const link = active.closest("a") || active.closest("li")?.querySelector("a");
    return link ? link.href : "";
  }

  /** The list was drawn again under the reader's finger: what had the focus keeps it. @param {string} href */
  choose(href) {
    const links = /** @type {NodeListOf<HTMLAnchorElement>} */ (this.list.querySelectorAll("a"));
    const same = [...links].find((one) => one.href === href) || links[0] || this.input;
    const details = same.closest("details");
    if (details) details.open = true;
    same.focus();
  }

  /** @returns {HTMLElement[]} what the arrow keys move between */
  get stops() {
    const all = /** @type {NodeListOf<HTMLElement>} */ (this.panel.querySelectorAll("a, summary"));
    return [...all].filter((one) => one.tagName === "SUMMARY" || !one.closest("details:not([open])"));
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.isComposing || this.composing) return;
    const { stops } = this;
    const at = stops.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const inPanel = at >= 0;
    switch (event.key) {
      case "ArrowDown":
        if (!this.isOpen) this.open();
        stops[Math.min(at + 1, stops.length - 1)]?.focus();
        break;
      case "ArrowUp":
        if (!inPanel) return;
        if (at === 0) this.input.focus();
        else stops[at - 1].focus();
        break;
      case "Home":
      case "End":
        if (!inPanel) return;
        stops[event.key === "Home" ? 0 : stops.length - 1].focus();
        break;
      case "Escape":
        if (!this.isOpen) {
          this.input.blur();
          return;
        }
        this.close();
        if (inPanel) this.input.focus({ preventScroll: true });
        if (inPanel) this.close();
        break;
      default:
        if (
          inPanel &&
          event.key.length === 1 &&
          !event.ctrlKey &&
          !event.metaKey &&
          !event.altKey &&
          event.key !== " "
        ) {
          this.input.focus(); // typing goes on in the box
        }
        return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {Event} event */
  submit(event) {
    event.preventDefault();
    this.open();
    const first = /** @type {HTMLElement | null} */ (this.list.querySelector("a"));
    if (first && search.engine) {
      this.remember();
      first.click();
      this.close();
    }
  }

  /** The address gets the query, so that going back leads to the list again. */
  remember() {
    const url = new URL(location.href);
    url.searchParams.set("q", this.input.value.trim());
    replace(url);
  }
}

/** @param {URL} url */
function replace(url) {
  try {
    history.replaceState(history.state, "", url);
  } catch {
    // pages opened from a disk may not change their address
  }
}

function forget() {
  const url = new URL(location.href);
  if (!url.searchParams.has("q")) return;
  url.searchParams.delete("q");
  replace(url);
}
