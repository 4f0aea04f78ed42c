// Stock + blueprint → forms, the same as generator/exams/composing/compose.py; a test compares them, messages too.
// Maps instead of objects: an object would put keys that are numbers, as those of chapters, in an order of its own.

/** @import { Stock } from "./stock.js" */
/** @import { Blueprint, Filters, Form, Unit } from "../types.d.ts" */
import { arranged } from "./arrange.js";
import { Chance } from "./chance.js";
import { apportioned, choose, countsOf, toldOf } from "./choose.js";
import { ANY, CASE, HINT, Impossible, Short, sum, TRUE_FALSE } from "./common.js";
import { missing, missingInAll, refuse, unreachable } from "./impossible.js";
import { HALF_MINUTES, marksEach, PASS } from "./marks.js";

const ATTEMPTS = 12;

const ATTEMPTS_WHEN_SHORT = 3;

const USUAL = new Map([
  ["single", 4],
  ["multiple", 1],
  [TRUE_FALSE, 1],
]);

const STAND_IN = ["single", TRUE_FALSE, "multiple", "match", "order"];

/** @param {Stock} stock @param {Blueprint} blueprint @returns {Form[]} */
export function compose(stock, blueprint) {
  const chance = (/** @type {string[]} */ ...words) =>
    new Chance(stock.title, stock.edition, String(blueprint.seed), ...words);
  const pool = stock.units.filter((unit) => fits(unit, blueprint));
  const units = chosen(stock, pool, blueprint, chance);
  const kinds = new Map([...countsOf(units, [...stock.kinds.keys()])].filter(([, number]) => number));
  const each = marksEach(kinds, blueprint.marks);
  const total = sum([...kinds].map(([kind, number]) => (each.get(kind) ?? 0) * number));
  const passMark = blueprint.passMark || Math.ceil((total * PASS) / 100);
  if (passMark > total) throw new Impossible(`及格分要${passMark}分，满分只有${total}分。`);
  const halves = sum([...kinds].map(([kind, number]) => HALF_MINUTES[kind] * number));
  return blueprint.forms.map((code) => {
    const parts = arranged(units, each, code, chance, stock);
    return {
      title: blueprint.title || `${stock.title} 考试`,
      code,
      seed: blueprint.seed,
      edition: stock.edition,
      fingerprint: stock.fingerprint,
      minutes: blueprint.minutes || Math.max(10, Math.ceil(halves / 10) * 5),
      passMark,
      parts,
      items: parts.flatMap((part) => part.items),
      marks: total,
    };
  });
}

/** @param {Unit} unit @param {Filters} filters */
function fits(unit, { chapters, difficulty, drafted, channel, role }) {
  return (
    (!chapters.size || chapters.has(unit.chapter)) &&
    unit.questions.every(
      (question) =>
        (drafted || !question.drafted) &&
        (!difficulty.size || difficulty.has(question.difficulty)) &&
        (!channel || question.channels.includes(channel)) &&
        (!role || question.roles.includes(role)),
    )
  );
}

/** @typedef {(...words: string[]) => Chance} Chances */

/** @param {Stock} stock @param {Unit[]} pool @param {Blueprint} blueprint @param {Chances} chance */
function chosen(stock, pool, blueprint, chance) {
  if (!blueprint.types.size) return usualChoice(stock, pool, blueprint, chance);
  const kinds = blueprint.types;
  refuse(missing(stock, pool, kinds, blueprint));
  try {
    return choice(stock, pool, kinds, blueprint, chance).map((place) => pool[place]);
  } catch (short) {
    if (!(short instanceof Short)) throw short;
    const there = countsOf(pool, [short.kind]).get(short.kind);
    const asked = `${stock.kindTitle(short.kind)}要${kinds.get(short.kind)}道`;
    const beside = kinds.size > 1 ? "，和别的题型一起" : "";
    const most = `一条规则只考一次${beside}，最多排出${short.reached}道`;
    throw new Impossible(`${asked}，${most}（符合条件的有${there}道）。\n${HINT}`);
  }
}

/** @param {Stock} stock @param {Unit[]} pool @param {Map<string, number>} kinds @param {Blueprint} blueprint
 * @param {Chances} chance */
