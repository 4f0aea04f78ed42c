// The order of a form, the same as generator/exams/composing/arrange.py.

/** @import { ItemPool } from "./item_pool.js" */
/** @import { Random } from "./random_numbers.js" */
/** @import { Part, Question, Unit } from "../types.d.ts" */
import { FIRST, sorted, TRUE_FALSE } from "./common.js";

const LONGEST_RUN = 3;

/** @template T @param {T[]} one @param {T[]} other */
const same = (one, other) => one.length === other.length && one.every((value, at) => value === other[at]);

/** @param {Unit[]} units @param {Map<string, number>} each @param {string} code
 * @param {(...words: string[]) => Random} random @param {ItemPool} itemPool @returns {Part[]} */
export function arranged(units, each, code, random, itemPool) {
  let number = 0;
  return [...each].map(([kind, marks]) => {
    const own = units.filter((unit) => unit.kind === kind);
    const { ordered, orders } = ofKind(own, random, code);
    const groups = ordered.map(({ questions }) => ({
      scene: itemPool.scenes.get(questions[0].scene) ?? null,
      items: questions.map((question) => {
        number += 1;
        const order = orders.get(question.id) ?? [];
        return { number, question, order, key: keyOf(question, order) };
      }),
    }));
    const items = groups.flatMap((group) => group.items);
    return {
      kind,
      title: itemPool.kindTitle(kind),
      marksEach: marks,
      groups,
      items,
      marks: marks * items.length,
    };
  });
}

/** As printed letters: B; A C; for match 1C 2A; for order the letters in order.
 * @param {Question} question @param {string[]} order */
function keyOf(question, order) {
  const letter = (/** @type {string} */ id) => String.fromCharCode(65 + order.indexOf(id));
  if (question.pairs.length) return question.pairs.map((pair, at) => `${at + 1}${letter(pair.rightId)}`);
  if (question.sequence.length) return question.sequence.map(({ id }) => letter(id));
  return question.options
    .filter(({ correct }) => correct)
    .map(({ id }) => letter(id))
    .sort();
}

/** @param {Unit[]} own @param {(...words: string[]) => Random} random @param {string} code */
function ofKind(own, random, code) {
  const ids = own.flatMap((unit) => unit.questions.map(({ id }) => id));
  const first = arrange(own, random("form", FIRST, ...ids), new Map());
  if (code === FIRST) return first;
  const other = arrange(own, random("form", code, ...ids), first.orders);
  if (same(other.ordered, first.ordered)) other.ordered.reverse();
  return other;
}

/** @param {Unit[]} own @param {Random} random @param {Map<string, string[]>} first */
function arrange(own, random, first) {
  const ordered = random.shuffled(own);
  if (own[0].kind === TRUE_FALSE)
    breakRuns(
      ordered,
      ordered.map(({ answer }) => String(answer)),
    );
  const questions = ordered.flatMap((unit) => unit.questions);
  /** @type {Map<string, string[]>} */
  const orders = new Map();
  const mixing = questions.filter(({ options, type }) => options.length && type !== TRUE_FALSE);
  for (const { id, type, options } of questions) {
    if (type === TRUE_FALSE)
      orders.set(
        id,
        options.map((option) => option.id),
      );
  }
  for (const [id, order] of optionOrders(mixing, random, first)) orders.set(id, order);
  for (const question of questions) {
    if (question.choices.length)
      orders.set(question.id, choiceOrder(question, random, first.get(question.id) ?? []));
  }
  return { ordered, orders };
}

/** @template T @param {T[]} things @param {string[]} values @param {(one: number, other: number) => boolean} [alike] */
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

/** @param {Question[]} questions @param {Random} random @param {Map<string, string[]>} first */
function optionOrders(questions, random, first) {
  /** @type {Map<string, string[]>} */
  const found = new Map();
  const positions = keyPositions(questions, random);
  questions.forEach(({ id, options }, at) => {
    const ids = (/** @type {boolean} */ right) =>
      options.filter(({ correct }) => correct === right).map((option) => option.id);
    const right = random.shuffled(ids(true));
    const wrong = random.shuffled(ids(false));
    const filled = () => {
      const sides = [[...wrong], [...right]];
      return options.map(
        (_, place) => /** @type {string} */ (sides[Number(positions[at].includes(place))].shift()),
      );
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

/** @param {Question[]} questions @param {Random} random */
function keyPositions(questions, random) {
  const counts = new Array(Math.max(0, ...questions.map(({ options }) => options.length))).fill(0);
  /** @type {number[][]} */
  const found = questions.map(() => []);
  for (const place of sorted(random.shuffled(questions.keys()), (one) => [questions[one].options.length])) {
    const { options } = questions[place];
    const letters = sorted(random.shuffled(options.keys()), (one) => [counts[one]]);
    const keys = letters.slice(0, options.filter(({ correct }) => correct).length).sort((x, y) => x - y);
    for (const letter of keys) counts[letter] += 1;
    found[place] = keys;
  }
  breakRuns(
    found,
    found.map((keys) => keys.join()),
    (one, other) =>
      questions[one].options.length === questions[other].options.length &&
      found[one].length === found[other].length,
  );
  return found;
}

/** @param {Question} question @param {Random} random @param {string[]} first */
function choiceOrder(question, random, first) {
  const key = question.pairs.length
    ? question.pairs.map(({ rightId }) => rightId)
    : question.sequence.map(({ id }) => id);
  let order = random.shuffled(question.choices.map(({ id }) => id));
  for (let turn = 0; turn < key.length; turn++) {
    if (!same(order, key) && !same(order, first)) return order;
    order = [...order.slice(1), order[0]];
  }
  return [...key.slice(1), key[0]];
}
