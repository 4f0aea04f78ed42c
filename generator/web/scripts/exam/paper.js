// A paper's view → elements: paper, teacher edition, answer sheet, key. They are built, never parsed from text.

import { _ } from "../texts.js";
/** @import { Child, Form, ItemView, PaperView, PartView, Rule } from "./types.d.ts" */
/** @import { ItemPool } from "./composing/item_pool.js" */
import * as scoring from "./scoring.js";
import { paperView } from "./view.js";

const FIELDS = [_`姓名`, _`工号`, _`单位`, _`日期`];
export const VIEWS = new Map([
  ["paper", _`试卷`],
  ["teacher", _`教师用卷`],
  ["sheet", _`答题卡`],
  ["key", _`答案表`],
]);
export const TEACHER = _`教师用卷：括号里是答案，卷子后面是答案表和解析。考完以前不要给考生看。`;
const KEY = _`只给评分人。考完以前不要给考生看。`;

/**
 * An element with a class and children.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag @param {string} name @param {...Child} children
 */
function el(tag, name, ...children) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  const all = /** @type {(Node | string)[]} */ (children.flat(9));
  element.append(...all.filter((one) => one !== ""));
  return element;
}
/** Text whose line breaks stay. @param {string} text */
const lines = (text) =>
  text.split("\n").flatMap((line, at) => (at ? [document.createElement("br"), line] : [line]));
/** @param {string} text */
function head(text) {
  const cell = el("th", "", text);
  cell.scope = "row";
  return cell;
}
/** @param {string} name @param {Child[]} rows */
const table = (name, ...rows) => el("table", name, el("tbody", "", ...rows));

/** @param {Form} form @param {string} kind @param {ItemPool} itemPool */
export function draw(form, kind, itemPool) {
  const view = paperView(form, itemPool);
  /** @type {Record<string, () => any[]>} */
  const draws = {
    paper: () => paper(view, false),
    teacher: () => [...paper(view, true), ...keyPage(view, itemPool), reasons(view)],
    sheet: () => sheet(view, itemPool),
    key: () => keyPage(view, itemPool),
  };
  const article = el("article", `hb-paper hb-paper--${kind}`, ...draws[kind]());
  article.lang = "zh-CN";
  return article;
}

/** Name of what is shown: A卷 教师用卷. @param {Form} form @param {string} kind */
export const nameOf = (form, kind) => _`${form.code}卷 ${VIEWS.get(kind)}`;

/** What the foot of every page says. @param {Form} form @param {string} kind @param {ItemPool} itemPool */
export const foot = (form, kind, itemPool) =>
  paperView(form, itemPool).foot + (kind === "paper" ? "" : ` · ${VIEWS.get(kind)}`);

// ---- paper, and the same pages with the key in every bracket ----

/** @param {PaperView} view @param {boolean} keys */
function paper(view, keys) {
  return [
    seal(),
    el("h3", "hb-paper__title", view.title, el("span", "hb-paper__form", _`（${view.form}）`)),
    el("p", "hb-paper__book", _`《${view.handbook}》${view.edition}`),
    keys ? el("p", "hb-paper__warn", TEACHER) : "",
    el(
      "div",
      "hb-paper__notes",
      el("p", "hb-paper__label", _`注意事项`),
      el("ol", "", ...[_`本卷${view.facts}页数见页脚。`, ...view.notes].map((text) => el("li", "", text))),
    ),
    scores(view, true),
    ...view.parts.map((part) => section(part, keys)),
    el("p", "hb-paper__end", _`（试卷到此为止）`),
  ];
}

/** 密封线: what is on its left is covered when papers are marked. */
const seal = () =>
  el(
    "div",
    "hb-paper__seal",
    el(
      "p",
      "hb-paper__identity",
      ...FIELDS.map((name) => el("span", "hb-paper__field", name, el("span", "hb-paper__line"))),
    ),
    el("p", "hb-paper__cut", _`密　封　线`),
  );

