// Which units, the same as generator/exams/composing/choose.py, where the reasons are written.

/** @import { Random } from "./random_numbers.js" */
/** @import { Quotas, Unit } from "../types.d.ts" */
import { CASE, ShortError, sorted, sum, TRUE_FALSE } from "./common.js";

const STEPS = 20000;

const DEEPEST = 60;

/** @param {number} total @param {number[]} weights */
export function apportioned(total, weights) {
  const whole = sum(weights);
  const shares = weights.map((weight) => Math.floor((total * weight) / whole));
  const order = sorted([...weights.keys()], (place) => [-((total * weights[place]) % whole), place]);
  for (const place of order.slice(0, total - sum(shares))) shares[place] += 1;
  return shares;
}

/** @param {number} quota @param {number} have */
const want = (quota, have) =>
  have < quota ? Math.floor(((quota - have) * 10000) / quota) : -(have - quota + 1) * 10000;

class Table {
  /** @param {Unit[]} pool @param {Quotas} quotas @param {Random} random */
  constructor(pool, quotas, random) {
    this.pool = pool;
    this.quotas = quotas;
    /** @type {Set<number>} */ this.chosen = new Set();
    /** @type {Map<string, number>} */ this.owner = new Map();
    this.chapters = new Map([...quotas.chapters.keys()].map((key) => [key, 0]));
    this.difficulties = new Map([...quotas.difficulties.keys()].map((key) => [key, 0]));
    this.answers = { true: 0, false: 0 };
    /** @type {Map<string, number[]>} */ this.ofKind = new Map(
      [...quotas.kinds.keys()].map((kind) => [kind, []]),
    );
    /** @type {Map<string, Map<string, number[]>>} */
    this.cells = new Map([...quotas.kinds.keys()].map((kind) => [kind, new Map()]));
    this.steps = 0;
    this.reached = 0;
    for (const place of random.shuffled(pool.keys())) {
      const { kind } = pool[place];
      const cells = this.cells.get(kind);
      if (!cells) continue;
      this.ofKind.get(kind)?.push(place);
      const cell = this.cell(place);
      const places = cells.get(cell);
      if (places) places.push(place);
      else cells.set(cell, [place]);
    }
  }

  /** @param {number} place */
  cell(place) {
    const unit = this.pool[place];
    return unit.kind === CASE
      ? String(place)
      : `${unit.chapter} ${unit.questions[0].difficulty} ${unit.answer}`;
  }

  /** @param {number} place */
  add(place, sign = 1) {
    const unit = this.pool[place];
    if (sign > 0) this.chosen.add(place);
    else this.chosen.delete(place);
    for (const rule of unit.rules) {
      if (sign > 0) this.owner.set(rule, place);
      else this.owner.delete(rule);
    }
    const more = (
      /** @type {Map<string, number>} */ counts,
      /** @type {string} */ key,
      /** @type {number} */ by,
    ) => {
      const have = counts.get(key);
      if (have !== undefined) counts.set(key, have + by);
    };
    more(this.chapters, unit.chapter, sign * unit.size);
    for (const question of unit.questions) more(this.difficulties, question.difficulty, sign);
    if (unit.kind === TRUE_FALSE) this.answers[unit.answer ? "true" : "false"] += sign;
  }

  /** @param {number} place */
  isFree(place, leaving = -1) {
    if (this.chosen.has(place)) return false;
    for (const rule of this.pool[place].rules) {
      const owner = this.owner.get(rule);
      if (owner !== undefined && owner !== leaving) return false;
    }
    return true;
  }

  /** @param {number} place */
  score(place) {
    const unit = this.pool[place];
    const { chapters, difficulties } = this.quotas;
    let wanted = 0;
    if (chapters.size) wanted += want(chapters.get(unit.chapter) ?? 0, this.chapters.get(unit.chapter) ?? 0);
    if (difficulties.size) {
      const wants = unit.questions.map(({ difficulty }) =>
        want(difficulties.get(difficulty) ?? 0, this.difficulties.get(difficulty) ?? 0),
      );
      wanted += Math.floor(sum(wants) / wants.length);
    }
    return unit.kind === TRUE_FALSE
      ? wanted * 1000 - this.answers[unit.answer ? "true" : "false"]
      : wanted * 1000;
  }

  /** @param {string} kind @param {number} number */
  take(kind, number) {
    for (let seated = 0; seated < number; seated++) {
      const best = this.best(kind);
      if (best >= 0) this.add(best);
      else if (!this.makeRoom(kind)) throw new ShortError(kind, seated);
    }
  }

  /** @param {string} kind */
  best(kind) {
    let best = -1;
    let most = 0;
    for (const places of this.cells.get(kind)?.values() ?? []) {
      const place = places.find((one) => this.isFree(one)) ?? -1;
      if (place < 0) continue;
      const score = this.score(place);
      if (best < 0 || score > most) {
        best = place;
        most = score;
      }
    }
    return best;
  }

