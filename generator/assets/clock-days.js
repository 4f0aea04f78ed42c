// How days are counted: the same as generator/reckoning.py, for the date that a reader types. No dependencies.
// A day is a whole number (days since 1970-01-01, UTC): no hours, no time zones, no Date that drifts.
"use strict";
const hbDays = (() => {
  const MS = 86_400_000;
  const WEEK = 7;
  const FRIDAY = 4;
  const FIRST_YEAR = 2000;
  const LAST_YEAR = 2100;

  /** "2026-12-31" → 20818; NaN for what is no date between 2000 and 2100. */
  function parse(text) {
    const found = /^\s*(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?\s*$/u.exec(text ?? "");
    if (!found) return NaN;
    const [year, month, date] = found.slice(1).map(Number);
    const day = Date.UTC(year, month - 1, date) / MS;
    const [y, m, d] = parts(day);
    return y === year && m === month && d === date && year >= FIRST_YEAR && year <= LAST_YEAR ? day : NaN;
  }
  /** 20818 → [2026, 12, 31]. */
  function parts(day) {
    const date = new Date(day * MS);
    return [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
  }
  /** 20818 → "2026-12-31". */
  function iso(day) {
    const [year, month, date] = parts(day);
    return `${year}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`;
  }
  /** 0 for Monday to 6 for Sunday; 1970-01-01 was a Thursday. */
  const weekday = (day) => (((day + 3) % WEEK) + WEEK) % WEEK;
  const yearOf = (day) => parts(day)[0];

  /** off: [first, last] of each holiday, on: weekend days that are worked, known: years; days as text. */
  function calendar({ off, on, known }) {
    const worked = new Set(on.map(parse));
    const free = new Set();
    for (const [first, last] of off) for (let day = parse(first); day <= parse(last); day++) free.add(day);
    const years = new Set(known);
    return {
      works: (day) => worked.has(day) || (weekday(day) <= FRIDAY && !free.has(day)),
      knows: (day) => years.has(yearOf(day)),
    };
  }

  function due(known, day, skipped, madeUp, unknown) {
    let better = day;
    while (!known.works(better)) better -= 1;
    return { day, rests: better !== day, better, skipped, madeUp, unknown };
  }

  /** The last day of so many units ("day", "working-day") after the day `start`. */
  function count(known, start, value, unit) {
    if (unit === "day") return due(known, start + value, [], [], []);
    const skipped = []; // stretches of days that did not count: [first, last]
    const madeUp = []; // weekend days that did
    const unknown = new Set();
    let day = start;
    for (let left = value; left > 0;) {
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

  /** Steps ({id, from, value, unit, extra}) and events ({id: day}) → {id: due} of those whose start is known. */
  function reckon(known, steps, events) {
    const byId = new Map(steps.map((step) => [step.id, step]));
    const found = {};
    const at = (step) => {
      if (step.id in found) return found[step.id];
      const before = byId.has(step.from) ? at(byId.get(step.from)) : null;
      const start = events[step.from] ?? before?.day;
      if (start === undefined) return undefined;
      const own = count(known, start, step.value, step.unit);
      const unknown = [...new Set([...own.unknown, ...(before?.unknown ?? [])])].sort();
      return (found[step.id] = due(known, own.day + step.extra, own.skipped, own.madeUp, unknown));
    };
    steps.forEach(at);
    return found;
  }

  return { parse, parts, iso, weekday, yearOf, calendar, count, reckon };
})();
