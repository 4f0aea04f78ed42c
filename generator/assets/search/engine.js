// @ts-check
// Query → ranked entries. The same algorithm as generator/search/{folding,sounds,terms,ranking}.py, where the reasons
// are written; a test holds the two together. No DOM, no dependency: runs in browsers and in node.

/**
 * @typedef {{label: string, factor: number, features: string[]}} Term
 * @typedef {{kind: string, id: string, group: string, badge: string, path: string, title: string, lines: string[], tests: string[]}} Entry
 * @typedef {{entry: Entry, number: number, score: number}} Hit
 * @typedef {{best: Hit, score: number, others: Hit[]}} Result
 */

(function (scope) {
  "use strict";

  const HAN = 0x3400;
  const DIGITS = "零一二三四五六七八九";
  const NUMBER = "[零〇一二两三四五六七八九十百]+|[0-9]{1,4}";
  const LEVELS = new RegExp(`第?(${NUMBER})章(?:第?(${NUMBER})节)?(?:第?(${NUMBER})条)?`);
  const DOTTED = /(?<![0-9.])第?([0-9]{1,4}(?:[.．。][0-9]{1,4}){1,2})(?:[-–—]([0-9]{1,4}))?[章节条款]?(?![0-9.])/;
  const SUPPLEMENT = /(?<![a-z0-9.])l([0-9]{1,4}(?:[.．。][0-9]{1,4}){0,2})[-–—]([0-9]{1,4})(?![0-9.])/;
  const CHAPTER = new RegExp(`^第(${NUMBER})[章节条]?$`);

  /** @param {string} text */
  function fold(text) {
    let out = "";
    for (let at = 0; at < text.length; at++) {
      let code = text.charCodeAt(at);
      if (code > 0xff00 && code < 0xff5f) code -= 0xfee0;
      else if (code === 0x3000) code = 0x20;
      out += String.fromCharCode(code > 64 && code < 91 ? code + 32 : code);
    }
    return out;
  }

  /** @param {string} folded */
  const runs = (folded) => folded.match(/[a-z0-9]+|[\u3400-\u9fff]+/g) || [];
  /** @param {string} run */
  const isHan = (run) => run.charCodeAt(0) >= HAN;

  /** @param {string} text */
  function valueOf(text) {
    if (text.charCodeAt(0) < HAN && text[0] !== "〇") return Number(text);
    let total = 0;
    let digit = 0;
    for (const char of text) {
      if (char === "十" || char === "百") {
        total += (digit || 1) * (char === "十" ? 10 : 100);
        digit = 0;
      } else digit = char === "〇" ? 0 : char === "两" ? 2 : DIGITS.indexOf(char);
    }
    return total + digit;
  }

  /** @param {string} folded */
  function numberIn(folded) {
    let number = "";
    const law = SUPPLEMENT.exec(folded);
    let found = law || DOTTED.exec(folded);
    if (found) {
      number = (law ? "L" : "") + found[1].split(/[.．。]/).map(Number).join(".") + (found[2] ? `-${Number(found[2])}` : "");
    } else {
      found = LEVELS.exec(folded);
      const whole = found ? null : CHAPTER.exec(folded.trim());
      if (!found && !whole) return null;
      number = (found || whole || []).slice(1).filter(Boolean).map(valueOf).join(".");
      if (!found) return { number, rest: "" };
    }
    return { number, rest: `${folded.slice(0, found.index)} ${folded.slice(found.index + found[0].length)}` };
  }

  /** @param {string} syllable */
  function blur(syllable) {
    if (syllable[1] === "h") syllable = syllable[0] + syllable.slice(2);
    if (syllable[0] === "n" && syllable.length > 1) syllable = `l${syllable.slice(1)}`;
    return syllable.endsWith("ng") ? syllable.slice(0, -1) : syllable;
  }

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

  /** @param {string} text @returns {number} FNV-1a, 31 bits */
  function hash(text) {
    let value = 0x811c9dc5;
    for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
    return value & 0x7fffffff;
  }

  /** Integer → integer, open addressing: several times as fast as Map for millions of keys. */
  class Table {
    constructor() {
      this.size = 0;
      this.keys = new Int32Array(1 << 14).fill(-1);
      this.values = new Int32Array(1 << 14);
    }
    /** @param {number} key */
    slot(key) {
      const mask = this.keys.length - 1;
      let at = (Math.imul(key, 0x9e3779b1) >>> 7) & mask;
      while (this.keys[at] !== -1 && this.keys[at] !== key) at = (at + 1) & mask;
      return at;
    }
    /** @param {number} key @returns {number} -1 when there is none */
    get(key) {
      const at = this.slot(key);
      return this.keys[at] === -1 ? -1 : this.values[at];
    }
    /** @param {number} key @param {number} value */
    add(key, value) {
      if (++this.size * 2 > this.keys.length) {
        const { keys, values } = this;
        this.keys = new Int32Array(keys.length * 2).fill(-1);
        this.values = new Int32Array(keys.length * 2);
        for (let at = 0; at < keys.length; at++) if (keys[at] !== -1) this.put(keys[at], values[at]);
      }
      this.put(key, value);
    }
    /** @param {number} key @param {number} value */
    put(key, value) {
      const at = this.slot(key);
      this.keys[at] = key;
      this.values[at] = value;
    }
  }

  /** Features → postings. A feature's postings are a chain, newest entry first: nothing has to be sorted. */
  class Postings {
    constructor() {
      this.chars = new Uint16Array(0x10000); // character → 1, 2, 3 …; 0: does not occur
      this.count = 0; // of characters
      this.pairs = new Table();
      /** @type {Map<string, number>} */
      this.words = new Map();
      this.head = new Int32Array(1 << 14);
      this.features = 0;
      this.formal = new Int32Array(1 << 14); // in how many rules a feature stands outside questions
      this.formalIn = new Int32Array(1 << 14); // the last of these, counted from 1
      this.used = 1; // 0 ends a chain
      this.next = new Int32Array(1 << 16);
      this.entry = new Int32Array(1 << 16);
      this.amount = new Float32Array(1 << 16); // multiples of 1/4: exact
    }
    /** @param {Int32Array<ArrayBuffer>} array @returns {Int32Array<ArrayBuffer>} */
    static double(array) {
      const bigger = new Int32Array(array.length * 2);
      bigger.set(array);
      return bigger;
    }
    /** @param {number} feature @param {number} entry @param {number} amount */
    count_(feature, entry, amount) {
      const at = this.head[feature];
      if (at && this.entry[at] === entry) {
        this.amount[at] += amount;
        return;
      }
      if (this.used === this.next.length) {
        this.next = Postings.double(this.next);
        this.entry = Postings.double(this.entry);
        const amounts = new Float32Array(this.next.length);
        amounts.set(this.amount);
        this.amount = amounts;
      }
      this.next[this.used] = at;
      this.entry[this.used] = entry;
      this.amount[this.used] = amount;
      this.head[feature] = this.used++;
    }
    fresh() {
      if (this.features === this.head.length) {
        this.head = Postings.double(this.head);
        this.formal = Postings.double(this.formal);
        this.formalIn = Postings.double(this.formalIn);
      }
      return this.features++;
    }
    /** @param {number} feature @param {number} entry */
    countFormal(feature, entry) {
      if (this.formalIn[feature] === entry + 1) return;
      this.formalIn[feature] = entry + 1;
      this.formal[feature]++;
    }
    /** @param {string} run @param {number} entry @param {number} amount @param {boolean} formal */
    addHan(run, entry, amount, formal) {
      let before = 0;
      for (let at = 0; at < run.length; at++) {
        const code = run.charCodeAt(at);
        let id = this.chars[code];
        if (!id) {
          id = this.chars[code] = ++this.count;
          this.pairs.add(id, this.fresh());
        }
        const single = this.pairs.get(id);
        this.count_(single, entry, amount);
        if (formal) this.countFormal(single, entry);
        if (before) {
          const key = (before << 15) | id;
          let feature = this.pairs.get(key);
          if (feature < 0) this.pairs.add(key, (feature = this.fresh()));
          this.count_(feature, entry, amount);
          if (formal) this.countFormal(feature, entry);
        }
        before = id;
      }
    }
    /** @param {string} word @param {number} entry @param {number} amount @param {boolean} formal */
    addWord(word, entry, amount, formal) {
      let feature = this.words.get(word);
      if (feature === undefined) this.words.set(word, (feature = this.fresh()));
      this.count_(feature, entry, amount);
      if (formal) this.countFormal(feature, entry);
    }
    /** @param {string} feature a character, a pair, or a space and a word @returns {number} -1 when unknown */
    find(feature) {
      if (feature[0] === " ") return this.words.get(feature.slice(1)) ?? -1;
      const first = this.chars[feature.charCodeAt(0)];
      if (!first || feature.length === 1) return first ? this.pairs.get(first) : -1;
      const second = this.chars[feature.charCodeAt(1)];
      return second ? this.pairs.get((first << 15) | second) : -1;
    }
    /** @param {string} feature */
    has(feature) {
      return this.find(feature) >= 0;
    }
  }

  /** Syllable → characters, and back. */
  class Sounds {
    /** @param {string} packed "a啊阿 ai爱…" */
    constructor(packed) {
      /** @type {Map<string, string>} */
      this.characters = new Map();
      /** @type {Map<string, string[]>} */
      this.readings = new Map();
      for (const part of packed ? packed.split(" ") : []) {
        const syllable = (/^[a-z]+/.exec(part) || [""])[0];
        this.characters.set(syllable, part.slice(syllable.length));
        for (const char of part.slice(syllable.length)) {
          const readings = this.readings.get(char);
          if (readings) readings.push(syllable);
          else this.readings.set(char, [syllable]);
        }
      }
    }
    /** @param {string} char */
    alike(char) {
      const classes = (this.readings.get(char) || []).map(blur);
      let out = "";
      if (classes.length) {
        for (const [syllable, chars] of this.characters) if (classes.includes(blur(syllable))) out += chars;
      }
      return out.replaceAll(char, "");
    }
    /** @param {string} prefix */
    starting(prefix) {
      let out = "";
      for (const [syllable, chars] of this.characters) if (syllable.startsWith(prefix)) out += chars;
      return out;
    }
    /** @param {string} letters @param {number} most @returns {string[][]} */
    cuts(letters, most) {
      const initials = /^(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)$/;
      /** @type {[number, string][][]} */
      const best = [[[0, ""]]];
      for (let end = 1; end <= letters.length; end++) {
        /** @type {[number, string][]} */
        const found = [];
        for (let start = Math.max(0, end - 6); start < end; start++) {
          const unit = letters.slice(start, end);
          let cost = 3;
          if (this.characters.has(unit)) cost = 1;
          else if (!initials.test(unit) && !(end === letters.length && this.starting(unit))) continue;
          for (const [before, units] of best[start]) found.push([before + cost, units ? `${units} ${unit}` : unit]);
        }
        found.sort((one, other) => one[0] - other[0] || (one[1] < other[1] ? -1 : 1));
        best.push(found.slice(0, most));
      }
      return best[letters.length].map(([, units]) => units.split(" "));
    }
  }

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
      const swapped = wrong.length === 2 && two === one + 1 && word[one] === other[two] && word[two] === other[one];
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

  class Engine {
    /** @param {any} data what search-data.js holds @param {any} [more] what search-more.js holds */
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
      const [kind, id, group, badge, path, tests] = first.split("\t");
      const heading = kind === "r" ? this.headings.get(group.split(".")[0]) : undefined;
      return {
        kind, id, group, badge, lines,
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
        this.synonyms = this.groups.map((group) => group.map(fold).map((word) => [word, this.standingFor(word)]));
        for (const [word, ...meant] of this.dictionary) {
          const features = meant.map((one) => this.standingFor(fold(one))).filter(Boolean);
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
        if (letter === "K" || letter === "Y") for (const word of line.slice(1).split("\t")) lines.push([letter, word]);
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

    // ------------------------------------------------------------------------------------------ query → terms

    /** @param {string} folded @returns {Term[]} */
    plan(folded) {
      /** @type {Map<string, Term>} */
      const terms = new Map();
      /** @param {Term} term */
      const add = (term) => {
        if (!terms.has(term.label)) terms.set(term.label, term);
      };
      for (const run of runs(folded)) (isHan(run) ? this.hanTerms(run) : this.latinTerms(run)).forEach(add);
      for (const group of this.synonyms) {
        if (!group.some(([word]) => folded.includes(word))) continue;
        const features = group
          .filter(([word, feature]) => feature && !folded.includes(word) && !folded.includes(feature.trim()))
          .map(([, feature]) => feature);
        if (features.length) {
          add({ label: `～${group[0][0]}`, factor: this.constants.SYNONYM, features: [...new Set(features)] });
        }
      }
      return [...terms.values()];
    }

    /** The rarest feature of a word that occurs with all its features. @param {string} word */
    standingFor(word) {
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
        if (!this.postings.has(feature)) return "";
        let count = 0;
        const { head, next } = this.postings;
        for (let at = head[this.postings.find(feature)]; at; at = next[at]) count++;
        if (count < least) [least, rarest] = [count, feature];
      }
      return rarest;
    }

    /** @param {string} run @returns {Term[]} */
    hanTerms(run) {
      const { CHARACTER, DOUBTFUL, PAIR, SOUND } = this.constants;
      const pairs = [...Array(run.length - 1).keys()].map((at) => run.slice(at, at + 2));
      const meant = pairs.map((pair) => (this.postings.has(pair) ? [] : this.misheard(pair)));
      /** @type {Term[]} */
      const terms = [];
      for (let at = 0; at < run.length; at++) {
        if (this.postings.has(run[at])) {
          const around = meant.slice(Math.max(0, at - 1), at + 1);
          const factor = around.length && around.every((one) => one.length) ? DOUBTFUL : CHARACTER;
          terms.push({ label: run[at], factor, features: [run[at]] });
        }
        if (at === pairs.length) break;
        if (this.postings.has(pairs[at])) terms.push({ label: pairs[at], factor: PAIR, features: [pairs[at]] });
        else if (meant[at].length) terms.push({ label: `≈${pairs[at]}`, factor: SOUND, features: meant[at] });
      }
      return terms;
    }

    /** Pairs that occur and sound like one that does not. @param {string} pair @returns {string[]} */
    misheard(pair) {
      return [
        ...[...this.sounds.alike(pair[1])].map((other) => pair[0] + other),
        ...[...this.sounds.alike(pair[0])].map((other) => other + pair[1]),
      ].filter((other) => this.postings.has(other));
    }

    /** @param {string} word @returns {Term[]} */
    latinTerms(word) {
      const { PAIR, NEAR_WORD, SYNONYM } = this.constants;
      /** @type {Term[]} */
      const terms = [];
      const meant = this.meantBy(word);
      if (meant.length) terms.push({ label: `～${word}`, factor: SYNONYM, features: meant });
      if (this.postings.has(` ${word}`)) return [...terms, { label: word, factor: PAIR, features: [` ${word}`] }];
      if (word.length > 1) {
        const longer = this.words.filter((other) => other.startsWith(word)).map((other) => ` ${other}`);
        if (longer.length) terms.push({ label: `${word}…`, factor: PAIR, features: longer });
      }
      if (/^[a-z]+$/.test(word) && !this.english.has(word)) {
        const units = this.unitTerms(word);
        if (units.length) return [...terms, ...units];
      }
      const near = this.words.filter((other) => isNear(word, other)).map((other) => ` ${other}`);
      if (!meant.length) near.push(...this.allOf((other) => isNear(word, other)));
      if (near.length) terms.push({ label: `≈${word}`, factor: NEAR_WORD, features: [...new Set(near)] });
      return terms;
    }

    /** What an English word stands for, or else those that begin with it or that it goes on from. @param {string} word */
    meantBy(word) {
      return this.english.get(word) || this.allOf((other) => isForm(word, other));
    }

    /** Everything that some English words stand for, once. @param {(word: string) => boolean} wanted */
    allOf(wanted) {
      const features = [...this.english.keys()].filter(wanted).flatMap((word) => this.english.get(word) || []);
      return [...new Set(features)];
    }

    /** @param {string} word @returns {Term[]} */
    unitTerms(word) {
      const { CHARACTER, PAIR, INITIALS, MAX_CUTS } = this.constants;
      let best = 0;
      /** @type {Term[]} */
      let terms = [];
      for (const units of this.sounds.cuts(word, MAX_CUTS)) {
        const chars = units.map((unit) => this.sounds.characters.get(unit) || this.sounds.starting(unit));
        const whole = units.map((unit) => this.sounds.characters.has(unit));
        /** @type {Term[]} */
        const found = [];
        let support = 0;
        if (units.length === 1) {
          const features = [...chars[0]].filter((char) => this.postings.has(char));
          if (features.length && word.length > 1) found.push({ label: word, factor: CHARACTER, features });
          support = found.length;
        } else {
          const steps = chars.slice(1).map((others, at) => this.pairsOf(chars[at], others));
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

    /** @param {string} firsts @param {string} seconds */
    pairsOf(firsts, seconds) {
      const { chars } = this.postings;
      const known = [...seconds].filter((char) => chars[char.charCodeAt(0)]);
      /** @type {string[]} */
      const out = [];
      for (const first of firsts) {
        if (!chars[first.charCodeAt(0)]) continue;
        for (const second of known) if (this.postings.has(first + second)) out.push(first + second);
      }
      return out;
    }

    // ------------------------------------------------------------------------------------------ terms → results

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
          for (let at = start; at; at = next[at]) merged.set(entry[at], (merged.get(entry[at]) || 0) + amount[at]);
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
        number = number.slice(0, Math.max(0, number.lastIndexOf(number.includes("-") ? "-" : "."))).replace("L", "");
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
     * @returns {{results: Result[], terms: {term: Term, weight: number}[], number: string}}
     */
    search(query) {
      const { EXACT, NUMBERED, FLOOR, FURTHER } = this.constants;
      const { scores, entries } = this;
      const folded = this.foldQuery(query);
      const named = numberIn(folded);
      const text = named ? named.rest : folded;
      scores.fill(0);
      const terms = this.plan(text).map((term) => ({ term, weight: this.add(term) }));
      let top = 0;
      for (let at = 0; at < scores.length; at++) if (scores[at] > top) top = scores[at];
      const share = top ? FURTHER : 0; // a number alone: in handbook order
      top = top || 1;
      const bare = runs(text).join("");
      if (bare) for (const at of this.exactly(bare)) scores[at] += EXACT * top;
      if (named) {
        const provision = this.nearest(named.number);
        const clause = provision[0] === "L" ? "" : provision.split("-")[0];
        if (!clause) entries.forEach(({ id }, at) => (scores[at] += provision && id === provision ? 2 * NUMBERED * top : 0));
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
        if (scores[at] > 0 && scores[at] >= FLOOR * best[entry.kind]) hits.push({ entry, number: at, score: scores[at] });
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

    // ------------------------------------------------------------------------------------------ what is shown

    /**
     * The parts of a text that a query's terms touch: [start, end) pairs, in order.
     * @param {string} text @param {{term: Term, weight: number}[]} terms
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
     * @param {number} number @param {{term: Term, weight: number}[]} terms @returns {[string, string]}
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

  const api = { Engine, fold, runs, numberIn };
  // @ts-ignore the one name that pages see
  scope.HBSearch = api;
  // @ts-ignore for node
  if (typeof module !== "undefined") module.exports = api;
})(typeof self === "undefined" ? globalThis : self);
