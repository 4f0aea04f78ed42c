// What the modules beside it share: names of kinds, faults, sums and stable sorting.

import { _ } from "../../texts.js";

export const CASE = "case";

export const TRUE_FALSE = "true-false";

export const ANY = "any";

export const FIRST = "A";

export const HINT = _`请减少题数，或放宽章、渠道、责任人、难度的范围。`;

export class ImpossibleError extends Error {}

export class ShortError extends Error {
  /** @param {string} kind @param {number} reached */
  constructor(kind, reached) {
    super(kind);
    this.kind = kind;
    this.reached = reached;
  }
}

/** @param {Iterable<number>} numbers */
export const sum = (numbers) => {
  let total = 0;
  for (const one of numbers) total += one;
  return total;
};

/** @template T @param {T[]} things @param {(one: T) => number[]} key @returns {T[]} a stable sort by rows of numbers */
export const sorted = (things, key) =>
  things
    .map((thing) => ({ thing, row: key(thing) }))
    .sort((x, y) => {
      const at = x.row.findIndex((value, place) => value !== y.row[place]);
      return at < 0 ? 0 : x.row[at] - y.row[at];
    })
    .map(({ thing }) => thing);
