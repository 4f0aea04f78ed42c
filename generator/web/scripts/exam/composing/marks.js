// Marks for each kind, the same as generator/exams/composing/marks.py.

import { sorted, sum, TRUE_FALSE } from "./common.js";

/** @type {Record<string, number>} */
const WORTH = { single: 2, multiple: 3, "true-false": 1, match: 4, order: 4, case: 4 };

/** @type {Record<string, number>} */
export const HALF_MINUTES = { single: 2, multiple: 3, "true-false": 1, match: 4, order: 4, case: 4 };

const ROUND = [1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100];

const TRIED = 4;

export const PASS = 60;

/** @param {number} one @param {number} other @returns {number} */
const gcd = (one, other) => (other ? gcd(other, one % other) : one);

/** @param {Map<string, number>} kinds @param {Map<string, number>} told @returns {Map<string, number>} */
export function marksEach(kinds, told) {
  const wanted = Math.ceil(sum(kinds.values()) / 100) * 100;
  const totals = [];
  for (let total = wanted / 2; total <= (wanted * 3) / 2; total += 5) totals.push(total);
  const free = [...kinds].filter(([kind]) => !told.has(kind)).map(([, number]) => number);
  const fixed = sum([...kinds].map(([kind, number]) => (told.get(kind) ?? 0) * number));
  const step = free.reduce(gcd, 0) || 1;
  const roundness = (/** @type {number} */ total) => (total === wanted ? 0 : total % 10 ? 2 : 1);
  for (const total of sorted(totals, (one) => [roundness(one), Math.abs(one - wanted), one])) {
    const left = total - fixed;
    if (left < sum(free) || left % step) continue;
    const found = solved(kinds, told, total);
    if (found) return found;
  }
  return new Map([...kinds.keys()].map((kind) => [kind, told.get(kind) ?? WORTH[kind]]));
}

/** @param {Map<string, number>} kinds @param {Map<string, number>} told @param {number} total */
function solved(kinds, told, total) {
  const names = [...kinds.keys()];
  const numbers = [...kinds.values()];
  const whole = sum(names.map((kind, at) => WORTH[kind] * numbers[at]));
  const off = (/** @type {string} */ kind, /** @type {number} */ mark) =>
    Math.abs(mark * whole - total * WORTH[kind]);
  const tried = names.slice(0, -1).map((kind) => {
    const fixed = told.get(kind);
    if (fixed) return [fixed];
    return sorted(ROUND, (mark) => [off(kind, mark), mark])
      .slice(0, TRIED)
      .sort((x, y) => x - y);
  });
  const last = names[names.length - 1];
  const lastNumber = numbers[numbers.length - 1];
  /** @type {number[] | null} */
  let best = null;
  let least = 0;
  /** Every combination, the last kind's marks changing fastest. @param {number[]} values */
  function attempt(values) {
    if (values.length < tried.length) {
      for (const value of tried[values.length]) attempt([...values, value]);
      return;
    }
    const left = total - sum(values.map((value, at) => value * numbers[at]));
    if (left <= 0 || left % lastNumber || (told.get(last) ?? left / lastNumber) !== left / lastNumber) return;
    const all = [...values, left / lastNumber];
    if (!isFine(new Map(names.map((kind, at) => [kind, all[at]])), told)) return;
    const away = sum(names.map((kind, at) => off(kind, all[at])));
    if (!best || away <= least) {
      best = all;
      least = away;
    }
  }
  attempt([]);
  const marks = /** @type {number[] | null} */ (best);
  return marks && new Map(names.map((kind, at) => [kind, marks[at]]));
}

/** @param {Map<string, number>} found @param {Map<string, number>} told */
function isFine(found, told) {
  const free = [...found].filter(([kind]) => !told.has(kind));
  if (free.some(([, mark]) => !ROUND.includes(mark))) return false;
  const own = new Map(free);
  const single = own.get("single") ?? 0;
  const low = own.get(TRUE_FALSE) ?? 0;
  return free.every(
    ([kind, mark]) => mark >= low && (kind === "single" || kind === TRUE_FALSE || mark >= single),
  );
}
