// Fields of text → what is asked for, as generator/exams/composing/blueprint.py reads it.

import { _ } from "../../texts.js";
/** @import { ItemPool } from "./item_pool.js" */
/** @import { Blueprint } from "../types.d.ts" */
import { FIRST, ImpossibleError, sum } from "./common.js";

const DEFAULT_COUNT = 30;

const DEFAULT_SEED = 1;

const MOST_QUESTIONS = 1000;

const MOST_MARKS = 100;

const MOST_MINUTES = 600;

const MOST_SEED = 999999999;

const MOST_TITLE = 60;

/** @type {Record<string, string>} */
const FIELDS = {
  chapters: _`章`,
  channel: _`渠道`,
  role: _`责任人`,
  types: _`题型`,
  count: _`题数`,
  difficulty: _`难度`,
  drafted: _`拟定`,
  marks: _`分值`,
  minutes: _`时间`,
  pass: _`及格分`,
  title: _`标题`,
  seed: _`种子`,
  forms: _`卷号`,
};

/** @param {string} text @param {number} least @param {number} most */
const fitsRange = (text, least, most) =>
  /^[0-9]{1,9}$/.test(text) && Number(text) >= least && Number(text) <= most;

/** @param {string} text */
const trimmed = (text) => text.replace(/^ +| +$/g, "");

class Reader {
  /** @param {Record<string, string>} fields @param {ItemPool} itemPool */
  constructor(fields, itemPool) {
    /** @type {Record<string, string>} */ this.fields = {};
    for (const [key, text] of Object.entries(fields)) {
      this.fields[key] = trimmed(text.replace(/[\t\n\r \u3000]+/g, " "));
    }
    this.itemPool = itemPool;
    /** @type {string[]} */ this.faults = [];
  }

  /** @returns {Blueprint} */
  blueprint() {
    const names = new Map([...this.itemPool.chapters].map(([number, name]) => [number, [name]]));
    const chapters = this.counts("chapters", names);
    const channel = this.name("channel", this.itemPool.channels);
    const role = this.name("role", this.itemPool.roles);
    const types = this.counts("types", this.itemPool.kinds, MOST_QUESTIONS, true);
    const count = this.number("count", 1, MOST_QUESTIONS);
    const difficulty = this.counts("difficulty", this.itemPool.difficulties);
    const total = this.total(types, chapters, difficulty, count);
    const found = {
      chapters,
      channel,
      role,
      types,
      count: total || DEFAULT_COUNT,
      difficulty,
      drafted: !["0", "no", "false"].includes(this.fields.drafted ?? ""),
      marks: this.counts("marks", this.itemPool.kinds, MOST_MARKS, true),
      minutes: this.number("minutes", 1, MOST_MINUTES),
      passMark: this.number("pass", 1, MOST_QUESTIONS * MOST_MARKS),
      title: this.title(),
      seed: this.number("seed", 0, MOST_SEED, DEFAULT_SEED),
      forms: this.forms(),
    };
    if (this.faults.length) throw new ImpossibleError(this.faults.join("\n"));
    return found;
  }

  /** @param {string} key */
  words(key) {
    return (this.fields[key] ?? "")
      .split(/[,，、]/)
      .map(trimmed)
      .filter(Boolean);
  }

  /** @param {string} key @param {Map<string, string[]>} known @returns {Map<string, number>} */
  counts(key, known, most = MOST_QUESTIONS, told = false) {
    /** @type {Map<string, string>} */
    const ids = new Map();
    for (const [id, names] of known) for (const name of [id, ...names]) ids.set(name, id);
    const label = FIELDS[key];
    /** @type {Map<string, number>} */
    const found = new Map();
    for (const word of this.words(key)) {
      const parts = word.split(/[=＝]/).map(trimmed);
      const id = ids.get(parts[0]);
      if (id === undefined) this.faults.push(_`${label}：没有“${parts[0]}”。有：${listed(known)}。`);
      else if (parts.length > 2 || (parts.length === 2 && !fitsRange(parts[1], 0, most))) {
        this.faults.push(_`${label}：“${word}”的等号后面要写0到${most}的整数。`);
      } else if (found.has(id)) this.faults.push(_`${label}：“${parts[0]}”写了两次。`);
      else if (parts.length === 1 && told) this.faults.push(_`${label}：“${word}”后面要写数目，如 ${id}=5。`);
      else found.set(id, parts.length > 1 ? Number(parts[1]) : -1);
    }
    const numbers = new Set(found.values());
    if (numbers.has(-1) && numbers.size > 1) {
      this.faults.push(_`${label}：有的写了题数，有的没有写；要么都写，要么都不写。`);
    }
    if (numbers.size === 1 && numbers.has(0) && key !== "marks") this.faults.push(_`${label}：题数全是0。`);
    return new Map(
      [...known.keys()].filter((id) => found.get(id)).map((id) => [id, Math.max(found.get(id) ?? 0, 0)]),
    );
  }

