// A form → files to download: the same bytes as generator/outputs/bank/formats/{moodle_xml,gift,sheets}.py write; a test
// compares them.

import { _ } from "../texts.js";

/** @import { Column, Form, Item, Question } from "./types.d.ts" */
/** @import { ItemPool } from "./composing/item_pool.js" */

const HOLDS_NO_ORDER = _`GIFT 没有排序题`;
const ARROW = "->";

// ---- what all formats say in the same words ----

/** As Python's splitlines. @param {string} text */
function lines(text) {
  const found = text.split(/\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/);
  if (found[found.length - 1] === "") found.pop();
  return found;
}

/** @param {number} index */
const letter = (index) => String.fromCharCode(65 + index);

/** A question with its options, right sides or steps as the form prints them. @param {Item} item @returns {Question} */
export function asPrinted({ question, order }) {
  /** @template {{id: string}} T @param {T[]} things */
  const sorted = (things) => order.flatMap((id) => things.filter((one) => one.id === id));
  return { ...question, options: sorted(question.options), choices: sorted(question.choices) };
}

/** @param {ItemPool} itemPool @param {Question} question */
function asked(itemPool, question) {
  const scene = itemPool.scenes.get(question.scene);
  return scene ? `${scene.text}\n${question.stem}` : question.stem;
}

/** @param {ItemPool} itemPool @param {Question} question @returns {string[]} */
const tags = (itemPool, question) =>
  [
    ...question.rules,
    itemPool.difficultyLabel(question.difficulty),
    itemPool.levels.get(question.level) ?? "",
    itemPool.settings.get(question.setting) ?? "",
    question.scene,
    ...question.marks,
  ].filter(Boolean);

/** 解析 in full. @param {Question} question */
export function explanation(question) {
  const options = question.type === "true-false" ? [] : question.options;
  return [
    question.rationale,
    ...options.map((one, at) => _`${letter(at)}${one.correct ? _`对` : _`错`}：${one.rationale}`),
    ...question.pairs.map((pair) => _`${pair.left}——${pair.right}：${pair.rationale}`),
  ].join("\n");
}

/** @param {Question} question */
const feedback = (question) => (question.pairs.length ? explanation(question) : question.rationale);

/** @param {Question} question */
function lettered(question) {
  const shown = question.options.length ? question.options : question.choices;
  const letters = new Map(shown.map((one, at) => [one.id, letter(at)]));
  if (question.pairs.length) {
    return question.pairs.map((pair, at) => `${at + 1}${letters.get(pair.rightId)}`);
  }
  if (question.sequence.length) return question.sequence.map((step) => letters.get(step.id));
  return question.options.filter((one) => one.correct).map((one) => letters.get(one.id));
}

/** @param {number} parts */
const fraction = (parts) => (100 / parts).toFixed(5).replace(/0+$/, "").replace(/\.$/, "");
/** @param {Question} question */
const countRight = (question) => question.options.filter((one) => one.correct).length;

/** $course$/top/title/edition/form. @param {Form} form */
const category = (form) => {
  const names = [form.title, form.edition, _`${form.code}卷 种子${form.seed}`];
  return `$course$/top/${names.map((name) => name.replace(/\//g, "//")).join("/")}`;
};

// ---- Moodle XML ----

/** @param {string} text */
const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
/** @param {string} text */
const cdata = (text) => `<![CDATA[${text.replaceAll("]]>", "]]]]><![CDATA[>")}]]>`;
/** @param {string} text */
const html = (text) => `<text>${cdata(lines(escaped(text)).join("<br>"))}</text>`;
/** @type {Record<string, string>} */
const MOODLE_TYPES = {
  single: "multichoice",
  multiple: "multichoice",
  "true-false": "truefalse",
  match: "matching",
  order: "ordering",
};
const COMBINED = ["correct", "partiallycorrect", "incorrect"]
  .map((name) => `<${name}feedback format="html"><text></text></${name}feedback>\n`)
  .join("");