function choice(stock, pool, kinds, blueprint, chance) {
  const told = toldOf(blueprint.chapters);
  const quotas = {
    kinds,
    chapters: told.size ? told : chapterShares(pool, kinds),
    difficulties: toldOf(blueprint.difficulty),
  };
  /** @type {Short[]} */
  const shorts = [];
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    try {
      const found = choose(pool, quotas, chance("choose", String(attempt)));
      if (!((told.size ? found.chaptersMissed : 0) + found.difficultiesMissed)) return found.places;
    } catch (short) {
      if (!(short instanceof Short)) throw short;
      shorts.push(short);
      if (shorts.length === ATTEMPTS_WHEN_SHORT) {
        throw shorts.reduce((most, one) => (one.reached > most.reached ? one : most));
      }
    }
  }
  throw new Impossible(unreachable(stock, pool, quotas, blueprint));
}

/** @param {Unit[]} pool @param {Map<string, number>} kinds */
function chapterShares(pool, kinds) {
  /** @type {Map<string, number>} */
  const there = new Map();
  for (const { kind, chapter, size } of pool)
    there.set(chapter, (there.get(chapter) ?? 0) + (kinds.has(kind) ? size : 0));
  const shares = apportioned(sum(kinds.values()), [...there.values()]);
  return new Map([...there.keys()].map((chapter, at) => [chapter, shares[at]]));
}

/** @param {Stock} stock @param {Unit[]} pool @param {Blueprint} blueprint @param {Chances} chance */
function usualChoice(stock, pool, blueprint, chance) {
  const limits = countsOf(
    pool,
    [...stock.kinds.keys()].filter((kind) => kind !== CASE),
  );
  const limit = (/** @type {string} */ kind) => limits.get(kind) ?? 0;
  const total = blueprint.count;
  refuse(missingInAll(stock, pool, blueprint));
  let usual = [...USUAL].filter(([kind]) => limit(kind));
  if (!usual.length) usual = [...limits].filter(([, number]) => number).map(([kind]) => [kind, 1]);
  const shares = apportioned(
    total,
    usual.map(([, weight]) => weight),
  );
  let kinds = new Map(usual.map(([kind], at) => [kind, shares[at]]));
  for (;;) {
    for (const kind of STAND_IN) {
      let excess = (kinds.get(kind) ?? 0) - limit(kind);
      if (excess <= 0) continue;
      kinds.set(kind, limit(kind));
      for (const other of STAND_IN) {
        const have = kinds.get(other) ?? 0;
        const room = Math.min(excess, Math.max(0, limit(other) - have));
        kinds.set(other, have + room);
        excess -= room;
      }
    }
    const reached = sum(kinds.values());
    if (reached < total)
      return ofAnyKind(
        stock,
        pool.filter(({ kind }) => kind !== CASE),
        blueprint,
        chance,
      );
    const asked = kinds;
    kinds = new Map(
      [...stock.kinds.keys()].filter((kind) => asked.get(kind)).map((kind) => [kind, asked.get(kind) ?? 0]),
    );
    try {
      return choice(stock, pool, kinds, blueprint, chance).map((place) => pool[place]);
    } catch (short) {
      if (!(short instanceof Short)) throw short;
      limits.set(short.kind, short.reached);
    }
  }
}

/** @param {Stock} stock @param {Unit[]} pool @param {Blueprint} blueprint @param {Chances} chance */
function ofAnyKind(stock, pool, blueprint, chance) {
  const alike = pool.map((unit) => ({ ...unit, kind: ANY, answer: null }));
  try {
    return choice(stock, alike, new Map([[ANY, blueprint.count]]), blueprint, chance).map(
      (place) => pool[place],
    );
  } catch (short) {
    if (!(short instanceof Short)) throw short;
    throw new Impossible(`要${blueprint.count}道题，一条规则只考一次，最多排出${short.reached}道。\n${HINT}`);
  }
}

/** Kind → how many questions there are to choose from. @param {Stock} stock @param {Filters} filters */
export const available = (stock, filters) =>
  countsOf(
    stock.units.filter((unit) => fits(unit, filters)),
    [...stock.kinds.keys()],
  );
