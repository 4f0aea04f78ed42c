// A composed paper on a learning platform: answered as a whole, scored once when it is handed in, by the paper's
// own marks and pass mark. The keys are in exam-key.js, which is loaded only when it is handed in.

/** @import { Key } from "./types.d.ts" */
import * as dom from "../dom.js";
import { _ } from "../texts.js";
import { each, interact, isRanked, isRight, pack, questions, unpack } from "./answers.js";
import { commit, connected, get, practised, set } from "./platform.js";

const ROOM = 4096; // characters that a platform keeps
const OPEN = "0";
const HANDED_IN = "1";

const root = dom.one("[data-exam]", document);
/** @template {HTMLElement} [T=HTMLElement] @param {string} selector @returns {T} */
const part = (selector) => dom.one(selector, root);
const note = part("[data-scorm-note]");
const progress = part("[data-exam-progress]");
const result = part("[data-exam-result]");
const ask = part("[data-exam-ask]");
const full = Number(root.dataset.marks);
const pass = Number(root.dataset.pass);
const head = `e1|${root.dataset.exam}|`; // another paper begins anew
let handedIn = false;

/** @param {ParentNode} node @returns {HTMLSelectElement[]} */
const selects = (node) => dom.all("select", node);
/** @param {ParentNode} node @returns {HTMLInputElement[]} */
const inputs = (node) => dom.all("input", node);

/** @param {HTMLElement} question */
function chosen(question) {
  const found = isRanked(question)
    ? selects(question).map(({ value }) => value)
    : inputs(question)
        .filter(({ checked }) => checked)
        .map(({ value }) => value);
  return found.some(Boolean) ? found : null;
}

/** @param {HTMLElement} question */
const isDone = (question) => chosen(question)?.includes("") === false;

function keep() {
  const state = handedIn ? HANDED_IN : OPEN;
  const text = head + state + questions.map((question) => pack(question, chosen(question))).join("");
  if (connected && !practised) {
    set("cmi.suspend_data", text);
    if (!handedIn) set("cmi.core.lesson_status", "incomplete");
    commit();
  }
  return text.length <= ROOM;
}

function report() {
  progress.textContent = _`已答${questions.filter(isDone).length}/${questions.length}题`;
}

// ---- handing in ----

/** @param {(keys: Record<string, Key>) => void} then */
function loadKeys(then) {
  const script = document.createElement("script");
  script.src = "exam-key.js";
  script.onload = () => then(window.HB_EXAM_KEY ?? {});
  script.onerror = () => {
    result.textContent = _`评分要用的文件没有读到，还没有交卷。检查网络，再交一次；作答还在。`;
    script.remove();
  };
  document.head.append(script);
}

/** A paragraph of a label and a text. @param {string} label @param {string} text */
function line(label, text) {
  const paragraph = document.createElement("p");
  const bold = document.createElement("b");
  bold.textContent = label;
  paragraph.append(
    bold,
    ...text.split("\n").flatMap((words, at) => (at ? [document.createElement("br"), words] : [words])),
  );
  return paragraph;
}

/** @param {HTMLElement} field @param {string} mark */
function markAround(field, mark) {
  if (field.parentElement) field.parentElement.dataset.mark = mark;
}

/** @param {HTMLElement} question @param {Key} key @param {boolean} right */
function reveal(question, key, right) {
  question.dataset.result = right ? "right" : "wrong";
  const wrong = chosen(question) ? _`× 答错了，得0分` : _`× 没有作答，得0分`;
  dom.one("[data-exam-status]", question).textContent = right
    ? _`√ 答对了，得${question.dataset.marks}分`
    : wrong;
  for (const [at, select] of selects(question).entries())
    markAround(select, select.value === key.key[at] ? "right" : "wrong");
  if (!isRanked(question)) {
    for (const input of inputs(question)) {
      const correct = key.key.includes(input.value);
      if (correct) markAround(input, input.checked ? "right" : "missed");
      else markAround(input, input.checked ? "wrong" : "");
    }
  }
  const why = dom.one("[data-exam-why]", question);
  why.replaceChildren(
    line(_`答案：`, key.answer),
    line(_`解析：`, key.rationale),
    ...key.reasons.map(([label, text]) => line(_`${label}：`, text)),
    line(_`规则：`, key.rules.join(_`；`)),
  );
  why.hidden = false;
}

/** Marks of 100, cut after two decimals, so that nobody below the pass mark reaches its share.
 * @param {number} marks */
const share = (marks) => Math.floor((10000 * marks) / full) / 100;

/** @param {Record<string, Key>} keys @param {{tell: boolean}} how */
function finish(keys, { tell }) {
  handedIn = true;
  let marks = 0;
  for (const question of questions) {
    const key = keys[question.dataset.questionId ?? ""];
    const weighting = question.dataset.marks ?? "";
    const answer = chosen(question);
    const right = answer !== null && isRight(question, answer, key.key);
    if (right) marks += Number(weighting);
    if (tell && answer) interact(question, { answer, key: key.key, right, weighting });
    reveal(question, key, right);
  }
  for (const field of [...inputs(root), ...selects(root)]) field.disabled = true;
  part("[data-exam-send]").hidden = true;
  result.textContent = _`得${marks}分。满分${full}分，${pass}分及格：${marks >= pass ? _`及格` : _`不及格`}。`;
  if (!tell) return;
  set("cmi.core.score.min", 0);
  set("cmi.core.score.max", 100);
  set("cmi.core.score.raw", share(marks));
  set("cmi.core.lesson_status", marks >= pass ? "passed" : "failed");
  keep();
}

/** @param {boolean} asking */
function askFirst(asking) {
  const open = questions.filter((question) => !isDone(question)).length;
  ask.hidden = !asking;
  const unfinished = open ? _`还有${open}题没有答完。` : "";
  part("[data-exam-open]").textContent = _`${unfinished}交卷以后不能再改，答案和解析才显示。`;
  if (asking) part("[data-exam-sure]").focus();
}

root.addEventListener("change", () => {
  if (handedIn) return;
  report();
  askFirst(false);
  if (!keep()) note.textContent = _`题太多，学习平台记不下全部作答：中途不要退出。`;
});
part("[data-exam-send]").addEventListener("click", () => askFirst(true));
part("[data-exam-back]").addEventListener("click", () => askFirst(false));
part("[data-exam-sure]").addEventListener("click", () => {
  ask.hidden = true;
  loadKeys((keys) => {
    finish(keys, { tell: connected && !practised });
    result.focus();
  });
});

// ---- what stands already ----

const kept = connected ? get("cmi.suspend_data") : "";
if (kept.startsWith(head)) {
  each(kept.slice(head.length + 1), (question, code) => {
    const answer = unpack(question, code);
    if (!answer) return;
    for (const [at, select] of selects(question).entries()) select.value = answer[at] ?? "";
    for (const input of inputs(question)) input.checked = answer.includes(input.value);
  });
}
note.textContent = connected
  ? _`已连上学习平台。作答随时保存，中途退出可以接着答；交卷才计分，只交一次。`
  : _`没有连上学习平台：成绩不会上报，离开这一页，作答就没有了。`;
report();
if (kept.startsWith(head + HANDED_IN)) loadKeys((keys) => finish(keys, { tell: false }));
root.dataset.ready = "";
