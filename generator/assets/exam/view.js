// @ts-check
// A form → a paper as it is printed: every word, letter and order. The same as generator/papers/{items,view,scoring}.py,
// where the reasons are written; a test compares the two.

(function (scope) {
  "use strict";
  const { HBExam } = scope;

  const LINE = 41;
  const LETTER = 1.7;
  const GAP = 1;
  const COLUMNS = [4, 2];
  const NARROW = 0.58;
  const TAIL = /[\u4e00-\u9fff]{2}[？。！”’）》」』]*$/;
  const NUMERALS = "一二三四五六七八九十";
  const FULL = 100;
  const MOST = 300;
  const TABLE = 44;
  const ACROSS = [10, 5, 4, 3, 2];
  const PAD = 0.6;
  const SCALE_ACROSS = 16;
  const BOXES = new Map([[8, 2], [4, 5], [2, 12]]);
  const PLACE = 2;

  /** @typedef {{letter: string, text: string}} Lettered */
  /** @typedef {{number: number, id: string, type: string, kind: string, marks: string[], stem: string, tail: string,
   *   choices: Lettered[], columns: number, rows: string[], key: string[], answer: string, brief: string,
   *   rationale: string, reasons: {label: string, text: string}[],
   *   rules: {id: string, title: string, mark: string, address: string}[]}} ItemView */
  /** @typedef {{number: string, title: string, count: number, marksEach: number, marks: number, task: string,
   *   heading: string, groups: {heading: string, scene: string, items: ItemView[]}[], items: ItemView[]}} PartView */
  /** @typedef {{title: string, form: string, heading: string, handbook: string, edition: string, fingerprint: string,
   *   foot: string, facts: string, notes: string[], count: number, marks: number, passMark: number,
   *   parts: PartView[]}} PaperView */

  /** @param {number} place */
  const letter = (place) => String.fromCharCode(65 + place);
  /** @param {string} text @param {string} narrow */
  const width = (text, narrow) => [...text].reduce((total, char) => total + (narrow.includes(char) ? NARROW : 1), 0);
  /** @template T @param {T[]} entries @param {number} across @returns {T[][]} */
  const rowsOf = (entries, across) =>
    Array.from({ length: Math.ceil(entries.length / across) }, (_, at) => entries.slice(at * across, (at + 1) * across));

  // ---- items ----

  /** @param {any} item @param {any} stock @param {boolean} mixed among items of other types @returns {ItemView} */
  function itemView(item, stock, mixed) {
    const { question, order } = item;
    const { wording } = stock;
    const texts = new Map([...question.options, ...question.choices].map((one) => [one.id, one.text]));
    /** @type {Lettered[]} */
    const choices = question.type === "true-false"
      ? []
      : order.map((/** @type {string} */ id, /** @type {number} */ at) => ({ letter: letter(at), text: texts.get(id) }));
    const ends = TAIL.exec(question.stem);
    const cut = ends ? ends.index : question.stem.length;
    const key = keyOf(item, wording);
    const answer = answerOf(item, key);
    return {
      number: item.number,
      id: question.id,
      type: question.type,
      kind: mixed && question.type !== "single" ? stock.types.get(question.type).replace(/题$/, "") : "",
      marks: [question.drafted ? wording.drafted : "", question.law ? wording.law : ""].filter(Boolean),
      stem: question.stem.slice(0, cut),
      tail: question.stem.slice(cut),
      choices,
      columns: columnsOf(choices.map(({ text }) => text), wording.narrow),
      rows: question.pairs.map((/** @type {any} */ pair) => pair.left),
      key,
      answer,
      brief: key.length === 1 ? key[0] : answer,
      rationale: question.rationale,
      reasons: reasonsOf(item),
      rules: question.rules.map((/** @type {string} */ id) => stock.rules.get(id)).filter(Boolean),
    };
  }

  /** @param {string[]} texts @param {string} narrow */
  function columnsOf(texts, narrow) {
    const longest = Math.max(0, ...texts.map((text) => width(text, narrow)));
    if (texts.some((text) => text.includes("\n"))) return 1;
    return COLUMNS.find((number) => longest + LETTER + GAP <= LINE / number) ?? 1;
  }

  /** What belongs into each bracket. @param {any} item @param {any} wording @returns {string[]} */
  function keyOf({ question, order, key }, wording) {
    if (question.type === "true-false") return [question.answer ? wording.right : wording.wrong];
    if (question.pairs.length) {
      return question.pairs.map((/** @type {any} */ pair) => letter(order.indexOf(pair.rightId)));
    }
    return question.sequence.length ? key : [key.join("")];
  }

  /** @param {any} item @param {string[]} key */
  function answerOf({ question, key: letters }, key) {
    if (question.type === "true-false") return key[0];
    if (question.pairs.length) return key.map((one, at) => `${at + 1}—${one}`).join("，");
    return letters.join(question.sequence.length ? "→" : "、");
  }

  /** @param {any} item @returns {{label: string, text: string}[]} */
  function reasonsOf({ question, order }) {
    const options = order
      .map((/** @type {string} */ id, /** @type {number} */ at) =>
        ({ at, option: question.options.find((/** @type {any} */ one) => one.id === id) }))
      .filter((/** @type {any} */ { option }) => option?.rationale)
      .map((/** @type {any} */ { at, option }) =>
        ({ label: `${letter(at)}${option.correct ? "对" : "错"}`, text: option.rationale }));
    const pairs = question.pairs
      .map((/** @type {any} */ pair, /** @type {number} */ at) =>
        ({ label: `${at + 1}—${letter(order.indexOf(pair.rightId))}`, text: pair.rationale }))
      .filter((/** @type {any} */ { text }) => text);
    return [...options, ...pairs];
  }

  // ---- a paper ----

  /** @param {any} form @param {any} stock @returns {PaperView} */
  function paperView(form, stock) {
    const { wording } = stock;
    const parts = form.parts.map((/** @type {any} */ part, /** @type {number} */ at) => partView(part, at, stock));
    const some = (/** @type {"drafted" | "law"} */ mark) =>
      form.items.some((/** @type {any} */ item) => item.question[mark]);
    const name = `${form.code}卷`;
    const count = form.items.length;
    return {
      title: form.title,
      form: name,
      heading: `${form.title}（${name}）`,
      handbook: stock.title,
      edition: form.edition,
      fingerprint: form.fingerprint,
      foot: `${name} · 种子${form.seed} · ${form.edition}`,
      facts: `${count}题，满分${form.marks}分，${form.passMark}分及格，时间${form.minutes}分钟。`,
      notes: [...wording.notes, some("drafted") ? wording.aboutDrafted : "", some("law") ? wording.aboutLaw : ""]
        .filter(Boolean),
      count,
      marks: form.marks,
      passMark: form.passMark,
      parts,
    };
  }

  /** @param {any} part @param {number} at @param {any} stock @returns {PartView} */
  function partView(part, at, stock) {
    const tasks = new Map(stock.wording.tasks);
    const types = [...new Set(part.items.map((/** @type {any} */ item) => item.question.type))];
    let cases = 0;
    const groups = part.groups.map((/** @type {any} */ { scene, items }) => {
      if (scene) cases += 1;
      return {
        heading: scene ? `案例${cases}　${scene.title}` : "",
        scene: scene ? scene.text : "",
        items: items.map((/** @type {any} */ item) => itemView(item, stock, Boolean(scene))),
      };
    });
    const count = part.items.length;
    const number = NUMERALS[at];
    return {
      number,
      title: part.title,
      count,
      marksEach: part.marksEach,
      marks: part.marks,
      task: cases ? stock.wording.caseTask : types.map((type) => tasks.get(type)).join(""),
      heading: `${number}、${part.title}（共${count}题，每题${part.marksEach}分，共${part.marks}分）`,
      groups,
      items: groups.flatMap((/** @type {any} */ group) => group.items),
    };
  }

  // ---- scoring ----

  /** @param {PaperView} paper @param {any} stock */
  const answers = (paper, stock) => paper.parts.map((part) => {
    const longest = Math.max(...part.items.map(({ brief }) => width(brief, stock.wording.narrow))) + PAD;
    const across = ACROSS.find((number) => longest <= TABLE / number) ?? 1;
    return { part, across, rows: rowsOf(part.items, across) };
  });

  /** Every score in hundredths; nothing when full marks are 100. @param {PaperView} paper */
  function scale({ marks, passMark }) {
    if (marks === FULL || marks > MOST) return [];
    const all = Array.from({ length: marks + 1 }, (_, raw) =>
      ({ raw, percent: Math.floor((raw * FULL) / marks + 0.5), passed: raw >= passMark }));
    return rowsOf(all, SCALE_ACROSS);
  }

  /** @param {PaperView} paper */
  function said(paper) {
    const rule = paper.marks === FULL
      ? "满分就是100分，得分就是百分制成绩。"
      : `百分制成绩＝得分÷${paper.marks}×100，四舍五入。`;
    return `满分${paper.marks}分，${paper.passMark}分及格。${rule}${scale(paper).length ? "下表里粗体的及格。" : ""}`;
  }

  /** @param {PaperView} paper @param {any} stock */
  const sheet = (paper, stock) => paper.parts.map((part) => {
    const boxed = (/** @type {ItemView} */ item) => item.type === "single" || item.type === "multiple";
    const most = Math.max(0, ...part.items.filter(boxed).map(({ choices }) => choices.length));
    const letters = Array.from({ length: most }, (_, at) => letter(at));
    const rows = part.items.map((item) => {
      if (item.type === "true-false") return { number: item.number, boxes: [stock.wording.right, stock.wording.wrong], places: 0 };
      return { number: item.number, boxes: boxed(item) ? letters : [], places: boxed(item) ? 0 : item.key.length };
    });
    const widest = Math.max(...rows.map(({ boxes, places }) => boxes.length + PLACE * places));
    const [across] = [...BOXES].find(([, room]) => widest <= room) ?? [1];
    return { part, across, rows };
  });

  HBExam.view = { paperView, answers, scale, said, sheet };
})(/** @type {any} */ (self));
