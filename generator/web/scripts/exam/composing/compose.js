// ItemPool + blueprint → forms, the same as generator/exams/composing/compose.py; a test compares them, messages too.
// Maps instead of objects: an object would put keys that are numbers, as those of chapters, in an order of its own.

import { _ } from "../../texts.js";
/** @import { ItemPool } from "./item_pool.js" */
/** @import { Blueprint, Filters, Form, Unit } from "../types.d.ts" */
import { arranged } from "./arrange.js";
import { apportioned, choose, countsOf, toldOf } from "./choose.js";
import { ANY, CASE, HINT, ImpossibleError, ShortError, sum, TRUE_FALSE } from "./common.js";
import { missing, missingInAll, refuse, unreachable } from "./impossible.js";
import { HALF_MINUTES, marksEach, PASS } from "./marks.js";
import { Random } from "./random_numbers.js";

const ATTEMPTS = 12;

const ATTEMPTS_WHEN_SHORT = 3;

const USUAL = new Map([
  ["single", 4],
  ["multiple", 1],
  [TRUE_FALSE, 1],
]);

const STAND_IN = ["single", TRUE_FALSE, "multiple", "match", "order"];

/** @param {ItemPool} itemPool @param {Blueprint} blueprint @returns {Form[]} */
export function compose(itemPool, blueprint) {
  const random = (/** @type {string[]} */ ...words) =>
    new Random(itemPool.title, itemPool.edition, String(blueprint.seed), ...words);
  const pool = itemPool.units.filter((unit) => fits(unit, blueprint));
  const units = chosen(itemPool, pool, blueprint, random);
  const kinds = new Map([...countsOf(units, [...itemPool.kinds.keys()])].filter(([, number]) => number));
  const each = marksEach(kinds, blueprint.marks);
  const total = sum([...kinds].map(([kind, number]) => (each.get(kind) ?? 0) * number));
  const passMark = blueprint.passMark || Math.ceil((total * PASS) / 100);
  if (passMark > total) throw new ImpossibleError(_`及格分要${passMark}分，满分只有${total}分。`);
  const halves = sum([...kinds].map(([kind, number]) => HALF_MINUTES[kind] * number));
  const fingerprint = fingerprintOf(units);
  return blueprint.forms.map((code) => {
    const parts = arranged(units, each, code, random, itemPool);
    return {
      title: blueprint.title || _`${itemPool.title} 考试`,
      code,
      seed: blueprint.seed,
      edition: itemPool.edition,
      fingerprint,
      minutes: blueprint.minutes || Math.max(10, Math.ceil(halves / 10) * 5),
      passMark,
      parts,
      items: parts.flatMap((part) => part.items),
      marks: total,
    };
  });
}

/** The same for the same questions, whatever becomes of others. @param {Unit[]} units */
function fingerprintOf(units) {
  const questions = units.flatMap((unit) => unit.questions);
  const numbers = new Random(...questions.map(({ id, fingerprint }) => `${id} ${fingerprint}`).sort());
  return [1, 2, 3].map(() => numbers.below(0x10000).toString(16).padStart(4, "0")).join("");
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

/** @typedef {(...words: string[]) => Random} RandomSource */

/** @param {ItemPool} itemPool @param {Unit[]} pool @param {Blueprint} blueprint @param {RandomSource} random */
function chosen(itemPool, pool, blueprint, random) {
  if (!blueprint.types.size) return usualChoice(itemPool, pool, blueprint, random);
  const kinds = blueprint.types;
  refuse(missing(itemPool, pool, kinds, blueprint));
  try {
    return choice(itemPool, pool, kinds, blueprint, random).map((place) => pool[place]);
  } catch (short) {
    if (!(short instanceof ShortError)) throw short;
    const there = countsOf(pool, [short.kind]).get(short.kind);
    const asked = _`${itemPool.kindTitle(short.kind)}要${kinds.get(short.kind)}道`;
    const beside = kinds.size > 1 ? _`，和别的题型一起` : "";
    const most = _`一条规则只考一次${beside}，最多排出${short.reached}道`;
    throw new ImpossibleError(_`${asked}，${most}（符合条件的有${there}道）。\n${HINT}`);
  }
}

/** @param {ItemPool} itemPool @param {Unit[]} pool @param {Map<string, number>} kinds @param {Blueprint} blueprint
 * @param {RandomSource} random */
function choice(itemPool, pool, kinds, blueprint, random) {
  const told = toldOf(blueprint.chapters);
  const quotas = {
    kinds,
    chapters: told.size ? told : chapterShares(pool, kinds),
    difficulties: toldOf(blueprint.difficulty),
  };
  /** @type {ShortError[]} */
  const shorts = [];
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    try {
      const found = choose(pool, quotas, random("choose", String(attempt)));
      if (!((told.size ? found.chaptersMissed : 0) + found.difficultiesMissed)) return found.places;
    } catch (short) {
      if (!(short instanceof ShortError)) throw short;
      shorts.push(short);
      if (shorts.length === ATTEMPTS_WHEN_SHORT) {
        throw shorts.reduce((most, one) => (one.reached > most.reached ? one : most));
      }
    }
  }
  throw new ImpossibleError(unreachable(itemPool, pool, quotas, blueprint));
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

/** @param {ItemPool} itemPool @param {Unit[]} pool @param {Blueprint} blueprint @param {RandomSource} random */
function usualChoice(itemPool, pool, blueprint, random) {
  const limits = countsOf(
    pool,
    [...itemPool.kinds.keys()].filter((kind) => kind !== CASE),
  );
  const limit = (/** @type {string} */ kind) => limits.get(kind) ?? 0;
  const total = blueprint.count;
  refuse(missingInAll(itemPool, pool, blueprint));
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
        itemPool,
        pool.filter(({ kind }) => kind !== CASE),
        blueprint,
        random,
      );
    const asked = kinds;
    kinds = new Map(
      [...itemPool.kinds.keys()]
        .filter((kind) => asked.get(kind))
        .map((kind) => [kind, asked.get(kind) ?? 0]),
    );
    try {
      return choice(itemPool, pool, kinds, blueprint, random).map((place) => pool[place]);
    } catch (short) {
      if (!(short instanceof ShortError)) throw short;
      limits.set(short.kind, short.reached);
    }
  }
}

/** @param {ItemPool} itemPool @param {Unit[]} pool @param {Blueprint} blueprint @param {RandomSource} random */
function ofAnyKind(itemPool, pool, blueprint, random) {
  const alike = pool.map((unit) => ({ ...unit, kind: ANY, answer: null }));
  try {
    return choice(itemPool, alike, new Map([[ANY, blueprint.count]]), blueprint, random).map(
      (place) => pool[place],
    );
  } catch (short) {
    if (!(short instanceof ShortError)) throw short;
    throw new ImpossibleError(
      _`要${blueprint.count}道题，一条规则只考一次，最多排出${short.reached}道。\n${HINT}`,
    );
  }
}

/** Kind → how many questions there are to choose from. @param {ItemPool} itemPool @param {Filters} filters */
export const available = (itemPool, filters) =>
  countsOf(
    itemPool.units.filter((unit) => fits(unit, filters)),
    [...itemPool.kinds.keys()],
  );
