// @ts-check
// Fields of text → forms. The same algorithm as generator/exam/{chance,blueprint,choose,marks,arrange,compose}.py, where
// the reasons are written; a test compares both for many blueprints, messages too. No DOM, no dependency.
// Maps instead of objects: an object would put keys that are numbers, as those of chapters, in an order of its own.

/**
 * @typedef {{id: string, text: string, correct: boolean, rationale: string}} Option
 * @typedef {{left: string, right: string, rightId: string, rationale: string}} Pair
 * @typedef {{id: string, text: string}} Step
 * @typedef {{id: string, type: string, stem: string, chapter: string, difficulty: string, level: string, setting: string,
 *   drafted: boolean, law: boolean, scene: string, rules: string[], channels: string[], roles: string[], options: Option[],
 *   pairs: Pair[], choices: Step[], sequence: Step[], answer: boolean | null, rationale: string}} Question
 * @typedef {{kind: string, chapter: string, questions: Question[], rules: Set<string>, size: number,
 *   answer: boolean | null}} Unit
 * @typedef {{chapters: Map<string, number>, channel: string, role: string, types: Map<string, number>, count: number,
 *   difficulty: Map<string, number>, drafted: boolean, marks: Map<string, number>, minutes: number, passMark: number,
 *   title: string, seed: number, forms: string[]}} Blueprint
 * @typedef {{number: number, question: Question, order: string[], key: string[]}} Item
 * @typedef {{scene: {id: string, title: string, text: string} | null, items: Item[]}} Group
 * @typedef {{kind: string, title: string, marksEach: number, groups: Group[], items: Item[], marks: number}} Part
 * @typedef {{title: string, code: string, seed: number, edition: string, fingerprint: string, minutes: number,
 *   passMark: number, parts: Part[], items: Item[], marks: number}} Form
 */

