// How days are counted: the same as generator/book/working_days.py, for the date that a reader types. No dependencies.
// A day is a whole number (days since 1970-01-01), a time of day the minutes since midnight on the wall: no time zones.

/** @import { Calendar, Due, Dues, Events, Step, Stretch, Unit, Years } from "./types.d.ts" */

const MS = 86_400_000;
const DAY = 24 * 60;
/** @type {Record<string, number>} */
const MINUTES = { hour: 60, minute: 1, "at-once": 0 };
const WEEK = 7;
const FRIDAY = 4;
const FIRST_YEAR = 2000;
const LAST_YEAR = 2100;

/** "2026-12-31" → 20818; NaN for what is no date between 2000 and 2100. @param {string} text */
export function parse(text) {
  const found = /^\s*(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?\s*$/u.exec(text ?? "");
  if (!found) return NaN;
  const [year, month, date] = found.slice(1).map(Number);
  const day = Date.UTC(year, month - 1, date) / MS;
  const [y, m, d] = parts(day);
  return y === year && m === month && d === date && year >= FIRST_YEAR && year <= LAST_YEAR ? day : NaN;
}
/** "2026-12-31T23:30" → { day: 20818, minute: 1410 }; NaN for what is none. @param {string} text */
export function moment(text) {
  const [date, time, ...more] = (text ?? "").trim().split("T");
  const found = /^([01]\d|2[0-3]):([0-5]\d)$/u.exec(time ?? "");
  return {
    day: more.length ? NaN : parse(date),
    minute: found ? Number(found[1]) * 60 + Number(found[2]) : NaN,
  };
}
/** 20818 → [2026, 12, 31]. @param {number} day */
export function parts(day) {
  const date = new Date(day * MS);
  return [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
}
/** 20818 → "2026-12-31". @param {number} day */
export function iso(day) {
  const [year, month, date] = parts(day);
  return `${year}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`;
}
/** 0 for Monday to 6 for Sunday; 1970-01-01 was a Thursday. @param {number} day */
export const weekday = (day) => (((day + 3) % WEEK) + WEEK) % WEEK;
export const yearOf = (/** @type {number} */ day) => parts(day)[0];

/** off: [first, last] of each holiday, on: weekend days that are worked, known: years; days as text.
 * @param {Years} years @returns {Calendar} */
export function calendar({ off, on, known }) {
  const worked = new Set(on.map(parse));
  const free = new Set();
  for (const [first, last] of off) for (let day = parse(first); day <= parse(last); day++) free.add(day);
  const years = new Set(known);
  return {
    works: (day) => worked.has(day) || (weekday(day) <= FRIDAY && !free.has(day)),
    knows: (day) => years.has(yearOf(day)),
  };
}

/** @param {Calendar} known @param {number} day @param {Stretch[]} skipped @param {number[]} madeUp @param {number[]} unknown
 * @returns {Due} */
function due(known, day, skipped, madeUp, unknown) {
  let better = day;
  while (!known.works(better)) better -= 1;
  return { day, rests: better !== day, better, skipped, madeUp, unknown };
}

/** The last day of so many units ("day", "working-day") after the day `start`; of hours the last minute.
 * @param {Calendar} known @param {number} start @param {number} value @param {Unit} unit @param {number} [minute] @returns {Due} */
export function count(known, start, value, unit, minute) {
  if (unit in MINUTES) {
    const rest = { rests: false, skipped: [], madeUp: [], unknown: [] };
    if (minute === undefined) return { day: start, better: start, ...rest };
    const total = minute + value * MINUTES[unit];
    const day = start + Math.floor(total / DAY);
    return { day, better: day, ...rest, minute: total % DAY };
  }
  if (unit === "day") return due(known, start + value, [], [], []);
  /** @type {Stretch[]} */
  const skipped = []; // stretches of days that did not count: [first, last]
  const madeUp = []; // weekend days that did
  const unknown = new Set();
  let day = start;
  for (let left = value; left > 0; ) {
    day += 1;
    if (!known.knows(day)) unknown.add(yearOf(day));
    if (known.works(day)) {
      left -= 1;
      if (weekday(day) > FRIDAY) madeUp.push(day);
    } else if (skipped.length && skipped[skipped.length - 1][1] === day - 1) {
      skipped[skipped.length - 1][1] = day;
    } else {
      skipped.push([day, day]);
    }
  }
  return due(known, day, skipped, madeUp, [...unknown]);
}

/** Steps ({id, from, until, value, unit, extra, restarts}), events ({id: day}) and times of day ({id: minute})
 *  → {id: due} of those whose start is known and whose end has not come.
 * @param {Calendar} known @param {Step[]} steps @param {Events} events @param {Events} times */
export function reckon(known, steps, events, times = {}) {
  const byId = new Map(steps.map((step) => [step.id, step]));
  /** @type {Dues} */
  const found = {};
  /** @param {Step} step @returns {Due | undefined} */
  const at = (step) => {
    if (step.id in found) return found[step.id];
    const earlier = byId.get(step.from);
    const before = earlier && at(earlier);
    const start = events[step.from] ?? before?.day;
    const minute = step.from in events ? times[step.from] : before?.minute;
    if (start === undefined || step.until in events || (MINUTES[step.unit] && minute === undefined))
      return undefined;
    const first = Math.max(start, ...step.restarts.map((id) => events[id] ?? start));
    let own = count(known, first, step.value, step.unit, minute);
    if (step.extra) own = due(known, own.day + step.extra, own.skipped, own.madeUp, own.unknown);
    const unknown = [...new Set([...own.unknown, ...(before?.unknown ?? [])])].sort();
    return (found[step.id] = { ...own, unknown });
  };
  steps.forEach(at);
  return found;
}
