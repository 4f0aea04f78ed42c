// What occurs where.

/** @param {string} text @returns {number} FNV-1a, 31 bits */
export function hash(text) {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value & 0x7fffffff;
}

/** Integer → integer, open addressing: several times as fast as Map for millions of keys. */
export class Table {
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
export class Postings {
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
