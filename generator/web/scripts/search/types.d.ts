// Shapes of the search. What Python writes: generator/search/data.py.

import type { Engine } from "./engine/engine.js";

export interface Constants {
  K1: number;
  B: number;
  EXACT: number;
  NUMBERED: number;
  FLOOR: number;
  FURTHER: number;
  CHATTER: number;
  PAIR: number;
  CHARACTER: number;
  SOUND: number;
  DOUBTFUL: number;
  SYNONYM: number;
  NEAR_WORD: number;
  INITIALS: number;
  MAX_CUTS: number;
}
export interface FirstData {
  constants: Constants;
  /** Letter of a field → its weight. */
  fields: Record<string, number>;
  /** Letter of a kind → its label, in the order shown. */
  kinds: Record<string, string>;
  headings: [number: string, title: string, path: string][];
  channels: [title: string, path: string][];
  alphabet: string;
  entries: string[];
}
export interface SecondData {
  alphabet: string;
  lines: string[];
  entries: string[];
  /** Words that stand for each other. */
  synonyms: string[][];
  /** An English word, then the Chinese words that it stands for. */
  english: [word: string, ...meant: string[]][];
  sounds: string;
  simplified: [old: string, plain: string];
}

export interface Heading {
  number: string;
  title: string;
  path: string;
}
export interface Entry {
  kind: string;
  id: string;
  group: string;
  badge: string;
  mark: string;
  path: string;
  title: string;
  lines: string[];
  tests: string[];
}
export interface Term {
  label: string;
  factor: number;
  features: string[];
}
export interface Weighed {
  term: Term;
  weight: number;
}
export interface Hit {
  entry: Entry;
  number: number;
  score: number;
}
export interface Result {
  best: Hit;
  score: number;
  others: Hit[];
}
export interface Found {
  results: Result[];
  terms: Weighed[];
  number: string;
}

declare global {
  var HBSearch: { Engine: typeof Engine };
  var HB_SEARCH_DATA: FirstData;
  var HB_SEARCH_MORE: SecondData | undefined;
}