/** @param {Form} form @param {ItemPool} itemPool */
function moodle(form, itemPool) {
  const out = ['<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n'];
  out.push(
    `<question type="category"><category><text>${escaped(category(form))}</text></category></question>\n`,
  );
  for (const part of form.parts) {
    for (const item of part.items) out.push(...moodleQuestion(asPrinted(item), part.marksEach, itemPool));
  }
  out.push("</quiz>\n");
  return out.join("");
}

/** @param {Question} question @param {number} grade @param {ItemPool} itemPool */
function* moodleQuestion(question, grade, itemPool) {
  yield `<question type="${MOODLE_TYPES[question.type]}">\n<name><text>${question.id}</text></name>\n`;
  yield `<questiontext format="html">${html(asked(itemPool, question))}</questiontext>\n`;
  yield `<generalfeedback format="html">${html(feedback(question))}</generalfeedback>\n`;
  const penalty = question.type === "true-false" ? "1" : "0.3333333";
  yield `<defaultgrade>${grade}</defaultgrade>\n<penalty>${penalty}</penalty>\n<hidden>0</hidden>\n`;
  yield `<idnumber>${question.id}</idnumber>\n`;
  if (question.type === "true-false") {
    for (const option of question.options) {
      yield `<answer fraction="${option.correct ? "100" : "0"}" format="moodle_auto_format"><text>${option.id}</text>`;
      yield '<feedback format="html"><text></text></feedback></answer>\n';
    }
  } else if (question.pairs.length) {
    yield `<shuffleanswers>true</shuffleanswers>\n${COMBINED}`;
    for (const pair of question.pairs) {
      yield `<subquestion format="html">${html(pair.left)}`;
      yield `<answer><text>${cdata(pair.right)}</text></answer></subquestion>\n`;
    }
  } else if (question.sequence.length) {
    yield "<layouttype>VERTICAL</layouttype>\n<selecttype>ALL</selecttype>\n<selectcount>0</selectcount>\n";
    yield "<gradingtype>ABSOLUTE_POSITION</gradingtype>\n<showgrading>SHOW</showgrading>\n";
    yield `<numberingstyle>none</numberingstyle>\n${COMBINED}<shownumcorrect>1</shownumcorrect>\n`;
    for (const [at, step] of question.sequence.entries()) {
      yield `<answer fraction="${at + 1}" format="html">${html(step.text)}</answer>\n`;
    }
  } else yield* moodleChoice(question);
  const marks = tags(itemPool, question)
    .map((tag) => `<tag><text>${escaped(tag)}</text></tag>`)
    .join("");
  yield `<tags>${marks}</tags>\n</question>\n`;
}

/** @param {Question} question */
function* moodleChoice(question) {
  const single = question.type === "single";
  yield `<single>${single}</single>\n<shuffleanswers>true</shuffleanswers>\n<answernumbering>ABCD</answernumbering>\n`;
  yield COMBINED;
  const right = countRight(question);
  const wrong = right < question.options.length ? `-${fraction(question.options.length - right)}` : "";
  for (const option of question.options) {
    const share = option.correct ? fraction(right) : single ? "0" : wrong;
    yield `<answer fraction="${share}" format="html">${html(option.text)}`;
    yield `<feedback format="html">${html(option.rationale)}</feedback></answer>\n`;
  }
}

// ---- GIFT ----

