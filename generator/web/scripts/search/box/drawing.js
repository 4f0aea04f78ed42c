// What was found → elements.

import { _ } from "../../texts.js";
/** @import { Engine } from "../engine/engine.js" */
/** @import { Found, Hit, Weighed } from "../types.d.ts" */
import { address } from "./places.js";

const MOST_CLAUSES = 20;
const MOST_FURTHER = 3; // rules of the same clause
const MOST_OTHERS = 4; // of each other kind

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag @param {string} [name] @param {(Node | string)[]} children
 */
export function element(tag, name, ...children) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.append(...children);
  return made;
}

/** @param {Engine} engine @param {"p" | "span"} tag @param {string} name @param {string} text @param {Weighed[]} terms */
function marked(engine, tag, name, text, terms) {
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
const SAID = { A: _`问法`, K: _`说法`, Y: _`说法`, P: _`做法`, R: _`理由`, E: _`对话` };
/** @type {Record<string, string>} */
const SHAPES = { 应: "must", 不得: "must-not", 宜: "should", 不宜: "should-not", 可: "may" };

/** @param {Engine} engine @param {Hit} hit @param {Weighed[]} terms @param {boolean} first */
function link(engine, hit, terms, first) {
  const { entry } = hit;
  const isRule = entry.kind === "r";
  const heading = element("h2", "hb-hit__title");
  if (entry.kind === "s") heading.append(element("span", "hb-mark hb-hit__law", engine.kinds.s), " ");
  if (entry.badge) {
    const badge = element("span", `hb-badge hb-badge--${SHAPES[entry.badge]}`, entry.badge);
    heading.append(element("span", "hb-hit__number", entry.id), " ", badge, " ");
  } else heading.append(element("span", "hb-hit__kind", engine.kinds[entry.kind]), " ");
  heading.append(marked(engine, "span", "", entry.title, terms));
  if (entry.mark) heading.append(" ", element("span", "hb-mark", entry.mark));
  const article = element("article", "hb-hit", heading);
  article.dataset.mdScore = hit.score.toFixed(2);
  const statement = entry.lines.find((line) => /^[SB]/.test(line));
  if (statement) article.append(marked(engine, "p", "hb-hit__text", statement.slice(1), terms));
  const [letter, text] = first ? engine.bestLine(hit.number, terms) : ["", ""];
  if (SAID[letter])
    article.append(
      element("p", "hb-hit__line", _`${SAID[letter]}：`, marked(engine, "span", "", text, terms)),
    );
  if (isRule && first) {
    const clause = engine.headings.get(entry.group);
    if (clause) article.append(element("p", "hb-hit__place", `${clause.number} ${clause.title}`));
  }
  const made = element("a", "md-search-result__link", article);
  made.href = address(entry.path);
  return made;
}

/** @param {Engine} engine @param {Found} found @returns {HTMLElement[]} */
export function items(engine, found) {
  /** @type {Record<string, number>} */
  const counts = {};
  const out = [];
  for (const { best, others } of found.results) {
    const { kind } = best.entry;
    counts[kind] = (counts[kind] || 0) + 1;
    if (counts[kind] > (kind === "r" ? MOST_CLAUSES : MOST_OTHERS)) continue;
    const item = element("li", "md-search-result__item", link(engine, best, found.terms, true));
    if (others.length) {
      const further = others.slice(0, MOST_FURTHER);
      const summary = element("summary", "hb-hit__more", _`同一条的另${further.length}条规则`);
      const rest = further.map((other) => link(engine, other, found.terms, false));
      const details = element("details", "", summary, ...rest);
      details.open = Boolean(found.number); // who names a provision wants all of it
      item.append(details);
    }
    out.push(item);
  }
  return out;
}

/** What is offered when nothing was found. @param {Engine} engine */
export function instead(engine) {
  const list = element("ul", "hb-search__instead");
  /** @param {string} text @param {string} path */
  const offer = (text, path) => {
    const made = element("a", "", text);
    made.href = address(path);
    list.append(element("li", "", made));
  };
  for (const [title, path] of engine.channels) offer(title, path);
  for (const heading of engine.headings.values()) {
    if (!heading.number.includes(".")) offer(`${heading.number} ${heading.title}`, heading.path);
  }
  return element("div", "hb-search__none", element("p", "", _`换个说法试试，或者从渠道、章节进去：`), list);
}
