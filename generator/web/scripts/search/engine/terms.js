// Query → terms, each with the features that stand for it: as generator/search/terms.py.

/** @import { Term } from "../types.d.ts" */
/** @import { Index } from "./index.js" */
import { isHan, runs } from "./folding.js";

/** Whether one of two words begins with the other: complain, complaints. @param {string} word @param {string} other */
function isForm(word, other) {
  const [short, long] = word.length <= other.length ? [word, other] : [other, word];
  return short.length >= 4 && long.length - short.length <= 4 && long.startsWith(short);
}

/** @param {string} word @param {string} other */
function isNear(word, other) {
  if (Math.min(word.length, other.length) < 4 || Math.abs(word.length - other.length) > 1) return false;
  if (word[0] !== other[0]) return false;
  if (word.length === other.length) {
    const wrong = [...word].map((_, at) => at).filter((at) => word[at] !== other[at]);
    const [one, two] = wrong;
    const swapped =
      wrong.length === 2 && two === one + 1 && word[one] === other[two] && word[two] === other[one];
    return wrong.length <= 1 || swapped;
  }
  const [short, long] = word.length < other.length ? [word, other] : [other, word];
  return [...long].some((_, at) => long.slice(0, at) + long.slice(at + 1) === short);
}

/** @param {string[][]} pairs @param {boolean} strict */
function chained(pairs, strict) {
  const chain = pairs.map((step) => [...step]);
  for (let at = 1; at < chain.length; at++) {
    const ends = new Set(chain[at - 1].map((pair) => pair[1]));
    const kept = chain[at].filter((pair) => ends.has(pair[0]));
    if (kept.length || strict) chain[at] = kept;
  }
  for (let at = chain.length - 2; at >= 0; at--) {
    const starts = new Set(chain[at + 1].map((pair) => pair[0]));
    const kept = chain[at].filter((pair) => starts.has(pair[1]));
    if (kept.length || strict) chain[at] = kept;
  }
  return chain;
}

/** @param {Index} index @param {string} folded @returns {Term[]} */
export function plan(index, folded) {
  /** @type {Map<string, Term>} */
  const terms = new Map();
  /** @param {Term} term */
  const add = (term) => {
    if (!terms.has(term.label)) terms.set(term.label, term);
  };
  for (const run of runs(folded)) (isHan(run) ? hanTerms(index, run) : latinTerms(index, run)).forEach(add);
  for (const group of index.synonyms) {
    if (!group.some(([word]) => folded.includes(word))) continue;
    const features = group
      .filter(([word, feature]) => feature && !folded.includes(word) && !folded.includes(feature.trim()))
      .map(([, feature]) => feature);
    if (features.length) {
      add({ label: `～${group[0][0]}`, factor: index.constants.SYNONYM, features: [...new Set(features)] });
    }
  }
  return [...terms.values()];
}

/** The rarest feature of a word that occurs with all its features. @param {Index} index @param {string} word */
export function standingFor(index, word) {
  /** @type {string[]} */
  const features = [];
  for (const run of runs(word)) {
    if (!isHan(run)) features.push(` ${run}`);
    else if (run.length === 1) features.push(run);
    else for (let at = 0; at + 1 < run.length; at++) features.push(run.slice(at, at + 2));
  }
  let rarest = "";
  let least = Infinity;
  for (const feature of features) {
    if (!index.postings.has(feature)) return "";
    let count = 0;
    const { head, next } = index.postings;
    for (let at = head[index.postings.find(feature)]; at; at = next[at]) count++;
    if (count < least) [least, rarest] = [count, feature];
  }
  return rarest;
}

/** @param {Index} index @param {string} run @returns {Term[]} */
function hanTerms(index, run) {
  const { CHARACTER, DOUBTFUL, PAIR, SOUND } = index.constants;
  const pairs = [...Array(run.length - 1).keys()].map((at) => run.slice(at, at + 2));
  const meant = pairs.map((pair) => (index.postings.has(pair) ? [] : misheard(index, pair)));
  /** @type {Term[]} */
  const terms = [];
  for (let at = 0; at < run.length; at++) {
    if (index.postings.has(run[at])) {
      const around = meant.slice(Math.max(0, at - 1), at + 1);
      const factor = around.length && around.every((one) => one.length) ? DOUBTFUL : CHARACTER;
      terms.push({ label: run[at], factor, features: [run[at]] });
    }
    if (at === pairs.length) break;
    if (index.postings.has(pairs[at])) terms.push({ label: pairs[at], factor: PAIR, features: [pairs[at]] });
    else if (meant[at].length) terms.push({ label: `≈${pairs[at]}`, factor: SOUND, features: meant[at] });
  }
  return terms;
}