  /** @param {string} key @param {Map<string, string>} known */
  name(key, known) {
    const text = this.fields[key] ?? "";
    for (const [id, title] of known) if (text === id || text === title) return id;
    if (text) this.faults.push(_`${FIELDS[key]}：没有“${text}”。有：${listed(known)}。`);
    return "";
  }

  /** @param {string} key @param {number} least @param {number} most */
  number(key, least, most, usual = 0) {
    const text = this.fields[key] ?? "";
    if (!text) return usual;
    if (fitsRange(text, least, most)) return Number(text);
    this.faults.push(_`${FIELDS[key]}：“${text}”不是${least}到${most}的整数。`);
    return usual;
  }

  title() {
    const text = this.fields.title ?? "";
    const length = [...text].length;
    if (length > MOST_TITLE) this.faults.push(_`${FIELDS.title}：有${length}个字，最多${MOST_TITLE}个。`);
    return text;
  }

  forms() {
    const letters = this.words("forms");
    const wrong = letters.find((one) => !/^[A-Z]$/.test(one));
    if (wrong) this.faults.push(_`${FIELDS.forms}：“${wrong}”不是一个大写字母；写成 A,B。`);
    else if (new Set(letters).size < letters.length) this.faults.push(_`${FIELDS.forms}：有字母写了两次。`);
    return letters.length ? letters : [FIRST];
  }

  /** @param {Map<string, number>} types @param {Map<string, number>} chapters @param {Map<string, number>} difficulty
   * @param {number} count */
  total(types, chapters, difficulty, count) {
    /** @type {[string, number][]} */
    const all = [
      [_`题型合计`, sum(types.values())],
      [_`各章合计`, sum(chapters.values())],
      [_`各难度合计`, sum(difficulty.values())],
      [_`总题数`, count],
    ];
    const told = all.filter(([, number]) => number);
    if (new Set(told.map(([, number]) => number)).size > 1) {
      this.faults.push(_`题数对不上：${told.map(([name, number]) => _`${name}${number}道`).join(_`，`)}。`);
    } else if (told.some(([, number]) => number > MOST_QUESTIONS)) {
      this.faults.push(_`题数：一份试卷最多${MOST_QUESTIONS}道题。`);
    }
    return told.length ? told[0][1] : 0;
  }
}

/** @param {Map<string, string | string[]>} known */
const listed = (known) =>
  [...known].map(([id, names]) => _`${id}（${typeof names === "string" ? names : names[0]}）`).join(_`、`);

/** As an address has it. @param {Blueprint} blueprint */
export function query(blueprint) {
  const joined = (/** @type {Map<string, number>} */ counts) =>
    [...counts].map(([name, number]) => (number ? `${name}=${number}` : name)).join(",");
  const { types, count } = blueprint;
  return Object.entries({
    chapters: joined(blueprint.chapters),
    channel: blueprint.channel,
    role: blueprint.role,
    types: joined(types),
    count: types.size || count === DEFAULT_COUNT ? "" : String(count),
    difficulty: joined(blueprint.difficulty),
    drafted: blueprint.drafted ? "" : "0",
    marks: joined(blueprint.marks),
    minutes: String(blueprint.minutes || ""),
    pass: String(blueprint.passMark || ""),
    title: blueprint.title,
    seed: String(blueprint.seed),
    forms: blueprint.forms.join(","),
  })
    .filter(([, text]) => text)
    .map(([key, text]) => `${key}=${encodeURIComponent(text).replace(/%2C/g, ",").replace(/%3D/g, "=")}`)
    .join("&");
}

/** @param {Record<string, string>} fields @param {ItemPool} itemPool */
export const parse = (fields, itemPool) => new Reader(fields, itemPool).blueprint();
