// Connects quiz.js, which loads after it, with a learning platform: gives it a store, the platform's. The score
// counts all questions of the page; once passed, nothing that is practised afterwards takes it away.

/** @import { State } from "../quiz/types.d.ts" */
/** @import { Answered } from "./types.d.ts" */
import * as dom from "../dom.js";
import { _ } from "../texts.js";
import { each, interact, isRanked, isRight, pack, questions, unpack } from "./answers.js";
import { began, commit, connected, get, practised, set } from "./platform.js";

const PASS = 80;
const root = dom.one("[data-quiz]", document);
const note = dom.one("[data-scorm-note]", document);

function connect() {
  const mastery = Number(get("cmi.student_data.mastery_score") || PASS) || PASS;
  const before = get("cmi.core.lesson_status");
  let passed = before === "passed" || before === "completed";
  let best = passed ? Number(get("cmi.core.score.raw")) || 0 : 0;
  let last = began;

  // What was answered in another edition of the page counts no more: its questions may stand elsewhere.
  const head = `1|${root.dataset.scormPage}|`;

  function load() {
    const text = get("cmi.suspend_data");
    /** @type {State["answers"]} */
    const answers = {};
    if (text.startsWith(head)) {
      each(text.slice(head.length), (question, code) => {
        const { questionId = "", key = "", fingerprint = "" } = question.dataset;
        const a = unpack(question, code);
        if (!a || (isRanked(question) && a.includes(""))) return;
        answers[questionId] = { a, ok: isRight(question, a, key.split(" ")), f: fingerprint };
      });
    }
    return { answers };
  }

  /** Tells the platform. @param {State} state */
  function save({ answers }) {
    const found = questions.map(({ dataset: { questionId = "", fingerprint } }) => {
      const answer = answers[questionId];
      return answer?.f === fingerprint ? answer : null;
    });
    set("cmi.suspend_data", head + questions.map((question, at) => pack(question, found[at]?.a)).join(""));
    const now = Math.round((100 * found.filter((answer) => answer?.ok).length) / (questions.length || 1));
    best = passed ? Math.max(best, now) : now;
    if (!practised) {
      set("cmi.core.score.min", 0);
      set("cmi.core.score.max", 100);
      set("cmi.core.score.raw", best);
      if (!passed) {
        const done = found.every(Boolean);
        passed = done && best >= mastery;
        set("cmi.core.lesson_status", !done ? "incomplete" : passed ? "passed" : "failed");
      }
    }
    commit();
  }

  document.addEventListener("quiz-answer", (event) => {
    const { id, answer, key, right } = /** @type {CustomEvent<Answered>} */ (event).detail;
    const now = Date.now();
    const question = questions.find(({ dataset }) => dataset.questionId === id);
    if (!question) return;
    interact(question, { answer, key, right, weighting: 1, latency: now - last });
    last = now;
    commit();
  });

  window.quizStore = { load, save };
  note.textContent = _`已连上学习平台。成绩按这一页全部${questions.length}题算，全部答完且满${mastery}分为通过；中途退出，下次接着做。`;
}

if (connected) connect();
else note.textContent = _`没有连上学习平台：成绩不会上报，作答只记在这个浏览器里。`;