/** Pairs that occur and sound like one that does not. @param {Index} index @param {string} pair @returns {string[]} */
function misheard(index, pair) {
  return [
    ...[...index.sounds.alike(pair[1])].map((other) => pair[0] + other),
    ...[...index.sounds.alike(pair[0])].map((other) => other + pair[1]),
  ].filter((other) => index.postings.has(other));
}

/** @param {Index} index @param {string} word @returns {Term[]} */
function latinTerms(index, word) {
  const { PAIR, NEAR_WORD, SYNONYM } = index.constants;
  /** @type {Term[]} */
  const terms = [];
  const meant = meantBy(index, word);
  if (meant.length) terms.push({ label: `～${word}`, factor: SYNONYM, features: meant });
  if (index.postings.has(` ${word}`))
    return [...terms, { label: word, factor: PAIR, features: [` ${word}`] }];
  if (word.length > 1) {
    const longer = index.words.filter((other) => other.startsWith(word)).map((other) => ` ${other}`);
    if (longer.length) terms.push({ label: `${word}…`, factor: PAIR, features: longer });
  }
  if (/^[a-z]+$/.test(word) && !index.english.has(word)) {
    const units = unitTerms(index, word);
    if (units.length) return [...terms, ...units];
  }
  const near = index.words.filter((other) => isNear(word, other)).map((other) => ` ${other}`);
  if (!meant.length) near.push(...allOf(index, (other) => isNear(word, other)));
  if (near.length) terms.push({ label: `≈${word}`, factor: NEAR_WORD, features: [...new Set(near)] });
  return terms;
}

/** What an English word stands for, or else those that begin with it or that it goes on from. @param {Index} index @param {string} word */
function meantBy(index, word) {
  return index.english.get(word) || allOf(index, (other) => isForm(word, other));
}

/** Everything that some English words stand for, once. @param {Index} index @param {(word: string) => boolean} wanted */
function allOf(index, wanted) {
  const features = [...index.english.keys()].filter(wanted).flatMap((word) => index.english.get(word) || []);
  return [...new Set(features)];
}

/** @param {Index} index @param {string} word @returns {Term[]} */
function unitTerms(index, word) {
  const { CHARACTER, PAIR, INITIALS, MAX_CUTS } = index.constants;
  let best = 0;
  /** @type {Term[]} */
  let terms = [];
  for (const units of index.sounds.cuts(word, MAX_CUTS)) {
    const chars = units.map((unit) => index.sounds.characters.get(unit) || index.sounds.starting(unit));
    const whole = units.map((unit) => index.sounds.characters.has(unit));
    /** @type {Term[]} */
    const found = [];
    let support = 0;
    if (units.length === 1) {
      const features = [...chars[0]].filter((char) => index.postings.has(char));
      if (features.length && word.length > 1) found.push({ label: word, factor: CHARACTER, features });
      support = found.length;
    } else {
      const steps = chars.slice(1).map((others, at) => pairsOf(index, chars[at], others));
      const chain = chained(steps, !whole.every(Boolean));
      support = chain.filter((step) => step.length).length / chain.length;
      chain.forEach((features, at) => {
        if (!features.length) return;
        const factor = whole[at] && whole[at + 1] ? PAIR : INITIALS;
        found.push({ label: `${units[at]}·${units[at + 1]}`, factor, features });
      });
    }
    if (support > best && (support === 1 || whole.every(Boolean))) {
      best = support;
      terms = found;
    }
  }
  return terms;
}

/** @param {Index} index @param {string} firsts @param {string} seconds */
function pairsOf(index, firsts, seconds) {
  const { chars } = index.postings;
  const known = [...seconds].filter((char) => chars[char.charCodeAt(0)]);
  /** @type {string[]} */
  const out = [];
  for (const first of firsts) {
    if (!chars[first.charCodeAt(0)]) continue;
    for (const second of known) if (index.postings.has(first + second)) out.push(first + second);
  }
  return out;
}
