// Answers as text: one takes one character (a rank one for each step), so that a page of questions fits the 4096
// characters of suspend_data; and answers as a platform wants to be told of them.

/** @import { Interaction } from "./types.d.ts" */
import * as dom from "../dom.js";
import { clock, get, set, span } from "./platform.js";

const LEFT = "abcdefghijklmnopqrstuvwxyz";
const CODE = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
const NONE = ".";

export const questions = dom.all("[data-question-id]", document);

/** @param {HTMLElement} question */
export const isRanked = ({ dataset }) => dataset.type === "match" || dataset.type === "order";

/** Ids that an answer is made of. @param {HTMLElement} question */
const ids = (question) =>
  isRanked(question)
    ? [.../** @type {HTMLSelectElement} */ (dom.one("select", question)).options]
        .map(({ value }) => value)
        .filter(Boolean)
    : /** @type {HTMLInputElement[]} */ (dom.all("input", question)).map(({ value }) => value);

// Read before anything mixes the options of the page.
const given = new Map(
  questions.map((question) => [question, { ids: ids(question), rows: dom.all("select", question).length }]),
);

/** @param {HTMLElement} question */
const about = (question) => given.get(question) ?? { ids: [], rows: 0 };

/** @param {HTMLElement} question */
function width(question) {
  const { ids, rows } = about(question);
  return rows || (ids.length > 6 ? 2 : 1);
}

/** Ids that were chosen → text; of a rank that is not filled yet an empty id.
 * @param {HTMLElement} question @param {string[] | null | undefined} answer */
export function pack(question, answer) {
  const size = width(question);
  if (!answer) return NONE.repeat(size);
  const { ids } = about(question);
  if (isRanked(question)) return answer.map((id) => (id ? CODE[ids.indexOf(id)] : NONE)).join("");
  const bits = answer.reduce((sum, id) => sum | (1 << ids.indexOf(id)), 0);
  return size === 1 ? CODE[bits] : CODE[bits >> 6] + CODE[bits & 63];
}

/** What pack made → ids; null when nothing was chosen or it cannot be read.
 * @param {HTMLElement} question @param {string} code @returns {string[] | null} */
export function unpack(question, code) {
  const { ids } = about(question);
  const digits = [...code].map((char) => CODE.indexOf(char));
  if (isRanked(question)) {
    /** @type {(string | undefined)[]} */
    const found = digits.map((digit, at) => (code[at] === NONE ? "" : ids[digit]));
    const known = found.filter((id) => id !== undefined);
    return known.length === found.length && known.some(Boolean) ? known : null;
  }
  if (digits.includes(-1)) return null;
  const bits = digits.reduce((sum, digit) => sum * 64 + digit, 0);
  const found = ids.filter((_, at) => bits & (1 << at));
  return found.length ? found : null;
}

/** Calls take(question, its part of the text) for each question.
 * @param {string} text @param {(question: HTMLElement, code: string) => void} take */
export function each(text, take) {
  let at = 0;
  for (const question of questions) {
    const end = at + width(question);
    take(question, text.slice(at, end));
    at = end;
  }
}

/** @param {HTMLElement} question @param {string[]} answer @param {string[]} key */
export const isRight = (question, answer, key) =>
  answer.length === key.length &&
  key.every((id, at) => (isRanked(question) ? answer[at] === id : answer.includes(id)));

/** Letters and digits only: platforms cut everything else. @param {HTMLElement} question @param {string[]} chosen */
function pattern(question, chosen) {
  const { ids } = about(question);
  const letters = chosen.map((id) => LEFT[ids.indexOf(id)]);
  if (question.dataset.type === "match")
    return letters
      .map((letter, at) => letter && `${at + 1}.${letter}`)
      .filter(Boolean)
      .join(",");
  return (question.dataset.type === "order" ? letters.filter(Boolean) : letters.sort()).join(",");
}

/** Tells of an answer. @param {HTMLElement} question @param {Interaction} interaction */
export function interact(question, { answer, key, right, weighting, latency }) {
  const name = `cmi.interactions.${Number(get("cmi.interactions._count")) || 0}`;
  const { questionId = "", type } = question.dataset;
  const now = new Date();
  set(`${name}.id`, questionId);
  set(`${name}.type`, type === "match" ? "matching" : type === "order" ? "sequencing" : "choice");
  set(`${name}.time`, clock(now.getHours() * 3600 + now.getMinutes() * 60 + now.getSeconds()));
  set(`${name}.correct_responses.0.pattern`, pattern(question, key));
  set(`${name}.weighting`, weighting);
  set(`${name}.student_response`, pattern(question, answer));
  set(`${name}.result`, right ? "correct" : "wrong");
  if (latency !== undefined) set(`${name}.latency`, span(latency));
}