/** @param {PaperView} view @param {boolean} signed */
function scores(view, signed) {
  const row = (/** @type {string} */ label, /** @type {string[]} */ cells) =>
    el("tr", "", head(label), ...cells.map((text) => el("td", "", text)));
  const blank = [...view.parts, ""].map(() => "");
  return table(
    "hb-paper__scores",
    row(_`题号`, [...view.parts.map((part) => part.number), _`总分`]),
    row(_`满分`, [...view.parts.map((part) => String(part.marks)), String(view.marks)]),
    row(_`得分`, blank),
    signed ? row(_`评分人`, blank) : "",
  );
}

/** @param {PartView} part @param {boolean} keys */
function section(part, keys) {
  const blocks = part.groups.flatMap((group) => {
    const [first, ...more] = group.items.map((item) => question(item, keys));
    if (!group.heading) return [first, ...more];
    const scene = [
      el("h5", "hb-paper__case", group.heading),
      el("p", "hb-paper__scene", ...lines(group.scene)),
    ];
    return [el("div", "hb-paper__keep", ...scene, first), ...more];
  });
  // A heading never stands alone at the end of a page: it is kept together with what comes first.
  const [first, ...more] = blocks;
  const start = el(
    "div",
    "hb-paper__keep",
    el("h4", "hb-paper__section", part.heading),
    el("p", "hb-paper__task", part.task),
    first,
  );
  return el("section", "hb-paper__part", start, ...more);
}

/** @param {ItemView} item @param {boolean} keys */
function question(item, keys) {
  const ranked = item.type === "match" || item.type === "order";
  const end = ranked ? item.tail : el("span", "hb-paper__blank", item.tail, blank(item, keys, 0));
  const stem = el(
    "p",
    "hb-paper__stem",
    el("span", "hb-paper__number", _`${item.number}．`),
    item.kind ? el("b", "hb-paper__kind", _`〔${item.kind}〕`) : "",
    ...lines(item.stem),
    end,
    ...item.marks.map((/** @type {string} */ mark) => el("span", "hb-paper__mark", _`〔${mark}〕`)),
  );
  return el("div", "hb-paper__item", stem, ...body(item, keys));
}

/** （　　）, with the key in it. @param {ItemView} item @param {boolean} keys @param {number} at */
const blank = (item, keys, at) =>
  el(
    "span",
    "hb-paper__blank",
    _`（`,
    el(
      keys ? "b" : "span",
      `hb-paper__hole${item.type === "multiple" ? " hb-paper__hole--wide" : ""}`,
      keys ? item.key[at] : "　　",
    ),
    _`）`,
  );

/** @param {ItemView} item @param {boolean} keys */
function body(item, keys) {
  const lettered = (/** @type {string} */ name) =>
    el(
      "ul",
      name,
      ...item.choices.map((one) =>
        el("li", "", el("span", "hb-paper__letter", _`${one.letter}．`), el("span", "", ...lines(one.text))),
      ),
    );
  if (item.type === "match") {
    const rows = item.rows.map((/** @type {string} */ text, /** @type {number} */ at) =>
      el(
        "li",
        "",
        blank(item, keys, at),
        el("span", "hb-paper__letter", _`${at + 1}．`),
        el("span", "", ...lines(text)),
      ),
    );
    return [
      el("div", "hb-paper__match", el("ul", "hb-paper__lefts", ...rows), lettered("hb-paper__options")),
    ];
  }
  const options = item.choices.length
    ? [lettered(`hb-paper__options hb-paper__options--${item.columns}`)]
    : [];
  if (item.type !== "order") return options;
  const places = item.key.map((/** @type {string} */ _, /** @type {number} */ at) => [
    at ? "→" : "",
    blank(item, keys, at),
  ]);
  return [...options, el("p", "hb-paper__places", _`顺序：`, ...places)];
}

// ---- behind the paper ----

