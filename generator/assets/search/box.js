// @ts-check
// The search box: the one in the header and the large one on the home page. Loads engine and data when first needed.
"use strict";
(() => {
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const here = new URL(".", script.src); // …/assets/hb/search/
  const site = new URL("../../../", here);
  const onDisk = location.protocol === "file:";
  const MOST_CLAUSES = 20;
  const MOST_FURTHER = 3; // rules of the same clause
  const MOST_OTHERS = 4; // of each other kind
  const WAIT = 12; // ms that typing may pause before the list follows: keys in a burst make one search
  const BIG = 2000; // entries from which on the index is made once, with everything, instead of twice

  // ------------------------------------------------------------------------------------------ engine and data

  /** @type {any} */
  let engine = null;
  let loading = false;
  /** @type {Set<() => void>} */
  const waiting = new Set();

  /** @param {string} name @returns {Promise<void>} */
  const load = (name) =>
    new Promise((resolve, reject) => {
      const tag = document.createElement("script");
      tag.src = new URL(name, here).href;
      tag.onload = () => resolve();
      tag.onerror = () => reject(new Error(name));
      document.head.append(tag);
    });

  /** @param {any} next */
  async function build(next) {
    while (!next.build(30)) await new Promise((resolve) => setTimeout(resolve)); // stay answerable
    engine = next;
    for (const redraw of waiting) redraw();
  }

  async function prepare() {
    if (loading) return;
    loading = true;
    const data = /** @type {any} */ (self);
    try {
      const more = load("more.js").catch(() => {});
      await Promise.all([load("engine.js"), load("data.js")]);
      const { Engine } = data.HBSearch;
      if (data.HB_SEARCH_DATA.entries.length < BIG) await build(new Engine(data.HB_SEARCH_DATA));
      await more;
      await build(new Engine(data.HB_SEARCH_DATA, data.HB_SEARCH_MORE));
    } catch {
      loading = false; // the next key tries again
      for (const redraw of waiting) redraw();
    }
  }

  // ------------------------------------------------------------------------------------------ drawing

  /** @param {string} tag @param {string} [name] @param {(Node | string)[]} children */
  function element(tag, name, ...children) {
    const made = document.createElement(tag);
    if (name) made.className = name;
    made.append(...children);
    return made;
  }

  /** @param {string} path */
  function address(path) {
    return new URL(path.replace(/\/(#|$)/, onDisk ? "/index.html$1" : "/$1"), site).href;
  }

  /** @param {string} tag @param {string} name @param {string} text @param {any} terms */
  function marked(tag, name, text, terms) {
    const made = element(tag, name);
    let done = 0;
    for (const [start, end] of engine.marks(text, terms)) {
      made.append(text.slice(done, start), element("mark", "", text.slice(start, end)));
      done = end;
    }
    made.append(text.slice(done));
    return made;
  }

  /** @type {Record<string, string>} */
  const SAID = { A: "问法", K: "说法", Y: "说法", P: "做法", R: "理由", E: "对话" };
  /** @type {Record<string, string>} */
  const SHAPES = { 应: "must", 不得: "must-not", 宜: "should", 不宜: "should-not", 可: "may" };

  /** @param {any} hit @param {any} terms @param {boolean} first */
  function link(hit, terms, first) {
    const { entry } = hit;
    const isRule = entry.kind === "r";
    const heading = element("h2", "hb-hit__title");
    if (entry.kind === "s") heading.append(element("span", "hb-mark hb-hit__law", engine.kinds.s), " ");
    if (entry.badge) {
      const badge = element("span", `hb-badge hb-badge--${SHAPES[entry.badge]}`, entry.badge);
      heading.append(element("span", "hb-hit__number", entry.id), " ", badge, " ");
    } else heading.append(element("span", "hb-hit__kind", engine.kinds[entry.kind]), " ");
    heading.append(marked("span", "", entry.title, terms));
    const article = element("article", "hb-hit", heading);
    article.dataset.mdScore = hit.score.toFixed(2);
    const statement = entry.lines.find((/** @type {string} */ line) => /^[SB]/.test(line));
    if (statement) article.append(marked("p", "hb-hit__text", statement.slice(1), terms));
    const [letter, text] = first ? engine.bestLine(hit.number, terms) : ["", ""];
    if (SAID[letter]) article.append(element("p", "hb-hit__line", `${SAID[letter]}：`, marked("span", "", text, terms)));
    if (isRule && first) {
      const clause = engine.headings.get(entry.group);
      if (clause) article.append(element("p", "hb-hit__place", `${clause.number} ${clause.title}`));
    }
    const made = /** @type {HTMLAnchorElement} */ (element("a", "md-search-result__link", article));
    made.href = address(entry.path);
    return made;
  }

  /** @param {any} found @returns {HTMLElement[]} */
  function items(found) {
    /** @type {Record<string, number>} */
    const counts = {};
    const out = [];
    for (const { best, others } of found.results) {
      const { kind } = best.entry;
      counts[kind] = (counts[kind] || 0) + 1;
      if (counts[kind] > (kind === "r" ? MOST_CLAUSES : MOST_OTHERS)) continue;
      const item = element("li", "md-search-result__item", link(best, found.terms, true));
      if (others.length) {
        const further = others.slice(0, MOST_FURTHER);
        const summary = element("summary", "hb-hit__more", `同一条的另${further.length}条规则`);
        const rest = further.map((/** @type {any} */ other) => link(other, found.terms, false));
        const details = /** @type {HTMLDetailsElement} */ (element("details", "", summary, ...rest));
        details.open = Boolean(found.number); // who names a provision wants all of it
        item.append(details);
      }
      out.push(item);
    }
    return out;
  }

  /** What is offered when nothing was found. */
  function instead() {
    const list = element("ul", "hb-search__instead");
    /** @param {string} text @param {string} path */
    const offer = (text, path) => {
      const made = /** @type {HTMLAnchorElement} */ (element("a", "", text));
      made.href = address(path);
      list.append(element("li", "", made));
    };
    for (const [title, path] of engine.channels) offer(title, path);
    for (const heading of engine.headings.values()) {
      if (!heading.number.includes(".")) offer(`${heading.number} ${heading.title}`, heading.path);
    }
    return element("div", "hb-search__none", element("p", "", "换个说法试试，或者从渠道、章节进去："), list);
  }

  // ------------------------------------------------------------------------------------------ a box

  class Box {
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
        if (engine?.complete) root.dataset.hbReady = "";
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
      const key = `${query}\n${engine ? engine.complete : ""}`;
      if (key === this.shown) return;
      this.shown = key;
      if (!query) {
        this.meta.textContent = "输入编号、关键词或一句话";
        this.list.replaceChildren();
        this.panel.querySelector(".hb-search__none")?.remove();
        this.live.textContent = "";
        return;
      }
      if (!engine) {
        this.meta.textContent = loading ? "正在初始化搜索……" : "搜索的数据没有加载成功，再按一个键重试";
        return;
      }
      const found = engine.search(query);
      const made = items(found);
      this.panel.querySelector(".hb-search__none")?.remove();
      this.list.replaceChildren(...made);
      let rules = 0;
      let laws = 0;
      let others = 0;
      for (const one of found.results) {
        if (one.best.entry.kind === "r") rules += 1 + one.others.length;
        else if (one.best.entry.kind === "s") laws++;
        else others++;
      }
      let text = `找到${rules}条规则`;
      if (laws) text += `，${laws}条${engine.kinds.s}`;
      if (others) text += `，${others}项其他内容`;
      const nearest = found.number ? engine.nearest(found.number) : "";
      if (nearest && nearest !== found.number) text = `没有${found.number}，最接近的是${nearest}；${text}`;
      if (!made.length) {
        text = "没有找到";
        this.panel.append(instead());
      }
      this.meta.textContent = text;
      this.panel.scrollTop = 0;
      clearTimeout(this.speaking);
      this.speaking = setTimeout(() => {
        this.live.textContent = made.length ? `${text}，按向下键选择` : `${text}，可以从渠道或章节进去`;
      }, 600);
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
          if (inPanel && event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey && event.key !== " ") {
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
      if (first && engine) {
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

  // ------------------------------------------------------------------------------------------ the page's boxes

  /** @type {Box[]} */
  const boxes = [];
  for (const root of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-hb-search], .hb-home-search"))) {
    const input = /** @type {HTMLInputElement | null} */ (root.querySelector("input"));
    if (!input) continue;
    let panel = /** @type {HTMLElement | null} */ (root.querySelector(".hb-search__panel"));
    if (!panel) {
      const list = element("ol", "md-search-result__list");
      const meta = element("div", "md-search-result__meta", "输入编号、关键词或一句话");
      panel = element("div", "md-search-result hb-search__panel", meta, list);
      panel.id = "hb-home-results";
      panel.setAttribute("role", "region");
      panel.setAttribute("aria-label", "搜索结果");
      panel.hidden = true;
      root.append(panel);
      input.setAttribute("aria-controls", panel.id);
    }
    boxes.push(new Box(root, input, panel));
  }
  if (!boxes.length) return;
  const main = boxes[0];
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
    const typing = target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
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
})();
