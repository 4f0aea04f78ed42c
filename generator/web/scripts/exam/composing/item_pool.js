// What generator/outputs/papers/site_data.py wrote → questions, gathered to units.

/** @import { PackedQuestion, Question, Step, StockData, Unit } from "../types.d.ts" */
import { CASE, TRUE_FALSE } from "./common.js";

export class ItemPool {
  /** @param {StockData} data */
  constructor(data) {
    this.title = /** @type {string} */ (data.title);
    this.edition = /** @type {string} */ (data.edition);
    /** @type {Map<string, string>} */ this.chapters = new Map(data.chapters);
    /** @type {Map<string, string>} */ this.channels = new Map(data.channels);
    /** @type {Map<string, string>} */ this.roles = new Map(data.roles);
    /** @type {Map<string, string[]>} id → names, the title first */ this.kinds = new Map(data.kinds);
    /** @type {Map<string, string[]>} */ this.difficulties = new Map(data.difficulties);
    /** @type {Map<string, string>} */ this.levels = new Map(data.levels);
    /** @type {Map<string, string>} */ this.settings = new Map(data.settings);
    /** @type {Map<string, string>} */ this.types = new Map(data.types);
    /** @type {Map<string, {id: string, title: string, mark: string, address: string}>} */
    this.rules = new Map(data.rules);
    /** What generator/exams/papers/wording.py says on every paper. */
    this.wording = data.wording;
    /** What begins a cell that spreadsheets take for a formula. */
    this.formula = new RegExp(data.formula);
    /** The column map of the generic spreadsheet, generator/outputs/bank/dialects/generic.yaml. */
    this.dialect = data.dialect;
    /** @type {Map<string, {id: string, title: string, text: string}>} */
    this.scenes = new Map(data.scenes.map(([id, title, text]) => [id, { id, title, text }]));
    /** @type {Map<string, Question[]>} */
    const groups = new Map();
    for (const one of data.questions) {
      const question = unpacked(one);
      const group = question.scene || question.id;
      groups.set(group, [...(groups.get(group) ?? []), question]);
    }
    /** @type {Unit[]} */
    this.units = [...groups.values()].map((questions) => {
      const [first] = questions;
      const kind = first.scene ? CASE : first.type;
      const rules = new Set(questions.flatMap((one) => one.rules));
      const answer = kind === TRUE_FALSE ? first.answer : null;
      return { kind, chapter: first.chapter, questions, rules, size: questions.length, answer };
    });
  }
  /** @param {string} kind */
  kindTitle(kind) {
    return (this.kinds.get(kind) ?? [kind])[0];
  }
  /** @param {string} difficulty */
  difficultyLabel(difficulty) {
    return (this.difficulties.get(difficulty) ?? [difficulty])[0];
  }
}

/** Empty lists are not written. @param {PackedQuestion} one @returns {Question} */
function unpacked(one) {
  /** @type {Step[]} */
  const choices = (one.choices ?? []).map(([id, text]) => ({ id, text }));
  const step = (/** @type {string} */ id) => /** @type {Step} */ (choices.find((choice) => choice.id === id));
  return {
    ...one,
    drafted: Boolean(one.drafted),
    marks: one.marks ?? [],
    scene: one.scene ?? "",
    answer: one.answer ?? null,
    options: (one.options ?? []).map(([id, text, correct, rationale]) => ({
      id,
      text,
      correct: Boolean(correct),
      rationale,
    })),
    pairs: (one.pairs ?? []).map(([left, rightId, rationale]) => ({
      left,
      rightId,
      right: step(rightId).text,
      rationale,
    })),
    choices,
    sequence: (one.sequence ?? []).map(step),
  };
}