/** @param {string} text */
const gifted = (text) =>
  lines(text.replaceAll("\\", "\\\\").replace(/[~=#{}:]/g, (mark) => `\\${mark}`)).join("\\n");
/** @param {string} text */
const guarded = (text) => (/^[[%]/.test(text) ? `[plain]${gifted(text)}` : gifted(text));

/** Why GIFT cannot hold a question; empty if it can. @param {Question} question */
export function giftCannot(question) {
  if (question.type === "order") return HOLDS_NO_ORDER;
  const arrow = question.pairs.some((pair) => pair.left.includes(ARROW) || pair.right.includes(ARROW));
  return arrow ? _`连线题里有“${ARROW}”，GIFT 拿它分左右，没有别的写法` : "";
}

/** @param {Form} form @param {ItemPool} itemPool */
function gift(form, itemPool) {
  const held = form.items.map(asPrinted).filter((question) => !giftCannot(question));
  const out = held.length ? [`$CATEGORY: ${category(form)}\n\n`] : [];
  for (const question of held) out.push(...giftQuestion(question, itemPool));
  return out.join("");
}

/** @param {Question} question @param {ItemPool} itemPool */
function* giftQuestion(question, itemPool) {
  const marks = tags(itemPool, question).map((tag) => `[tag:${tag}]`);
  yield `// [id:${question.id}] ${marks.join(" ")}\n`;
  yield `::${question.id}::[plain]${gifted(asked(itemPool, question))}{`;
  const general = `####${guarded(feedback(question))}`;
  if (question.type === "true-false") {
    yield `${question.answer ? "TRUE" : "FALSE"}${general}}\n\n`;
    return;
  }
  yield "\n";
  for (const pair of question.pairs) yield `=${guarded(pair.left)} -> ${gifted(pair.right)}\n`;
  const right = countRight(question);
  for (const option of question.pairs.length ? [] : question.options) {
    const wrong = question.options.length - right;
    const weight =
      question.type === "single"
        ? option.correct
          ? "="
          : "~"
        : option.correct
          ? `~%${fraction(right)}%`
          : `~%-${fraction(wrong)}%`;
    yield `${weight}${guarded(option.text)}#${guarded(option.rationale)}\n`;
  }
  yield `${general}\n}\n\n`;
}

// ---- CSV, by the column map of the generic spreadsheet ----

/** @param {string[]} row */
const csvRow = (row) =>
  `${row.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(",")}\r\n`;

/** @param {Form} form @param {ItemPool} itemPool */
function csv(form, itemPool) {
  const { dialect, formula } = itemPool;
  const defused = (/** @type {string} */ cell) => (formula.test(cell) ? `'${cell}` : cell);
  const out = [];
  for (const sheet of dialect.sheets) {
    const heads = sheet.columns.flatMap((column) =>
      column.field === "options"
        ? Array.from({ length: dialect.options }, (__, at) => column.head.replaceAll("{}", letter(at)))
        : [column.head],
    );
    out.push(csvRow(heads.map(defused)));
    let number = 0;
    for (const item of form.items) {
      const question = asPrinted(item);
      if (!sheet.types.includes(question.type)) continue;
      number += 1;
      out.push(
        csvRow(
          sheet.columns.flatMap((column) => cells(column, question, number, form, itemPool)).map(defused),
        ),
      );
    }
  }
  return `\ufeff${out.join("")}`;
}

/** @param {Column} column @param {Question} question @param {number} number @param {Form} form @param {ItemPool} itemPool
 * @returns {string[]} */
function cells(column, question, number, form, itemPool) {
  const { dialect } = itemPool;
  const shown =
    question.type === "true-false"
      ? dialect.true_false
      : (question.options.length ? question.options : question.choices).map((one) => one.text);
  const marks = tags(itemPool, question);
  const lefts = question.pairs.map((pair, at) => `${at + 1}. ${pair.left}`);
  /** @type {Record<string, () => string>} */
  const says = {
    number: () => String(number),
    id: () => question.id,
    type: () => dialect.types[question.type],
    stem: () => [asked(itemPool, question), ...lefts].join("\n"),
    "option-count": () => String(shown.length),
    key: () =>
      question.type === "true-false"
        ? dialect.true_false_key[question.answer ? 0 : 1]
        : lettered(question).join(dialect.joiners[question.type] ?? ""),
    explanation: () => explanation(question),
    difficulty: () => dialect.difficulty[question.difficulty],
    level: () => itemPool.levels.get(question.level) ?? "",
    setting: () => itemPool.settings.get(question.setting) ?? "",
    chapter: () => _`${form.code}卷 种子${form.seed}`,
    rules: () => question.rules.join(dialect.tag_joiner),
    "id-tags": () => [question.id, ...marks].join(dialect.tag_joiner),
    tags: () => marks.join(dialect.tag_joiner),
    text: () => column.text,
  };
  if (column.field !== "options") return [says[column.field]()];
  return [...shown, ...new Array(Math.max(0, dialect.options - shown.length)).fill("")];
}

export const files = { moodle, gift, csv };