/** The key, on a page of its own. @param {PaperView} view @param {ItemPool} itemPool */
function keyPage(view, itemPool) {
  const tables = scoring.answers(view, itemPool).map(({ part, across, rows }) => {
    const empty = (/** @type {ItemView[]} */ row) =>
      rows.length > 1 ? Array.from({ length: across - row.length }, () => el("td", "")) : [];
    const keys = table(
      "hb-paper__keys",
      ...rows.flatMap((row) => [
        el("tr", "", head(_`题号`), ...row.map(({ number }) => el("td", "", String(number))), ...empty(row)),
        el(
          "tr",
          "hb-paper__key",
          head(_`答案`),
          ...row.map(({ brief }) => el("td", "", brief)),
          ...empty(row),
        ),
      ]),
    );
    return [el("h4", "hb-paper__section", part.heading), keys];
  });
  const scale = scoring.scale(view);
  const cells = (/** @type {typeof scale[number]} */ row, /** @type {"raw" | "percent"} */ name) =>
    row.map((one) => el("td", one.passed ? "hb-paper__passed" : "", String(one[name])));
  return [
    el(
      "section",
      "hb-paper__sheet",
      el("h3", "hb-paper__title", _`${view.heading}　答案表`),
      el(
        "p",
        "hb-paper__book",
        _`《${view.handbook}》${view.edition}　${view.foot}　试题指纹${view.fingerprint}`,
      ),
      el("p", "hb-paper__warn", KEY),
      ...tables.flat(),
      el("h4", "hb-paper__section", _`及格线和换算`),
      el("p", "", scoring.said(view)),
      scale.length
        ? table(
            "hb-paper__scale",
            ...scale.flatMap((row) => [
              el("tr", "", head(_`得分`), ...cells(row, "raw")),
              el("tr", "", head(_`百分制`), ...cells(row, "percent")),
            ]),
          )
        : "",
    ),
  ];
}

/** 解析, and the rules with their numbers. @param {PaperView} view */
function reasons(view) {
  const rule = (/** @type {Rule} */ one, /** @type {number} */ at) => {
    const link = el("a", "", `${one.id} ${one.title}`);
    link.href = one.address;
    return [at ? _`；` : "", link, one.mark ? _`〔${one.mark}〕` : ""];
  };
  const why = (/** @type {ItemView} */ item) =>
    el(
      "div",
      "hb-paper__why",
      el(
        "p",
        "",
        el("b", "hb-paper__number", _`${item.number}．`),
        el("b", "", item.answer),
        "　",
        ...lines(item.rationale),
      ),
      item.reasons.length
        ? el(
            "p",
            "",
            ...item.reasons.map((one, /** @type {number} */ at) => [
              at ? "　" : "",
              el("b", "", one.label),
              _`：`,
              ...lines(one.text),
            ]),
          )
        : "",
      el(
        "p",
        "hb-paper__quiet",
        _`规则：`,
        ...item.rules.map(rule),
        _`　试题：${item.id}`,
        item.marks.map((/** @type {string} */ mark) => _`〔${mark}〕`).join(""),
      ),
    );
  return el(
    "section",
    "hb-paper__sheet",
    el("h3", "hb-paper__title", _`${view.heading}　解析`),
    ...view.parts.map((part) => [
      el("h4", "hb-paper__section", _`${part.number}、${part.title}`),
      ...part.items.map(why),
    ]),
  );
}

// ---- the sheet to answer on ----

/** @param {PaperView} view @param {ItemPool} itemPool */
function sheet(view, itemPool) {
  const places = (/** @type {number} */ count) =>
    Array.from({ length: count }, (__, at) =>
      el("span", "hb-paper__place", String(at + 1), el("span", "hb-paper__slot")),
    );
  const fields = (/** @type {string[]} */ names) =>
    el("tr", "", ...names.flatMap((name) => [head(name), el("td", "")]));
  return [
    el("h3", "hb-paper__title", _`${view.heading}　答题卡`),
    table("hb-paper__facts", fields(FIELDS.slice(0, 2)), fields(FIELDS.slice(2))),
    el("p", "hb-paper__quiet", itemPool.wording.how),
    ...scoring
      .sheet(view, itemPool)
      .map(({ part, across, rows }) =>
        el(
          "section",
          "hb-paper__part",
          el("h4", "hb-paper__section", part.heading),
          el(
            "ol",
            `hb-paper__grid hb-paper__grid--${across}`,
            ...rows.map((row) =>
              el(
                "li",
                "",
                el("b", "", String(row.number)),
                ...row.boxes.map((/** @type {string} */ box) => el("span", "hb-paper__box", box)),
                ...places(row.places),
              ),
            ),
          ),
        ),
      ),
    scores(view, false),
  ];
}
