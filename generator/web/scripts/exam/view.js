// A form → a paper as it is printed: every word, letter and order. The same as generator/exams/papers/{items,view}.py,
// where the reasons are written; a test compares the two.

import { _ } from "../texts.js";

/** @import { Form, Item, ItemView, Lettered, PaperView, Part, PartView, Wording } from "./types.d.ts" */
/** @import { ItemPool } from "./composing/item_pool.js" */

const LINE = 41;
const LETTER = 1.7;
const GAP = 1;
const COLUMNS = [4, 2];
const NARROW = 0.58;
const TAIL = /[\u4e00-\u9fff]{2}[？。！”’）》」』]*$/;
const NUMERALS = _`一二三四五六七八九十`;

/** @param {number} place */
export const letter = (place) => String.fromCharCode(65 + place);
/** @param {string} text @param {string} narrow */
export const width = (text, narrow) =>
  [...text].reduce((total, char) => total + (narrow.includes(char) ? NARROW : 1), 0);
/** @template T @param {T[]} entries @param {number} across @returns {T[][]} */
export const rowsOf = (entries, across) =>
  Array.from({ length: Math.ceil(entries.length / across) }, (__, at) =>
    entries.slice(at * across, (at + 1) * across),
  );

// ---- items ----

/** @param {Item} item @param {ItemPool} itemPool @param {boolean} mixed among items of other types @returns {ItemView} */
function itemView(item, itemPool, mixed) {
  const { question, order } = item;
  const { wording } = itemPool;
  const texts = new Map([...question.options, ...question.choices].map((one) => [one.id, one.text]));
  /** @type {Lettered[]} */
  const choices =
    question.type === "true-false"
      ? []
      : order.map((id, at) => ({
          letter: letter(at),
          text: texts.get(id) ?? "",
        }));
  const ends = TAIL.exec(question.stem);
  const cut = ends ? ends.index : question.stem.length;
  const key = keyOf(item, wording);
  const answer = answerOf(item, key);
  return {
    number: item.number,
    id: question.id,
    type: question.type,
    kind:
      mixed && question.type !== "single" ? (itemPool.types.get(question.type) ?? "").replace(/题$/, "") : "",
    marks: question.marks,
    stem: question.stem.slice(0, cut),
    tail: question.stem.slice(cut),
    choices,
    columns: columnsOf(
      choices.map(({ text }) => text),
      wording.narrow,
    ),
    rows: question.pairs.map((pair) => pair.left),
    key,
    answer,
    brief: key.length === 1 ? key[0] : answer,
    rationale: question.rationale,
    reasons: reasonsOf(item),
    rules: question.rules.flatMap((id) => itemPool.rules.get(id) ?? []),
  };
}

/** @param {string[]} texts @param {string} narrow */
function columnsOf(texts, narrow) {
  const longest = Math.max(0, ...texts.map((text) => width(text, narrow)));
  if (texts.some((text) => text.includes("\n"))) return 1;
  return COLUMNS.find((number) => longest + LETTER + GAP <= LINE / number) ?? 1;
}

/** What belongs into each bracket. @param {Item} item @param {Wording} wording @returns {string[]} */
function keyOf({ question, order, key }, wording) {
  if (question.type === "true-false") return [question.answer ? wording.right : wording.wrong];
  if (question.pairs.length) {
    return question.pairs.map((pair) => letter(order.indexOf(pair.rightId)));
  }
  return question.sequence.length ? key : [key.join("")];
}

/** @param {Item} item @param {string[]} key */
function answerOf({ question, key: letters }, key) {
  if (question.type === "true-false") return key[0];
  if (question.pairs.length) return key.map((one, at) => `${at + 1}—${one}`).join(_`，`);
  return letters.join(question.sequence.length ? "→" : _`、`);
}

/** @param {Item} item @returns {{label: string, text: string}[]} */
function reasonsOf({ question, order }) {
  const options = order.flatMap((id, at) => {
    const option = question.options.find((one) => one.id === id);
    if (!option?.rationale) return [];
    return { label: `${letter(at)}${option.correct ? _`对` : _`错`}`, text: option.rationale };
  });
  const pairs = question.pairs
    .map((pair, at) => ({
      label: `${at + 1}—${letter(order.indexOf(pair.rightId))}`,
      text: pair.rationale,
    }))
    .filter(({ text }) => text);
  return [...options, ...pairs];
}

// ---- a paper ----

/** @param {Form} form @param {ItemPool} itemPool @returns {PaperView} */
export function paperView(form, itemPool) {
  const { wording } = itemPool;
  const parts = form.parts.map((part, at) => partView(part, at, itemPool));
  const marks = new Set(form.items.flatMap((item) => item.question.marks));
  const about = Object.entries(wording.about).filter(([mark]) => marks.has(mark));
  const name = _`${form.code}卷`;
  const count = form.items.length;
  return {
    title: form.title,
    form: name,
    heading: _`${form.title}（${name}）`,
    handbook: itemPool.title,
    edition: form.edition,
    fingerprint: form.fingerprint,
    foot: _`${name} · 种子${form.seed} · ${form.edition}`,
    facts: _`${count}题，满分${form.marks}分，${form.passMark}分及格，时间${form.minutes}分钟。`,
    notes: [...wording.notes, ...about.map(([, text]) => text)],
    count,
    marks: form.marks,
    passMark: form.passMark,
    parts,
  };
}

/** @param {Part} part @param {number} at @param {ItemPool} itemPool @returns {PartView} */
function partView(part, at, itemPool) {
  const tasks = new Map(itemPool.wording.tasks);
  const types = [...new Set(part.items.map((item) => item.question.type))];
  let cases = 0;
  const groups = part.groups.map(({ scene, items }) => {
    if (scene) cases += 1;
    return {
      heading: scene ? _`案例${cases}　${scene.title}` : "",
      scene: scene ? scene.text : "",
      items: items.map((item) => itemView(item, itemPool, Boolean(scene))),
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
    task: cases ? itemPool.wording.caseTask : types.map((type) => tasks.get(type)).join(""),
    heading: _`${number}、${part.title}（共${count}题，每题${part.marksEach}分，共${part.marks}分）`,
    groups,
    items: groups.flatMap((group) => group.items),
  };
}