(function (scope) {
  "use strict";

  const CASE = "case";
  const TRUE_FALSE = "true-false";
  const ANY = "any";
  const DEFAULT_COUNT = 30;
  const DEFAULT_SEED = 1;
  const MOST_QUESTIONS = 1000;
  const MOST_MARKS = 100;
  const MOST_MINUTES = 600;
  const MOST_SEED = 999999999;
  const MOST_TITLE = 60;
  const FIRST = "A";
  const LONGEST_RUN = 3;
  const STEPS = 20000;
  const DEEPEST = 60;
  const ATTEMPTS = 12;
  const ATTEMPTS_WHEN_SHORT = 3;
  const USUAL = new Map([["single", 4], ["multiple", 1], [TRUE_FALSE, 1]]);
  const STAND_IN = ["single", TRUE_FALSE, "multiple", "match", "order"];
  const HINT = "请减少题数，或放宽章、渠道、责任人、难度的范围。";
  /** @type {Record<string, string>} */
  const FIELDS = {
    chapters: "章", channel: "渠道", role: "责任人", types: "题型", count: "题数", difficulty: "难度", drafted: "拟定",
    marks: "分值", minutes: "时间", pass: "及格分", title: "标题", seed: "种子", forms: "卷号",
  };

  class Impossible extends Error {}
  class Short extends Error {
    /** @param {string} kind @param {number} reached */
    constructor(kind, reached) {
      super(kind);
      this.kind = kind;
      this.reached = reached;
    }
  }

  /** @param {Iterable<number>} numbers */
  const sum = (numbers) => { let total = 0; for (const one of numbers) total += one; return total; };
  /** @template T @param {T[]} things @param {(one: T) => number[]} key @returns {T[]} a stable sort by rows of numbers */
  const sorted = (things, key) => things
    .map((thing) => ({ thing, row: key(thing) }))
    .sort((x, y) => {
      const at = x.row.findIndex((value, place) => value !== y.row[place]);
      return at < 0 ? 0 : x.row[at] - y.row[at];
    })
    .map(({ thing }) => thing);
  /** @template T @param {T[]} one @param {T[]} other */
  const same = (one, other) => one.length === other.length && one.every((value, at) => value === other[at]);

  // ---- chance ----

  class Chance {
    /** @param {...string} name */
    constructor(...name) {
      const text = new TextEncoder().encode(name.join("\n"));
      const [a, b, c] = [0x811c9dc5, 0x1f54177e, 0xbd8b9137].map((basis) => {
        let value = basis;
        for (const byte of text) value = Math.imul(value ^ byte, 0x01000193);
        return value;
      });
      this.a = a;
      this.b = b;
      this.c = c;
      this.count = 1;
      for (let at = 0; at < 15; at++) this.next();
    }
    next() {
      const word = (this.a + this.b + this.count) | 0;
      this.count = (this.count + 1) | 0;
      this.a = this.b ^ (this.b >>> 9);
      this.b = (this.c + (this.c << 3)) | 0;
      this.c = (((this.c << 21) | (this.c >>> 11)) + word) | 0;
      return word >>> 0;
    }
    /** @param {number} end */
    below(end) {
      return Math.floor((this.next() * end) / 0x100000000);
    }
    /** @template T @param {Iterable<T>} things @returns {T[]} */
    shuffled(things) {
      const mixed = [...things];
      for (let place = mixed.length - 1; place > 0; place--) {
        const other = this.below(place + 1);
        [mixed[place], mixed[other]] = [mixed[other], mixed[place]];
      }
      return mixed;
    }
  }

  // ---- the stock: what generator/exam/site_data.py wrote ----

  class Stock {
    /** @param {any} data */
    constructor(data) {
      this.title = /** @type {string} */ (data.title);
      this.edition = /** @type {string} */ (data.edition);
      this.fingerprint = /** @type {string} */ (data.fingerprint);
      /** @type {Map<string, string>} */ this.chapters = new Map(data.chapters);
      /** @type {Map<string, string>} */ this.channels = new Map(data.channels);
      /** @type {Map<string, string>} */ this.roles = new Map(data.roles);
      /** @type {Map<string, string[]>} id → names, the title first */ this.kinds = new Map(data.kinds);
      /** @type {Map<string, string[]>} */ this.difficulties = new Map(data.difficulties);
      /** @type {Map<string, string>} */ this.levels = new Map(data.levels);
      /** @type {Map<string, string>} */ this.settings = new Map(data.settings);
      /** @type {Map<string, string>} */ this.types = new Map(data.types);
      /** @type {Map<string, {id: string, title: string, mark: string, address: string}>} */
      this.rules = new Map(data.rules);
      /** What generator/papers/wording.py says on every paper. */
      this.wording = data.wording;
      /** The column map of the generic spreadsheet, generator/exports/dialects/generic.yaml. */
      this.dialect = data.dialect;
      /** @type {Map<string, {id: string, title: string, text: string}>} */
      this.scenes = new Map(data.scenes.map(([id, title, text]) => [id, { id, title, text }]));
      /** @type {Map<string, Question[]>} */
      const groups = new Map();
      for (const one of data.questions) {
        const question = unpacked(one);
        const group = question.scene || question.id;
        groups.set(group, [...(groups.get(group) ?? []), question]);
      }
      /** @type {Unit[]} */
      this.units = [...groups.values()].map((questions) => {
        const [first] = questions;
        const kind = first.scene ? CASE : first.type;
        const rules = new Set(questions.flatMap((one) => one.rules));
        const answer = kind === TRUE_FALSE ? first.answer : null;
        return { kind, chapter: first.chapter, questions, rules, size: questions.length, answer };
      });
    }
    /** @param {string} kind */
    kindTitle(kind) {
      return (this.kinds.get(kind) ?? [kind])[0];
    }
    /** @param {string} difficulty */
    difficultyLabel(difficulty) {
      return (this.difficulties.get(difficulty) ?? [difficulty])[0];
    }
  }

  /** Empty lists are not written. @param {any} one @returns {Question} */
  function unpacked(one) {
    /** @type {Step[]} */
    const choices = (one.choices ?? []).map(([id, text]) => ({ id, text }));
    const step = (/** @type {string} */ id) => /** @type {Step} */ (choices.find((choice) => choice.id === id));
    return {
      ...one,
      drafted: Boolean(one.drafted),
      law: Boolean(one.law),
      scene: one.scene ?? "",
      answer: one.answer ?? null,
      options: (one.options ?? []).map(([id, text, correct, rationale]) =>
        ({ id, text, correct: Boolean(correct), rationale })),
      pairs: (one.pairs ?? []).map(([left, rightId, rationale]) =>
        ({ left, rightId, right: step(rightId).text, rationale })),
      choices,
      sequence: (one.sequence ?? []).map(step),
    };
  }

  // ---- what is asked for ----

  /** @param {string} text @param {number} least @param {number} most */
  const fitsRange = (text, least, most) => /^[0-9]{1,9}$/.test(text) && Number(text) >= least && Number(text) <= most;
  /** @param {string} text */
  const trimmed = (text) => text.replace(/^ +| +$/g, "");

  class Reader {
    /** @param {Record<string, string>} fields @param {Stock} stock */
    constructor(fields, stock) {
      /** @type {Record<string, string>} */ this.fields = {};
      for (const [key, text] of Object.entries(fields)) {
        this.fields[key] = trimmed(text.replace(/[\t\n\r \u3000]+/g, " "));
      }
      this.stock = stock;
      /** @type {string[]} */ this.faults = [];
    }

    /** @returns {Blueprint} */
    blueprint() {
      const names = new Map([...this.stock.chapters].map(([number, name]) => [number, [name]]));
      const chapters = this.counts("chapters", names);
      const channel = this.name("channel", this.stock.channels);
      const role = this.name("role", this.stock.roles);
      const types = this.counts("types", this.stock.kinds, MOST_QUESTIONS, true);
      const count = this.number("count", 1, MOST_QUESTIONS);
      const difficulty = this.counts("difficulty", this.stock.difficulties);
      const total = this.total(types, chapters, difficulty, count);
      const found = {
        chapters, channel, role, types, count: total || DEFAULT_COUNT, difficulty,
        drafted: !["0", "no", "false"].includes(this.fields.drafted ?? ""),
        marks: this.counts("marks", this.stock.kinds, MOST_MARKS, true),
        minutes: this.number("minutes", 1, MOST_MINUTES),
        passMark: this.number("pass", 1, MOST_QUESTIONS * MOST_MARKS),
        title: this.title(),
        seed: this.number("seed", 0, MOST_SEED, DEFAULT_SEED),
        forms: this.forms(),
      };
      if (this.faults.length) throw new Impossible(this.faults.join("\n"));
      return found;
    }

    /** @param {string} key */
    words(key) {
      return (this.fields[key] ?? "").split(/[,，、]/).map(trimmed).filter(Boolean);
    }

    /** @param {string} key @param {Map<string, string[]>} known @returns {Map<string, number>} */
    counts(key, known, most = MOST_QUESTIONS, told = false) {
      /** @type {Map<string, string>} */
      const ids = new Map();
      for (const [id, names] of known) for (const name of [id, ...names]) ids.set(name, id);
      const label = FIELDS[key];
      /** @type {Map<string, number>} */
      const found = new Map();
      for (const word of this.words(key)) {
        const parts = word.split(/[=＝]/).map(trimmed);
        const id = ids.get(parts[0]);
        if (id === undefined) this.faults.push(`${label}：没有“${parts[0]}”。有：${listed(known)}。`);
        else if (parts.length > 2 || (parts.length === 2 && !fitsRange(parts[1], 0, most))) {
          this.faults.push(`${label}：“${word}”的等号后面要写0到${most}的整数。`);
        } else if (found.has(id)) this.faults.push(`${label}：“${parts[0]}”写了两次。`);
        else if (parts.length === 1 && told) this.faults.push(`${label}：“${word}”后面要写数目，如 ${id}=5。`);
        else found.set(id, parts.length > 1 ? Number(parts[1]) : -1);
      }
      const numbers = new Set(found.values());
      if (numbers.has(-1) && numbers.size > 1) {
        this.faults.push(`${label}：有的写了题数，有的没有写；要么都写，要么都不写。`);
      }
      if (numbers.size === 1 && numbers.has(0) && key !== "marks") this.faults.push(`${label}：题数全是0。`);
      return new Map([...known.keys()].filter((id) => found.get(id)).map((id) => [id, Math.max(found.get(id) ?? 0, 0)]));
    }

    /** @param {string} key @param {Map<string, string>} known */
    name(key, known) {
      const text = this.fields[key] ?? "";
      for (const [id, title] of known) if (text === id || text === title) return id;
      if (text) this.faults.push(`${FIELDS[key]}：没有“${text}”。有：${listed(known)}。`);
      return "";
    }

    /** @param {string} key @param {number} least @param {number} most */
    number(key, least, most, usual = 0) {
      const text = this.fields[key] ?? "";
      if (!text) return usual;
      if (fitsRange(text, least, most)) return Number(text);
      this.faults.push(`${FIELDS[key]}：“${text}”不是${least}到${most}的整数。`);
      return usual;
    }

    title() {
      const text = this.fields.title ?? "";
      const length = [...text].length;
      if (length > MOST_TITLE) this.faults.push(`${FIELDS.title}：有${length}个字，最多${MOST_TITLE}个。`);
      return text;
    }

    forms() {
      const letters = this.words("forms");
      const wrong = letters.find((one) => !/^[A-Z]$/.test(one));
      if (wrong) this.faults.push(`${FIELDS.forms}：“${wrong}”不是一个大写字母；写成 A,B。`);
      else if (new Set(letters).size < letters.length) this.faults.push(`${FIELDS.forms}：有字母写了两次。`);
      return letters.length ? letters : [FIRST];
    }

    /** @param {Map<string, number>} types @param {Map<string, number>} chapters @param {Map<string, number>} difficulty
     * @param {number} count */
    total(types, chapters, difficulty, count) {
      /** @type {[string, number][]} */
      const all = [
        ["题型合计", sum(types.values())], ["各章合计", sum(chapters.values())],
        ["各难度合计", sum(difficulty.values())], ["总题数", count],
      ];
      const told = all.filter(([, number]) => number);
      if (new Set(told.map(([, number]) => number)).size > 1) {
        this.faults.push(`题数对不上：${told.map(([name, number]) => `${name}${number}道`).join("，")}。`);
      } else if (told.some(([, number]) => number > MOST_QUESTIONS)) {
        this.faults.push(`题数：一份试卷最多${MOST_QUESTIONS}道题。`);
      }
      return told.length ? told[0][1] : 0;
    }
  }

  /** @param {Map<string, string | string[]>} known */
  const listed = (known) =>
    [...known].map(([id, names]) => `${id}（${typeof names === "string" ? names : names[0]}）`).join("、");

  /** As an address has it. @param {Blueprint} blueprint */
  function query(blueprint) {
    const joined = (/** @type {Map<string, number>} */ counts) =>
      [...counts].map(([name, number]) => (number ? `${name}=${number}` : name)).join(",");
    const { types, count } = blueprint;
    return Object.entries({
      chapters: joined(blueprint.chapters),
      channel: blueprint.channel,
      role: blueprint.role,
      types: joined(types),
      count: types.size || count === DEFAULT_COUNT ? "" : String(count),
      difficulty: joined(blueprint.difficulty),
      drafted: blueprint.drafted ? "" : "0",
      marks: joined(blueprint.marks),
      minutes: String(blueprint.minutes || ""),
      pass: String(blueprint.passMark || ""),
      title: blueprint.title,
      seed: String(blueprint.seed),
      forms: blueprint.forms.join(","),
    })
      .filter(([, text]) => text)
      .map(([key, text]) => `${key}=${encodeURIComponent(text).replace(/%2C/g, ",").replace(/%3D/g, "=")}`)
      .join("&");
  }

  // ---- which units ----

  /** @param {number} total @param {number[]} weights */
  function apportioned(total, weights) {
    const whole = sum(weights);
    const shares = weights.map((weight) => Math.floor((total * weight) / whole));
    const order = sorted([...weights.keys()], (place) => [-((total * weights[place]) % whole), place]);
    for (const place of order.slice(0, total - sum(shares))) shares[place] += 1;
    return shares;
  }

  /** @param {number} quota @param {number} have */
  const want = (quota, have) =>
    have < quota ? Math.floor(((quota - have) * 10000) / quota) : -(have - quota + 1) * 10000;

  /** @typedef {{kinds: Map<string, number>, chapters: Map<string, number>, difficulties: Map<string, number>}} Quotas */

  class Table {
    /** @param {Unit[]} pool @param {Quotas} quotas @param {Chance} chance */
    constructor(pool, quotas, chance) {
      this.pool = pool;
      this.quotas = quotas;
      /** @type {Set<number>} */ this.chosen = new Set();
      /** @type {Map<string, number>} */ this.owner = new Map();
      this.chapters = new Map([...quotas.chapters.keys()].map((key) => [key, 0]));
      this.difficulties = new Map([...quotas.difficulties.keys()].map((key) => [key, 0]));
      this.answers = { true: 0, false: 0 };
      /** @type {Map<string, number[]>} */ this.ofKind = new Map([...quotas.kinds.keys()].map((kind) => [kind, []]));
      /** @type {Map<string, Map<string, number[]>>} */
      this.cells = new Map([...quotas.kinds.keys()].map((kind) => [kind, new Map()]));
      this.steps = 0;
      this.reached = 0;
      for (const place of chance.shuffled(pool.keys())) {
        const { kind } = pool[place];
        const cells = this.cells.get(kind);
        if (!cells) continue;
        this.ofKind.get(kind)?.push(place);
        const cell = this.cell(place);
        const places = cells.get(cell);
        if (places) places.push(place);
        else cells.set(cell, [place]);
      }
    }

    /** @param {number} place */
    cell(place) {
      const unit = this.pool[place];
      return unit.kind === CASE ? String(place) : `${unit.chapter} ${unit.questions[0].difficulty} ${unit.answer}`;
    }

    /** @param {number} place */
    add(place, sign = 1) {
      const unit = this.pool[place];
      if (sign > 0) this.chosen.add(place);
      else this.chosen.delete(place);
      for (const rule of unit.rules) {
        if (sign > 0) this.owner.set(rule, place);
        else this.owner.delete(rule);
      }
      const more = (/** @type {Map<string, number>} */ counts, /** @type {string} */ key, /** @type {number} */ by) => {
        const have = counts.get(key);
        if (have !== undefined) counts.set(key, have + by);
      };
      more(this.chapters, unit.chapter, sign * unit.size);
      for (const question of unit.questions) more(this.difficulties, question.difficulty, sign);
      if (unit.kind === TRUE_FALSE) this.answers[unit.answer ? "true" : "false"] += sign;
    }

    /** @param {number} place */
    isFree(place, leaving = -1) {
      if (this.chosen.has(place)) return false;
      for (const rule of this.pool[place].rules) {
        const owner = this.owner.get(rule);
        if (owner !== undefined && owner !== leaving) return false;
      }
      return true;
    }

    /** @param {number} place */
    score(place) {
      const unit = this.pool[place];
      const { chapters, difficulties } = this.quotas;
      let wanted = 0;
      if (chapters.size) wanted += want(chapters.get(unit.chapter) ?? 0, this.chapters.get(unit.chapter) ?? 0);
      if (difficulties.size) {
        const wants = unit.questions.map(({ difficulty }) =>
          want(difficulties.get(difficulty) ?? 0, this.difficulties.get(difficulty) ?? 0));
        wanted += Math.floor(sum(wants) / wants.length);
      }
      return unit.kind === TRUE_FALSE ? wanted * 1000 - this.answers[unit.answer ? "true" : "false"] : wanted * 1000;
    }

    /** @param {string} kind @param {number} number */
    take(kind, number) {
      for (let seated = 0; seated < number; seated++) {
        const best = this.best(kind);
        if (best >= 0) this.add(best);
        else if (!this.makeRoom(kind)) throw new Short(kind, seated);
      }
    }

    /** @param {string} kind */
    best(kind) {
      let best = -1;
      let most = 0;
      for (const places of this.cells.get(kind)?.values() ?? []) {
        const place = places.find((one) => this.isFree(one)) ?? -1;
        if (place < 0) continue;
        const score = this.score(place);
        if (best < 0 || score > most) {
          best = place;
          most = score;
        }
      }
      return best;
    }

    /** @param {string} kind */
    makeRoom(kind) {
      this.steps = 0;
      /** @type {Set<number>} */
      const moved = new Set();
      return (this.ofKind.get(kind) ?? []).some((place) => !this.chosen.has(place) && this.seat(place, moved, 0));
    }

    /** @param {number} place @param {Set<number>} moved @param {number} depth @returns {boolean} */
    seat(place, moved, depth) {
      const blockers = new Set();
      for (const rule of this.pool[place].rules) if (this.owner.has(rule)) blockers.add(this.owner.get(rule));
      if (blockers.size !== 1 || depth > DEEPEST) return false;
      const [blocker] = blockers;
      const { kind } = this.pool[blocker];
      if (kind === CASE || moved.has(blocker)) return false;
      moved.add(blocker).add(place);
      this.add(blocker, -1);
      this.add(place);
      const others = (this.ofKind.get(kind) ?? []).filter((other) => !this.chosen.has(other) && other !== blocker);
      for (const other of others) {
        if (this.step() && this.isFree(other)) {
          this.add(other);
          return true;
        }
      }
      for (const other of others) if (this.step() && this.seat(other, moved, depth + 1)) return true;
      this.add(place, -1);
      this.add(blocker);
      return false;
    }

    step() {
      this.steps += 1;
      return this.steps <= STEPS;
    }

    /** @param {number} number */
    takeCases(number) {
      this.steps = 0;
      this.reached = 0;
      if (!this.seatCases(number, number)) throw new Short(CASE, this.reached);
    }

    /** @param {number} left @param {number} number @returns {boolean} */
    seatCases(left, number) {
      this.reached = Math.max(this.reached, number - left);
      if (left === 0) return true;
      const fitting = (this.ofKind.get(CASE) ?? []).filter((one) => this.pool[one].size <= left && this.isFree(one));
      for (const place of sorted(fitting, (one) => [-this.score(one)])) {
        if (!this.step()) return false;
        this.add(place);
        if (this.seatCases(left - this.pool[place].size, number)) return true;
        this.add(place, -1);
      }
      return false;
    }

    missed() {
      const away = (/** @type {Map<string, number>} */ quotas, /** @type {Map<string, number>} */ have) =>
        sum([...quotas].map(([key, quota]) => Math.abs(quota - (have.get(key) ?? 0))));
      return [away(this.quotas.chapters, this.chapters), away(this.quotas.difficulties, this.difficulties)];
    }

    exchange() {
      while (sum(this.missed()) && [...this.chosen].some((place) => this.exchanged(place))) { /* once more */ }
    }

    /** @param {number} place */
    exchanged(place) {
      if (!this.isOver(place)) return false;
      const unit = this.pool[place];
      const own = this.cell(place);
      for (const [cell, places] of this.cells.get(unit.kind) ?? []) {
        if (cell === own || this.pool[places[0]].size !== unit.size) continue;
        const other = places.find((one) => this.isFree(one, place)) ?? -1;
        if (other < 0) continue;
        const before = sum(this.missed());
        this.add(place, -1);
        this.add(other);
        if (sum(this.missed()) < before) return true;
        this.add(other, -1);
        this.add(place);
      }
      return false;
    }

    /** @param {number} place */
    isOver(place) {
      const unit = this.pool[place];
      const over = (/** @type {Map<string, number>} */ quotas, /** @type {Map<string, number>} */ have,
        /** @type {string} */ key) => quotas.size > 0 && (have.get(key) ?? 0) > (quotas.get(key) ?? 0);
      return over(this.quotas.chapters, this.chapters, unit.chapter) ||
        unit.questions.some(({ difficulty }) => over(this.quotas.difficulties, this.difficulties, difficulty));
    }
  }

  /** @param {Unit[]} pool @param {Quotas} quotas @param {Chance} chance */
  function choose(pool, quotas, chance) {
    const table = new Table(pool, quotas, chance);
    const there = countsOf(pool, [...quotas.kinds.keys()]);
    const kinds = [...quotas.kinds.keys()];
    const scarcity = (/** @type {string} */ kind) =>
      [Number(kind !== CASE), Math.floor(((there.get(kind) ?? 0) * 1000) / (quotas.kinds.get(kind) ?? 1)), kinds.indexOf(kind)];
    for (const kind of sorted(kinds, scarcity)) {
      const number = quotas.kinds.get(kind) ?? 0;
      if (kind === CASE) table.takeCases(number);
      else table.take(kind, number);
    }
    table.exchange();
    const [chaptersMissed, difficultiesMissed] = table.missed();
    return { places: [...table.chosen].sort((x, y) => x - y), chaptersMissed, difficultiesMissed };
  }

  /** @param {Unit[]} units @param {string[]} kinds */
  function countsOf(units, kinds) {
    const found = new Map(kinds.map((kind) => [kind, 0]));
    for (const { kind, size } of units) if (found.has(kind)) found.set(kind, (found.get(kind) ?? 0) + size);
    return found;
  }

  // ---- marks and time ----

  /** @type {Record<string, number>} */
  const WORTH = { single: 2, multiple: 3, "true-false": 1, match: 4, order: 4, case: 4 };
  /** @type {Record<string, number>} */
  const HALF_MINUTES = { single: 2, multiple: 3, "true-false": 1, match: 4, order: 4, case: 4 };
  const ROUND = [1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100];
  const TRIED = 4;
  const PASS = 60;

  /** @param {number} one @param {number} other @returns {number} */
  const gcd = (one, other) => (other ? gcd(other, one % other) : one);

  /** @param {Map<string, number>} kinds @param {Map<string, number>} told @returns {Map<string, number>} */
  function marksEach(kinds, told) {
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
    const off = (/** @type {string} */ kind, /** @type {number} */ mark) => Math.abs(mark * whole - total * WORTH[kind]);
    const tried = names.slice(0, -1).map((kind) => {
      const fixed = told.get(kind);
      if (fixed) return [fixed];
      return sorted(ROUND, (mark) => [off(kind, mark), mark]).slice(0, TRIED).sort((x, y) => x - y);
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
    return free.every(([kind, mark]) => mark >= low && (kind === "single" || kind === TRUE_FALSE || mark >= single));
  }

  // ---- the order of a form ----

  /** @param {Unit[]} units @param {Map<string, number>} each @param {string} code
   * @param {(...words: string[]) => Chance} chance @param {Stock} stock @returns {Part[]} */
  function arranged(units, each, code, chance, stock) {
    let number = 0;
    return [...each].map(([kind, marks]) => {
      const own = units.filter((unit) => unit.kind === kind);
      const { ordered, orders } = ofKind(own, chance, code);
      const groups = ordered.map(({ questions }) => ({
        scene: stock.scenes.get(questions[0].scene) ?? null,
        items: questions.map((question) => {
          number += 1;
          const order = orders.get(question.id) ?? [];
          return { number, question, order, key: keyOf(question, order) };
        }),
      }));
      const items = groups.flatMap((group) => group.items);
      return { kind, title: stock.kindTitle(kind), marksEach: marks, groups, items, marks: marks * items.length };
    });
  }

  /** As printed letters: B; A C; for match 1C 2A; for order the letters in order.
   * @param {Question} question @param {string[]} order */
  function keyOf(question, order) {
    const letter = (/** @type {string} */ id) => String.fromCharCode(65 + order.indexOf(id));
    if (question.pairs.length) return question.pairs.map((pair, at) => `${at + 1}${letter(pair.rightId)}`);
    if (question.sequence.length) return question.sequence.map(({ id }) => letter(id));
    return question.options.filter(({ correct }) => correct).map(({ id }) => letter(id)).sort();
  }

  /** @param {Unit[]} own @param {(...words: string[]) => Chance} chance @param {string} code */
  function ofKind(own, chance, code) {
    const ids = own.flatMap((unit) => unit.questions.map(({ id }) => id));
    const first = arrange(own, chance("form", FIRST, ...ids), new Map());
    if (code === FIRST) return first;
    const other = arrange(own, chance("form", code, ...ids), first.orders);
    if (same(other.ordered, first.ordered)) other.ordered.reverse();
    return other;
  }

  /** @param {Unit[]} own @param {Chance} chance @param {Map<string, string[]>} first */
  function arrange(own, chance, first) {
    const ordered = chance.shuffled(own);
    if (own[0].kind === TRUE_FALSE) breakRuns(ordered, ordered.map(({ answer }) => String(answer)));
    const questions = ordered.flatMap((unit) => unit.questions);
    /** @type {Map<string, string[]>} */
    const orders = new Map();
    const mixing = questions.filter(({ options, type }) => options.length && type !== TRUE_FALSE);
    for (const { id, type, options } of questions) {
      if (type === TRUE_FALSE) orders.set(id, options.map((option) => option.id));
    }
    for (const [id, order] of optionOrders(mixing, chance, first)) orders.set(id, order);
    for (const question of questions) {
      if (question.choices.length) orders.set(question.id, choiceOrder(question, chance, first.get(question.id) ?? []));
    }
    return { ordered, orders };
  }

  /** @param {any[]} things @param {string[]} values @param {(one: number, other: number) => boolean} [alike] */
  function breakRuns(things, values, alike) {
    const runsAt = (/** @type {number} */ place) => {
      let start = place;
      let end = place;
      while (start > 0 && values[start - 1] === values[place]) start -= 1;
      while (end + 1 < values.length && values[end + 1] === values[place]) end += 1;
      return end - start >= LONGEST_RUN;
    };
    const swap = (/** @type {number} */ one, /** @type {number} */ other) => {
      [things[one], things[other]] = [things[other], things[one]];
      [values[one], values[other]] = [values[other], values[one]];
    };
    for (let place = 0; place < values.length; place++) {
      if (!runsAt(place)) continue;
      for (let step = 1; step < values.length; step++) {
        const other = (place + step) % values.length;
        if (values[other] === values[place] || (alike && !alike(place, other))) continue;
        swap(place, other);
        if (!runsAt(place) && !runsAt(other)) break;
        swap(place, other);
      }
    }
  }

  /** @param {Question[]} questions @param {Chance} chance @param {Map<string, string[]>} first */
  function optionOrders(questions, chance, first) {
    /** @type {Map<string, string[]>} */
    const found = new Map();
    const positions = keyPositions(questions, chance);
    questions.forEach(({ id, options }, at) => {
      const ids = (/** @type {boolean} */ right) =>
        options.filter(({ correct }) => correct === right).map((option) => option.id);
      const right = chance.shuffled(ids(true));
      const wrong = chance.shuffled(ids(false));
      const filled = () => {
        const sides = [[...wrong], [...right]];
        return options.map((_, place) => /** @type {string} */ (sides[Number(positions[at].includes(place))].shift()));
      };
      let order = filled();
      const side = [wrong, right].find((one) => one.length > 1);
      if (side && same(order, first.get(id) ?? [])) {
        [side[0], side[1]] = [side[1], side[0]];
        order = filled();
      }
      found.set(id, order);
    });
    return found;
  }

  /** @param {Question[]} questions @param {Chance} chance */
  function keyPositions(questions, chance) {
    const counts = new Array(Math.max(0, ...questions.map(({ options }) => options.length))).fill(0);
    /** @type {number[][]} */
    const found = questions.map(() => []);
    for (const place of sorted(chance.shuffled(questions.keys()), (one) => [questions[one].options.length])) {
      const { options } = questions[place];
      const letters = sorted(chance.shuffled(options.keys()), (one) => [counts[one]]);
      const keys = letters.slice(0, options.filter(({ correct }) => correct).length).sort((x, y) => x - y);
      for (const letter of keys) counts[letter] += 1;
      found[place] = keys;
    }
    breakRuns(found, found.map((keys) => keys.join()), (one, other) =>
      questions[one].options.length === questions[other].options.length && found[one].length === found[other].length);
    return found;
  }

  /** @param {Question} question @param {Chance} chance @param {string[]} first */
  function choiceOrder(question, chance, first) {
    const key = question.pairs.length
      ? question.pairs.map(({ rightId }) => rightId)
      : question.sequence.map(({ id }) => id);
    let order = chance.shuffled(question.choices.map(({ id }) => id));
    for (let turn = 0; turn < key.length; turn++) {
      if (!same(order, key) && !same(order, first)) return order;
      order = [...order.slice(1), order[0]];
    }
    return [...key.slice(1), key[0]];
  }

  // ---- forms ----

  /** @param {Stock} stock @param {Blueprint} blueprint @returns {Form[]} */
  function compose(stock, blueprint) {
    const chance = (/** @type {string[]} */ ...words) =>
      new Chance(stock.title, stock.edition, String(blueprint.seed), ...words);
    const pool = stock.units.filter((unit) => fits(unit, blueprint));
    const units = chosen(stock, pool, blueprint, chance);
    const kinds = new Map([...countsOf(units, [...stock.kinds.keys()])].filter(([, number]) => number));
    const each = marksEach(kinds, blueprint.marks);
    const total = sum([...kinds].map(([kind, number]) => (each.get(kind) ?? 0) * number));
    const passMark = blueprint.passMark || Math.ceil((total * PASS) / 100);
    if (passMark > total) throw new Impossible(`及格分要${passMark}分，满分只有${total}分。`);
    const halves = sum([...kinds].map(([kind, number]) => HALF_MINUTES[kind] * number));
    return blueprint.forms.map((code) => {
      const parts = arranged(units, each, code, chance, stock);
      return {
        title: blueprint.title || `${stock.title} 考试`,
        code,
        seed: blueprint.seed,
        edition: stock.edition,
        fingerprint: stock.fingerprint,
        minutes: blueprint.minutes || Math.max(10, Math.ceil(halves / 10) * 5),
        passMark,
        parts,
        items: parts.flatMap((part) => part.items),
        marks: total,
      };
    });
  }

  /** @param {Unit} unit @param {Blueprint} blueprint */
  function fits(unit, { chapters, difficulty, drafted, channel, role }) {
    return (!chapters.size || chapters.has(unit.chapter)) && unit.questions.every((question) =>
      (drafted || !question.drafted) &&
      (!difficulty.size || difficulty.has(question.difficulty)) &&
      (!channel || question.channels.includes(channel)) &&
      (!role || question.roles.includes(role)));
  }

  /** @typedef {(...words: string[]) => Chance} Chances */

  /** @param {Stock} stock @param {Unit[]} pool @param {Blueprint} blueprint @param {Chances} chance */
  function chosen(stock, pool, blueprint, chance) {
    if (!blueprint.types.size) return usualChoice(stock, pool, blueprint, chance);
    const kinds = blueprint.types;
    refuse(missing(stock, pool, kinds, blueprint));
    try {
      return choice(stock, pool, kinds, blueprint, chance).map((place) => pool[place]);
    } catch (short) {
      if (!(short instanceof Short)) throw short;
      const there = countsOf(pool, [short.kind]).get(short.kind);
      const asked = `${stock.kindTitle(short.kind)}要${kinds.get(short.kind)}道`;
      const beside = kinds.size > 1 ? "，和别的题型一起" : "";
      const most = `一条规则只考一次${beside}，最多排出${short.reached}道`;
      throw new Impossible(`${asked}，${most}（符合条件的有${there}道）。\n${HINT}`);
    }
  }

  /** @param {Map<string, number>} counts */
  const toldOf = (counts) => new Map([...counts].filter(([, number]) => number));

  /** @param {Stock} stock @param {Unit[]} pool @param {Map<string, number>} kinds @param {Blueprint} blueprint
   * @param {Chances} chance */
  function choice(stock, pool, kinds, blueprint, chance) {
    const told = toldOf(blueprint.chapters);
    const quotas = {
      kinds, chapters: told.size ? told : chapterShares(pool, kinds), difficulties: toldOf(blueprint.difficulty),
    };
    /** @type {Short[]} */
    const shorts = [];
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        const found = choose(pool, quotas, chance("choose", String(attempt)));
        if (!((told.size ? found.chaptersMissed : 0) + found.difficultiesMissed)) return found.places;
      } catch (short) {
        if (!(short instanceof Short)) throw short;
        shorts.push(short);
        if (shorts.length === ATTEMPTS_WHEN_SHORT) {
          throw shorts.reduce((most, one) => (one.reached > most.reached ? one : most));
        }
      }
    }
    throw new Impossible(unreachable(stock, pool, quotas, blueprint));
  }

  /** @param {Unit[]} pool @param {Map<string, number>} kinds */
  function chapterShares(pool, kinds) {
    /** @type {Map<string, number>} */
    const there = new Map();
    for (const { kind, chapter, size } of pool) there.set(chapter, (there.get(chapter) ?? 0) + (kinds.has(kind) ? size : 0));
    const shares = apportioned(sum(kinds.values()), [...there.values()]);
    return new Map([...there.keys()].map((chapter, at) => [chapter, shares[at]]));
  }

  /** @param {Stock} stock @param {Unit[]} pool @param {Blueprint} blueprint @param {Chances} chance */
  function usualChoice(stock, pool, blueprint, chance) {
    const limits = countsOf(pool, [...stock.kinds.keys()].filter((kind) => kind !== CASE));
    const limit = (/** @type {string} */ kind) => limits.get(kind) ?? 0;
    const total = blueprint.count;
    refuse(missingInAll(stock, pool, blueprint));
    let usual = [...USUAL].filter(([kind]) => limit(kind));
    if (!usual.length) usual = [...limits].filter(([, number]) => number).map(([kind]) => [kind, 1]);
    const shares = apportioned(total, usual.map(([, weight]) => weight));
    let kinds = new Map(usual.map(([kind], at) => [kind, shares[at]]));
    for (;;) {
      for (const kind of STAND_IN) {
        let excess = (kinds.get(kind) ?? 0) - limit(kind);
        if (excess <= 0) continue;
        kinds.set(kind, limit(kind));
        for (const other of STAND_IN) {
          const have = kinds.get(other) ?? 0;
          const room = Math.min(excess, Math.max(0, limit(other) - have));
          kinds.set(other, have + room);
          excess -= room;
        }
      }
      const reached = sum(kinds.values());
      if (reached < total) return ofAnyKind(stock, pool.filter(({ kind }) => kind !== CASE), blueprint, chance);
      const asked = kinds;
      kinds = new Map([...stock.kinds.keys()].filter((kind) => asked.get(kind)).map((kind) => [kind, asked.get(kind) ?? 0]));
      try {
        return choice(stock, pool, kinds, blueprint, chance).map((place) => pool[place]);
      } catch (short) {
        if (!(short instanceof Short)) throw short;
        limits.set(short.kind, short.reached);
      }
    }
  }

  /** @param {Stock} stock @param {Unit[]} pool @param {Blueprint} blueprint @param {Chances} chance */
  function ofAnyKind(stock, pool, blueprint, chance) {
    const alike = pool.map((unit) => ({ ...unit, kind: ANY, answer: null }));
    try {
      return choice(stock, alike, new Map([[ANY, blueprint.count]]), blueprint, chance).map((place) => pool[place]);
    } catch (short) {
      if (!(short instanceof Short)) throw short;
      throw new Impossible(`要${blueprint.count}道题，一条规则只考一次，最多排出${short.reached}道。\n${HINT}`);
    }
  }

  // ---- what cannot be ----

  /** @param {string[]} lines */
  function refuse(lines) {
    if (lines.length) throw new Impossible([...lines, HINT].join("\n"));
  }

  /** @param {Stock} stock @param {Unit[]} pool @param {Map<string, number>} kinds @param {Blueprint} blueprint */
  function missing(stock, pool, kinds, blueprint) {
    const lines = [];
    for (const [kind, number] of kinds) {
      const units = pool.filter((unit) => unit.kind === kind);
      const title = stock.kindTitle(kind);
      if (sum(units.map(({ size }) => size)) < number) {
        lines.push(`${title}要${number}道，符合条件的有${counted(stock, units)}。`);
        continue;
      }
      const near = kind === CASE ? nearSums(units.map(({ size }) => size), number) : [];
      if (near.length) {
        lines.push(`${title}要${number}道，案例整个出，凑不成${number}道；可以是${near.join("道或")}道。`);
      }
    }
    return [...lines, ...missingTold(stock, pool.filter(({ kind }) => kinds.has(kind)), blueprint)];
  }

  /** @param {Stock} stock @param {Unit[]} asked @param {Blueprint} blueprint */
  function missingTold(stock, asked, blueprint) {
    const lines = [];
    for (const [chapter, number] of toldOf(blueprint.chapters)) {
      const units = asked.filter((unit) => unit.chapter === chapter);
      if (sum(units.map(({ size }) => size)) < number) {
        lines.push(`${stock.chapters.get(chapter)}要${number}道，符合条件的有${counted(stock, units)}。`);
      }
    }
    for (const [level, number] of toldOf(blueprint.difficulty)) {
      const having = countLevel(asked, level);
      if (having < number) {
        lines.push(`难度“${stock.difficultyLabel(level)}”要${number}道，符合条件的有${having}道。`);
      }
    }
    return lines;
  }

  /** @param {Stock} stock @param {Unit[]} pool @param {Blueprint} blueprint */
  function missingInAll(stock, pool, blueprint) {
    const asked = pool.filter(({ kind }) => kind !== CASE);
    const lines = sum(asked.map(({ size }) => size)) < blueprint.count
      ? [`要${blueprint.count}道题，符合条件的有${counted(stock, asked)}。`]
      : [];
    return [...lines, ...missingTold(stock, asked, blueprint)];
  }

  /** @param {Stock} stock @param {Unit[]} pool @param {Quotas} quotas @param {Blueprint} blueprint */
  function unreachable(stock, pool, quotas, blueprint) {
    const asked = pool.filter(({ kind }) => quotas.kinds.has(kind));
    const there = countsOf(pool, [...stock.kinds.keys()]);
    const lines = ["按这些数目排不出一份试卷（一条规则只考一次）："];
    for (const [kind, number] of quotas.kinds) {
      if (kind !== ANY) lines.push(`${stock.kindTitle(kind)}要${number}道，有${there.get(kind)}道。`);
    }
    for (const [chapter, number] of toldOf(blueprint.chapters)) {
      const units = asked.filter((unit) => unit.chapter === chapter);
      lines.push(`${stock.chapters.get(chapter)}要${number}道，有${counted(stock, units)}。`);
    }
    for (const [level, number] of quotas.difficulties) {
      lines.push(`难度“${stock.difficultyLabel(level)}”要${number}道，有${countLevel(asked, level)}道。`);
    }
    return [...lines, HINT].join("\n");
  }

  /** @param {Unit[]} units @param {string} level */
  const countLevel = (units, level) =>
    sum(units.map(({ questions }) => questions.filter(({ difficulty }) => difficulty === level).length));

  /** @param {Stock} stock @param {Unit[]} units */
  function counted(stock, units) {
    const chapters = [...stock.chapters].map(([chapter, name]) =>
      ({ name, number: sum(units.filter((unit) => unit.chapter === chapter).map(({ size }) => size)) }));
    const levels = [...stock.difficulties].map(([level, [name]]) => ({ name, number: countLevel(units, level) }));
    const told = (/** @type {{name: string, number: number}[]} */ counts) =>
      counts.filter(({ number }) => number).map(({ name, number }) => `${name}${number}道`).join("，");
    const total = sum(units.map(({ size }) => size));
    return `${total}道${total ? `（${told(chapters)}；${told(levels)}）` : ""}`;
  }

  /** @param {number[]} sizes @param {number} number */
  function nearSums(sizes, number) {
    const sums = new Set([0]);
    for (const size of sizes) for (const one of [...sums]) sums.add(one + size);
    if (sums.has(number)) return [];
    const all = [...sums];
    const below = Math.max(0, ...all.filter((one) => one < number));
    const above = Math.min(...all.filter((one) => one > number));
    return [below, Number.isFinite(above) ? above : 0].filter(Boolean);
  }

  /** @param {Record<string, string>} fields @param {Stock} stock */
  const parse = (fields, stock) => new Reader(fields, stock).blueprint();

  /** Kind → how many questions there are to choose from. @param {Stock} stock @param {any} filters */
  const available = (stock, filters) =>
    countsOf(stock.units.filter((unit) => fits(unit, filters)), [...stock.kinds.keys()]);

  scope.HBExam = { available, Chance, Stock, Impossible, parse, query, compose, marksEach, apportioned, FIELDS };
})(/** @type {any} */ (self));
