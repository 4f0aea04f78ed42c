// Query → ranked entries. The same algorithm as generator/search/{folding,sounds,terms,ranking}.py, where the reasons
// are written; a test holds the two together. No DOM, no dependency: runs in browsers and in node.

/** @import { Found, Hit, Result, Term, Weighed } from "../types.d.ts" */
import { fold, numberIn, runs } from "./folding.js";
import { Index } from "./index.js";
import { hash } from "./postings.js";
import { plan } from "./terms.js";

export class Engine extends Index {
  /** Adds what a term brings to every entry's score; tells its weight. @param {Term} term */
  add(term) {
    const { K1, CHATTER } = this.constants;
    const { head, next, entry, amount, formal } = this.postings;
    let share = 1;
    const { scores, norms } = this;
    /** @type {Map<number, number> | null} */
    let merged = null;
    let containing = 0;
    const chains = term.features.map((feature) => head[this.postings.find(feature)]);
    if (chains.length > 1) {
      merged = new Map();
      for (const start of chains) {
        for (let at = start; at; at = next[at])
          merged.set(entry[at], (merged.get(entry[at]) || 0) + amount[at]);
      }
      for (const number of merged.keys()) if (number < this.rules) containing++;
    } else {
      for (let at = chains[0]; at; at = next[at]) if (entry[at] < this.rules) containing++;
      share = (formal[this.postings.find(term.features[0])] + CHATTER) / (containing + CHATTER);
    }
    const odds = (this.rules - containing + 0.5) / (containing + 0.5);
    const idf = Math.floor(1e4 * Math.log(1 + odds) + 0.5) / 1e4;
    const weight = idf * term.factor * share * (K1 + 1);
    if (merged) {
      for (const [number, count] of merged) scores[number] += (weight * count) / (K1 * norms[number] + count);
    } else {
      for (let at = chains[0]; at; at = next[at]) {
        const number = entry[at];
        scores[number] += (weight * amount[at]) / (K1 * norms[number] + amount[at]);
      }
    }
    return idf * term.factor * share;
  }

  /** The provision of that number, or the closest above it that exists. @param {string} number */
  nearest(number) {
    while (number && !this.headings.has(number) && !this.ids.has(number)) {
      number = number
        .slice(0, Math.max(0, number.lastIndexOf(number.includes("-") ? "-" : ".")))
        .replace("L", "");
    }
    return number;
  }

  /** The entries with a line that says just this. @param {string} bare @returns {number[]} */
  exactly(bare) {
    /** @type {number[]} */
    const found = [];
    for (let at = this.lines.get(hash(bare)); at > 0; at = this.lineBefore[at]) {
      const number = this.lineOwner[at];
      if (found.includes(number)) continue;
      const same = (/** @type {[string, string]} */ [letter, text]) => {
        return letter !== "N" && letter !== "H" && runs(fold(text)).join("") === bare;
      };
      if (this.linesOf(number).some(same)) found.push(number);
    }
    return found;
  }

  /**
   * What has something of the query, best first, rules gathered by clause and before other kinds.
   * @param {string} query
   * @returns {Found}
   */
  search(query) {
    const { EXACT, NUMBERED, FLOOR, FURTHER } = this.constants;
    const { scores, entries } = this;
    const folded = this.foldQuery(query);
    const named = numberIn(folded);
    const text = named ? named.rest : folded;
    scores.fill(0);
    const terms = plan(this, text).map((term) => ({ term, weight: this.add(term) }));
    let top = 0;
    for (let at = 0; at < scores.length; at++) if (scores[at] > top) top = scores[at];
    const share = top ? FURTHER : 0; // a number alone: in handbook order
    top = top || 1;
    const bare = runs(text).join("");
    if (bare) for (const at of this.exactly(bare)) scores[at] += EXACT * top;
    if (named) {
      const provision = this.nearest(named.number);
      const clause = provision[0] === "L" ? "" : provision.split("-")[0];
      if (!clause)
        entries.forEach(
          ({ id }, at) => (scores[at] += provision && id === provision ? 2 * NUMBERED * top : 0),
        );
      for (let at = 0; clause && at < this.rules; at++) {
        const { id, group } = entries[at];
        if (id === provision) scores[at] += 2 * NUMBERED * top;
        else if (group === clause || group.startsWith(`${clause}.`)) scores[at] += NUMBERED * top;
      }
    }
    /** @type {Record<string, number>} */
    const best = {};
    for (let at = 0; at < scores.length; at++) {
      if (scores[at] > (best[entries[at].kind] || 0)) best[entries[at].kind] = scores[at];
    }
    const order = Object.keys(this.kinds);
    /** @type {Hit[]} */
    const hits = [];
    for (let at = 0; at < scores.length; at++) {
      const entry = entries[at];
      if (scores[at] > 0 && scores[at] >= FLOOR * best[entry.kind])
        hits.push({ entry, number: at, score: scores[at] });
    }
    hits.sort((one, other) => other.score - one.score || one.number - other.number);
    /** @type {Map<string, Result & {share: number}>} */
    const gathered = new Map();
    for (const hit of hits) {
      const key = hit.entry.group || `${hit.entry.kind} ${hit.entry.id}`;
      const result = gathered.get(key);
      if (!result) gathered.set(key, { best: hit, score: hit.score, others: [], share });
      else {
        result.others.push(hit);
        result.score += hit.score * result.share;
        result.share *= share;
      }
    }
    const results = [...gathered.values()].sort(
      (one, other) =>
        order.indexOf(one.best.entry.kind) - order.indexOf(other.best.entry.kind) || other.score - one.score,
    );
    return { results, terms, number: named ? named.number : "" };
  }

  /**
   * The parts of a text that a query's terms touch: [start, end) pairs, in order.
   * @param {string} text @param {Weighed[]} terms
   */
  marks(text, terms) {
    const folded = fold(text);
    const lone = terms.every(({ term }) => term.features.every((feature) => feature.length === 1));
    const touched = new Uint8Array(folded.length);
    for (const { term } of terms) {
      for (const feature of term.features) {
        if (feature.length === 1 && !lone) continue;
        const sought = feature.trim();
        for (let at = folded.indexOf(sought); at >= 0; at = folded.indexOf(sought, at + 1)) {
          touched.fill(1, at, at + sought.length);
        }
      }
    }
    /** @type {[number, number][]} */
    const out = [];
    for (let at = 0; at < touched.length; at++) {
      if (!touched[at]) continue;
      const start = at;
      while (at < touched.length && touched[at]) at++;
      out.push([start, at]);
    }
    return out;
  }

  /**
   * The line of an entry that says most of the query; the statement when none says more.
   * @param {number} number @param {Weighed[]} terms @returns {[string, string]}
   */
  bestLine(number, terms) {
    /** @type {[string, string]} */
    let best = ["", ""];
    let most = -1;
    for (const [letter, text] of this.linesOf(number)) {
      if ("TCNHQ".includes(letter)) continue;
      const folded = fold(text);
      let sum = letter === "S" || letter === "B" ? 0.01 : 0;
      for (const { term, weight } of terms) {
        if (term.features.some((feature) => folded.includes(feature.trim()))) sum += weight;
      }
      if (sum > most) {
        most = sum;
        best = [letter, text];
      }
    }
    return best;
  }
}
