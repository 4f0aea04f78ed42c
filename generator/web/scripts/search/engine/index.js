// What Python sent → entries and their postings, made on arrival.

/** @import { Entry, FirstData, SecondData } from "../types.d.ts" */
import { fold, isHan, runs } from "./folding.js";
import { hash, Postings, Table } from "./postings.js";
import { Sounds } from "./sounds.js";
import { standingFor } from "./terms.js";

/** What generator/search/data.py coded. @param {string} alphabet @param {string[]} texts @returns {string[]} */
function decoded(alphabet, texts) {
  /** @type {Record<number, string>} */
  const table = { 9: "\t", 10: "\n" };
  let code = 0x20;
  for (const char of alphabet) {
    while (code === 0x22 || code === 0x5c || (code > 0x7e && code < 0xa1)) code++;
    table[code++] = char;
  }
  return texts.map((text) => {
    let out = "";
    for (let at = 0; at < text.length; at++) out += table[text.charCodeAt(at)];
    return out;
  });
}

export class Index {
  /** @param {FirstData} data @param {SecondData} [more] */
  constructor(data, more) {
    this.constants = data.constants;
    this.fields = data.fields;
    this.kinds = data.kinds;
    /** @type {Map<string, {number: string, title: string, path: string}>} */
    this.headings = new Map();
    for (const [number, title, path] of data.headings) this.headings.set(number, { number, title, path });
    /** @type {string[][]} */
    this.groups = more ? more.synonyms : [];
    /** @type {string[][][]} a word and the feature that stands for it */
    this.synonyms = [];
    /** @type {string[][]} an English word, then the Chinese words that it stands for */
    this.dictionary = more ? more.english : [];
    /** @type {Map<string, string[]>} an English word and the features that stand for what it means */
    this.english = new Map();
    this.channels = data.channels;
    /** @type {Entry[]} */
    this.entries = decoded(data.alphabet, data.entries).map((text) => this.entryOf(text));
    this.rules = this.entries.length;
    this.complete = Boolean(more);
    if (more) {
      decoded(more.alphabet, more.lines).forEach((text, at) => {
        if (text) this.entries[at].lines.push(...text.split("\n"));
      });
      for (const text of decoded(more.alphabet, more.entries)) this.entries.push(this.entryOf(text));
      this.lend();
    }
    this.ids = new Set(this.entries.map((entry) => entry.id));
    this.sounds = new Sounds(more ? more.sounds : "");
    /** @type {Map<string, string>} */
    this.simplified = new Map();
    const [old, plain] = more ? more.simplified : ["", ""];
    for (let at = 0; at < old.length; at++) this.simplified.set(old[at], plain[at]);
    this.postings = new Postings();
    this.lines = new Table(); // hash of a whole line → its last owner
    this.lineOwner = [-1];
    this.lineBefore = [-1];
    this.done = 0;
    /** @type {number[]} */
    this.norms = [];
    /** @type {string[]} */
    this.words = [];
    this.scores = new Float64Array(this.entries.length);
  }

  /** What a question says counts for the rules that it tests. */
  lend() {
    const rules = new Map(this.entries.slice(0, this.rules).map((entry) => [entry.id, entry]));
    for (const { tests, lines } of this.entries) {
      for (const id of tests) {
        const rule = rules.get(id);
        if (rule) for (const line of lines) rule.lines.push(`Q${line.slice(1)}`);
      }
    }
  }

  /** @param {string} text @returns {Entry} */
  entryOf(text) {
    const [first, ...lines] = text.split("\n");
    const [kind, id, group, badge, path, tests, mark] = first.split("\t");
    const heading = kind === "r" ? this.headings.get(group.split(".")[0]) : undefined;
    return {
      kind,
      id,
      group,
      badge,
      lines,
      mark: mark || "",
      path: path || `${heading ? heading.path : ""}#${id}`,
      title: lines[0].slice(1),
      tests: tests ? tests.split(" ") : [],
    };
  }

  /** Indexes for some milliseconds; true when everything is in. @param {number} [budget] */
  build(budget = Infinity) {
    const end = performance.now() + budget;
    while (this.done < this.entries.length) {
      this.index(this.done++);
      if (this.done % 64 === 0 && performance.now() > end) break;
    }
    if (this.done < this.entries.length) return false;
    if (typeof this.average === "undefined") {
      let total = 0;
      for (let at = 0; at < this.rules; at++) total += this.norms[at];
      this.average = this.rules ? total / this.rules : 1;
      const { B } = this.constants;
      this.norms = this.norms.map((length) => 1 - B + (B * length) / /** @type {number} */ (this.average));
      this.words = [...this.postings.words.keys()].sort();
      this.synonyms = this.groups.map((group) =>
        group.map(fold).map((word) => [word, standingFor(this, word)]),
      );
      for (const [word, ...meant] of this.dictionary) {
        const features = meant.map((one) => standingFor(this, fold(one))).filter(Boolean);
        this.english.set(word, [...new Set(features)]);
      }
    }
    return true;
  }

  /** @param {number} number @returns {[string, string][]} letter of the field, text */
  linesOf(number) {
    const entry = this.entries[number];
    /** @type {[string, string][]} */
    const lines = [];
    for (const line of entry.lines) {
      const letter = line[0];
      if (letter === "K" || letter === "Y")
        for (const word of line.slice(1).split("\t")) lines.push([letter, word]);
      else lines.push([letter, line.slice(1)]);
    }
    const parts = entry.group ? entry.group.split(".") : [];
    for (let level = parts.length; level > 0; level--) {
      const heading = this.headings.get(parts.slice(0, level).join("."));
      if (heading) lines.push(["HNC"[level - 1], heading.title]);
    }
    return lines;
  }

  /** @param {number} number */
  index(number) {
    let length = 0;
    for (const [letter, text] of this.linesOf(number)) {
      const amount = this.fields[letter];
      const formal = letter !== "A" && number < this.rules;
      const found = runs(fold(text));
      if (letter !== "N" && letter !== "H") {
        const key = hash(found.join(""));
        const before = this.lines.get(key);
        if (before < 0) this.lines.add(key, this.lineOwner.length);
        else this.lines.put(key, this.lineOwner.length);
        this.lineBefore.push(before);
        this.lineOwner.push(number);
      }
      for (const run of found) {
        if (isHan(run)) {
          length += run.length;
          this.postings.addHan(run, number, amount, formal);
        } else {
          length += 1;
          this.postings.addWord(run, number, amount, formal);
        }
      }
    }
    this.norms.push(length);
  }

  /** @param {string} query */
  foldQuery(query) {
    return fold(query).replace(/[^\x00-\x7f]/g, (char) => this.simplified.get(char) || char);
  }
}