  /** @param {string} kind */
  makeRoom(kind) {
    this.steps = 0;
    /** @type {Set<number>} */
    const moved = new Set();
    return (this.ofKind.get(kind) ?? []).some(
      (place) => !this.chosen.has(place) && this.seat(place, moved, 0),
    );
  }

  /** @param {number} place @param {Set<number>} moved @param {number} depth @returns {boolean} */
  seat(place, moved, depth) {
    const blockers = new Set();
    for (const rule of this.pool[place].rules) if (this.owner.has(rule)) blockers.add(this.owner.get(rule));
    if (blockers.size !== 1 || depth > DEEPEST) return false;
    const [blocker] = blockers;
    const { kind } = this.pool[blocker];
    if (kind === CASE || moved.has(blocker)) return false;
    moved.add(blocker).add(place);
    this.add(blocker, -1);
    this.add(place);
    const others = (this.ofKind.get(kind) ?? []).filter(
      (other) => !this.chosen.has(other) && other !== blocker,
    );
    for (const other of others) {
      if (this.step() && this.isFree(other)) {
        this.add(other);
        return true;
      }
    }
    for (const other of others) if (this.step() && this.seat(other, moved, depth + 1)) return true;
    this.add(place, -1);
    this.add(blocker);
    return false;
  }

  step() {
    this.steps += 1;
    return this.steps <= STEPS;
  }

  /** @param {number} number */
  takeCases(number) {
    this.steps = 0;
    this.reached = 0;
    if (!this.seatCases(number, number)) throw new ShortError(CASE, this.reached);
  }

  /** @param {number} left @param {number} number @returns {boolean} */
  seatCases(left, number) {
    this.reached = Math.max(this.reached, number - left);
    if (left === 0) return true;
    const fitting = (this.ofKind.get(CASE) ?? []).filter(
      (one) => this.pool[one].size <= left && this.isFree(one),
    );
    for (const place of sorted(fitting, (one) => [-this.score(one)])) {
      if (!this.step()) return false;
      this.add(place);
      if (this.seatCases(left - this.pool[place].size, number)) return true;
      this.add(place, -1);
    }
    return false;
  }

  missed() {
    const away = (/** @type {Map<string, number>} */ quotas, /** @type {Map<string, number>} */ have) =>
      sum([...quotas].map(([key, quota]) => Math.abs(quota - (have.get(key) ?? 0))));
    return [away(this.quotas.chapters, this.chapters), away(this.quotas.difficulties, this.difficulties)];
  }

  exchange() {
    while (sum(this.missed()) && [...this.chosen].some((place) => this.exchanged(place))) {
      /* once more */
    }
  }

  /** @param {number} place */
  exchanged(place) {
    if (!this.isOver(place)) return false;
    const unit = this.pool[place];
    const own = this.cell(place);
    for (const [cell, places] of this.cells.get(unit.kind) ?? []) {
      if (cell === own || this.pool[places[0]].size !== unit.size) continue;
      const other = places.find((one) => this.isFree(one, place)) ?? -1;
      if (other < 0) continue;
      const before = sum(this.missed());
      this.add(place, -1);
      this.add(other);
      if (sum(this.missed()) < before) return true;
      this.add(other, -1);
      this.add(place);
    }
    return false;
  }

  /** @param {number} place */
  isOver(place) {
    const unit = this.pool[place];
    const over = (
      /** @type {Map<string, number>} */ quotas,
      /** @type {Map<string, number>} */ have,
      /** @type {string} */ key,
    ) => quotas.size > 0 && (have.get(key) ?? 0) > (quotas.get(key) ?? 0);
    return (
      over(this.quotas.chapters, this.chapters, unit.chapter) ||
      unit.questions.some(({ difficulty }) => over(this.quotas.difficulties, this.difficulties, difficulty))
    );
  }
}

/** @param {Unit[]} pool @param {Quotas} quotas @param {Random} random */
export function choose(pool, quotas, random) {
  const table = new Table(pool, quotas, random);
  const there = countsOf(pool, [...quotas.kinds.keys()]);
  const kinds = [...quotas.kinds.keys()];
  const scarcity = (/** @type {string} */ kind) => [
    Number(kind !== CASE),
    Math.floor(((there.get(kind) ?? 0) * 1000) / (quotas.kinds.get(kind) ?? 1)),
    kinds.indexOf(kind),
  ];
  for (const kind of sorted(kinds, scarcity)) {
    const number = quotas.kinds.get(kind) ?? 0;
    if (kind === CASE) table.takeCases(number);
    else table.take(kind, number);
  }
  table.exchange();
  const [chaptersMissed, difficultiesMissed] = table.missed();
  return { places: [...table.chosen].sort((x, y) => x - y), chaptersMissed, difficultiesMissed };
}

/** @param {Unit[]} units @param {string[]} kinds */
export function countsOf(units, kinds) {
  const found = new Map(kinds.map((kind) => [kind, 0]));
  for (const { kind, size } of units) if (found.has(kind)) found.set(kind, (found.get(kind) ?? 0) + size);
  return found;
}

/** @param {Map<string, number>} counts */
export const toldOf = (counts) => new Map([...counts].filter(([, number]) => number));
