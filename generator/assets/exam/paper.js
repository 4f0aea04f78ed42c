// @ts-check
// A form → what is printed: paper, teacher edition, answer sheet, key. Elements are built, never parsed from text.

(function (scope) {
  "use strict";
  const { HBExam } = scope;

  const NUMERALS = "一二三四五六七八九十";
  // Widths in em of the text of an option beside which three others, or one other, fit on a line.
  const FOUR = 7.5;
  const TWO = 18;
  /** How many keys stand in a row of the key's table. @type {Record<string, number>} */
  const KEYS_A_ROW = { single: 10, multiple: 5, "true-false": 10, match: 2, order: 4, case: 5 };
  const FIELDS = ["姓名", "工号", "网点", "日期"];
  const VIEWS = new Map([["paper", "试卷"], ["teacher", "教师版"], ["sheet", "答题卡"], ["key", "答案"]]);
  /** @type {Record<string, string>} */
  const HOW = {
    single: "每题只有一个答案。",
    multiple: "每题有两个或两个以上答案，多选、少选、错选都不得分。",
    "true-false": "对的画“√”，错的画“×”。",
    match: "把配得上的字母填在括号里，全对才得分。",
    order: "把字母按先后填在括号里，全对才得分。",
    case: "先读案例，再答后面的题。",
  };
  /** @type {Record<string, string>} */
  const SHORT = { single: "单选", multiple: "多选", "true-false": "判断" };

  /** @typedef {any} Form */

  /** An element with a class and children. @param {string} tag @param {string} name @param {...any} children */
  function el(tag, name, ...children) {
    const element = document.createElement(tag);
    if (name) element.className = name;
    element.append(...children.flat().filter((one) => one !== "" && one != null));
    return element;
  }

  /** Text whose line breaks stay. @param {string} text */
  const lines = (text) => text.split("\n").flatMap((line, at) => (at ? [document.createElement("br"), line] : [line]));
  /** @param {number} index */
  const letter = (index) => String.fromCharCode(65 + index);
  /** Han characters count one em, others half. @param {string} text */
  const width = (text) => [...text].reduce((total, char) => total + (char.charCodeAt(0) < 0x2e80 ? 0.55 : 1), 0);
  /** @param {number} at */
  const numeral = (at) => NUMERALS[at] ?? String(at + 1);

  /** @param {Form} form @param {string} view @param {any} stock @param {string} top where the site's root is */
  function draw(form, view, stock, top) {
    const draws = { paper, teacher: paper, sheet, key };
    const article = el("article", `hb-paper hb-paper--${view}`, ...draws[/** @type {"paper"} */ (view)](form, view === "teacher", stock, top));
    article.lang = "zh-CN";
    return article;
  }

  /** Name of what is shown: A卷 教师版. @param {Form} form @param {string} view */
  const nameOf = (form, view) => `${form.code}卷 ${VIEWS.get(view)}`;

  /** What the foot of every page says. @param {Form} form @param {string} view */
  const foot = (form, view) =>
    `${form.code}卷${view === "paper" ? "" : `·${VIEWS.get(view)}`}·种子${form.seed}·${form.edition}`;

  /** @param {Form} form @param {string} what */
  function head(form, what) {
    return [
      el("h3", "hb-paper__title", form.title),
      el("p", "hb-paper__facts", `${form.code}卷${what}　满分${form.marks}分　及格${form.passMark}分　时间${form.minutes}分钟　${form.edition}`),
    ];
  }

  const identity = () => FIELDS.map((name) => el("span", "hb-paper__field", name, el("span", "hb-paper__line")));

  /** 密封线: what is on its left is covered when papers are marked. */
  const seal = () => el("div", "hb-paper__seal",
    el("p", "hb-paper__identity", ...identity()), el("p", "hb-paper__cut", "密　封　线　内　不　要　答　题"));

  // ---- paper and teacher edition ----

  /** @param {Form} form @param {boolean} teacher @param {any} stock @param {string} top */
  function paper(form, teacher, stock, top) {
    return [
      teacher ? "" : seal(),
      ...head(form, teacher ? "　教师版" : ""),
      teacher ? el("p", "hb-paper__warn", "教师版：有答案和解析，不要发给考生。") : notice(form),
      teacher ? "" : scores(form),
      ...form.parts.map((/** @type {any} */ part, /** @type {number} */ at) => section(part, at, teacher, stock, top)),
    ];
  }

  /** @param {Form} form */
  function notice(form) {
    const rules = [
      `本卷${form.parts.length}个大题，共${form.items.length}道题，满分${form.marks}分，时间${form.minutes}分钟，${form.passMark}分及格；页数见页脚。`,
      "先填好密封线左边的各项，再答题；密封线内不要答题。",
      "答案写在题后的括号里；发了答题卡的，以答题卡上的为准。",
    ];
    return el("div", "hb-paper__notice", el("p", "hb-paper__label", "注意事项"), el("ol", "", ...rules.map((rule) => el("li", "", rule))));
  }

  /** @param {Form} form */
  function scores(form) {
    const row = (/** @type {string} */ label, /** @type {string[]} */ cells, tag = "td") => {
      const first = el("th", "", label);
      first.scope = "row";
      return el("tr", "", first, ...cells.map((cell) => el(tag, "", cell)));
    };
    const parts = form.parts.map((/** @type {any} */ _, /** @type {number} */ at) => numeral(at));
    const blank = [...parts, ""].map(() => "");
    return el("table", "hb-paper__scores", el("tbody", "",
      row("大题", [...parts, "总分"]),
      row("满分", [...form.parts.map((/** @type {any} */ part) => String(part.marks)), String(form.marks)]),
      row("得分", blank), row("阅卷人", blank)));
  }

  /** @param {any} part @param {number} at @param {boolean} teacher @param {any} stock @param {string} top */
  function section(part, at, teacher, stock, top) {
    const title = `${numeral(at)}、${part.title}（共${part.items.length}题，每题${part.marksEach}分，共${part.marks}分）`;
    const groups = part.groups.map((/** @type {any} */ group, /** @type {number} */ number) => {
      const items = group.items.map((/** @type {any} */ item) => question(item, Boolean(group.scene), teacher, stock, top));
      if (!group.scene) return items;
      const scene = el("div", "hb-paper__scene", el("p", "hb-paper__label", `案例${numeral(number)}`), el("p", "", ...lines(group.scene.text)));
      return [el("div", "hb-paper__keep", scene, items[0]), ...items.slice(1)];
    });
    // A heading never stands alone at the end of a page: it is kept together with what comes first.
    const [first, ...rest] = groups.flat();
    const start = el("div", "hb-paper__keep", el("h4", "hb-paper__section", title), el("p", "hb-paper__how", HOW[part.kind]), first);
    return el("section", "hb-paper__part", start, ...rest);
  }

  /** @param {any} item @param {boolean} inCase @param {boolean} teacher @param {any} stock @param {string} top */
  function question(item, inCase, teacher, stock, top) {
    const printed = HBExam.asPrinted(item);
    const kind = inCase ? `（${SHORT[printed.type]}）` : "";
    const text = lines(kind + printed.stem);
    if (!printed.choices.length) {
      // The blank never stands on a line alone: it stays with the last characters.
      const last = [.../** @type {string} */ (text.pop())];
      const end = last.splice(-2).join("");
      text.push(last.join(""), el("span", "hb-paper__end", end, blank(teacher ? answer(item, "") : "")));
    }
    const stem = el("p", "hb-paper__stem", el("span", "hb-paper__number", `${item.number}.`), ...text);
    return el("div", "hb-paper__item", stem, ...body(printed, item, teacher), teacher ? reasons(printed, item, stock, top) : "");
  }

  /** （　　）, filled in the teacher edition. @param {string} text */
  const blank = (text) => el("span", "hb-paper__blank", "（", el(text ? "b" : "span", "", text || "　　"), "）");

  /** The key in words. @param {any} item @param {string} between */
  function answer(item, between) {
    if (item.question.type === "true-false") return item.question.answer ? "√" : "×";
    return item.key.join(between);
  }

  /** In how many columns options stand. @param {{text: string}[]} shown */
  function columns(shown) {
    const widest = Math.max(...shown.map((one) => width(one.text)));
    return widest <= FOUR ? 4 : widest <= TWO ? 2 : 1;
  }

  /** @param {any} printed @param {any} item @param {boolean} teacher */
  function body(printed, item, teacher) {
    const shown = printed.options.length ? printed.options : printed.choices;
    if (printed.type === "true-false") return [];
    const options = el("ol", `hb-paper__options hb-paper__options--${columns(shown)}`, ...shown.map(
      (/** @type {any} */ one, /** @type {number} */ at) => el("li", "", el("span", "hb-paper__letter", `${letter(at)}.`), el("span", "", ...lines(one.text)))));
    if (printed.pairs.length) {
      const lefts = printed.pairs.map((/** @type {any} */ pair, /** @type {number} */ at) => el("li", "",
        el("span", "hb-paper__letter", `${at + 1}.`), el("span", "", ...lines(pair.left)), blank(teacher ? item.key[at].replace(/^\d+/, "") : "")));
      options.className = "hb-paper__options";
      return [el("div", "hb-paper__match", el("ol", "hb-paper__lefts", ...lefts), options)];
    }
    if (printed.sequence.length) {
      const places = item.key.map((/** @type {string} */ one, /** @type {number} */ at) => [at ? "→" : "", blank(teacher ? one : "")]);
      return [options, el("p", "hb-paper__places", "先后：", ...places.flat())];
    }
    return [options];
  }

  /** 解析, and the rules with their numbers. @param {any} printed @param {any} item @param {any} stock @param {string} top */
  function reasons(printed, item, stock, top) {
    const [first, ...more] = HBExam.explanation(printed).split("\n");
    const rules = printed.rules.flatMap((/** @type {string} */ id, /** @type {number} */ at) => {
      const link = /** @type {HTMLAnchorElement} */ (el("a", "", `${id} ${stock.rules.get(id) ?? ""}`));
      link.href = `${top}r/${id}/index.html`;
      return at ? ["；", link] : [link];
    });
    return el("div", "hb-paper__why",
      el("p", "", el("b", "", `答案：${answer(item, "，")}`), `　解析：${first}`),
      more.length ? el("ul", "", ...more.map((line) => el("li", "", line))) : "",
      el("p", "", "规则：", ...rules, printed.drafted ? el("span", "hb-mark", "原文仅存标题·拟定") : "",
        `　${printed.id}　难度：${stock.difficultyLabel(printed.difficulty)}`));
  }

  // ---- answer sheet and key ----

  /** @param {Form} form */
  function sheet(form) {
    return [
      ...head(form, "　答题卡"),
      el("p", "hb-paper__identity", ...identity()),
      el("p", "hb-paper__how", "选择题、判断题把选中的方框涂黑；多选题可以涂几个。连线题、排序题把字母写在横线上。"),
      ...form.parts.map((/** @type {any} */ part, /** @type {number} */ at) => el("section", "hb-paper__part",
        el("h4", "hb-paper__section", `${numeral(at)}、${part.title}（${part.marks}分）`),
        el("ol", `hb-paper__boxes hb-paper__boxes--${part.kind}`, ...part.items.map((/** @type {any} */ item) =>
          el("li", "", el("span", "hb-paper__number", `${item.number}.`), ...boxes(item)))))),
      el("p", "hb-paper__marks", "得分", el("span", "hb-paper__line"), "阅卷人", el("span", "hb-paper__line")),
    ];
  }

  /** @param {any} item */
  function boxes({ question: one, order, key: keys }) {
    if (one.type === "true-false") return ["√", "×"].map((text) => el("span", "hb-paper__box", text));
    if (one.pairs.length) return keys.map((/** @type {any} */ _, /** @type {number} */ at) => el("span", "hb-paper__place", `${at + 1}`, el("span", "hb-paper__line")));
    if (one.sequence.length) return keys.flatMap((/** @type {any} */ _, /** @type {number} */ at) => [at ? "→" : "", el("span", "hb-paper__line")]);
    return order.map((/** @type {any} */ _, /** @type {number} */ at) => el("span", "hb-paper__box", letter(at)));
  }

  /** The key on a page of its own. @param {Form} form */
  function key(form) {
    return [
      ...head(form, "　答案"),
      el("p", "hb-paper__warn", "只给阅卷人。"),
      ...form.parts.map((/** @type {any} */ part, /** @type {number} */ at) => el("section", "hb-paper__part",
        el("h4", "hb-paper__section", `${numeral(at)}、${part.title}（每题${part.marksEach}分，共${part.marks}分）`),
        keyTable(part))),
    ];
  }

  /** @param {any} part */
  function keyTable(part) {
    const size = KEYS_A_ROW[part.kind];
    const rows = [];
    for (let at = 0; at < part.items.length; at += size) rows.push(part.items.slice(at, at + size));
    const body = rows.map((items) => {
      const cells = items.flatMap((/** @type {any} */ item) => {
        const number = el("th", "", String(item.number));
        number.scope = "row";
        return [number, el("td", "", answer(item, part.kind === "match" || part.kind === "order" ? " " : ""))];
      });
      const empty = rows.length > 1 ? Array.from({ length: 2 * (size - items.length) }, () => el("td", "")) : [];
      return el("tr", "", ...cells, ...empty);
    });
    const table = el("table", `hb-paper__keys hb-paper__keys--${part.kind}`, el("tbody", "", ...body));
    if (rows.length === 1) table.style.width = `${Math.round((100 * part.items.length) / size)}%`;
    return table;
  }

  HBExam.paper = { draw, foot, nameOf, VIEWS, HOW, SHORT, numeral, answer, columns };
})(/** @type {any} */ (self));
