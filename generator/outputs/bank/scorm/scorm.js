// Connects quiz.js with a learning platform. Loads between connect.js and quiz.js, which it gives a store: the platform's.
// The score counts all questions of the page; once passed, nothing that is practised afterwards takes it away.
"use strict";
(() => {
  const { connected, practised, get, set, commit, began, questions, isRanked, pack, unpack, each, isRight, interact } = window.handbookScorm;
  const root = document.querySelector("[data-quiz]");
  const note = document.querySelector("[data-scorm-note]");
  const PASS = 80;
  if (!connected) {
    note.textContent = "没有连上学习平台：成绩不会上报，作答只记在这个浏览器里。";
    return;
  }

  const mastery = Number(get("cmi.student_data.mastery_score") || PASS) || PASS;
  const before = get("cmi.core.lesson_status");
  let passed = before === "passed" || before === "completed";
  let best = passed ? Number(get("cmi.core.score.raw")) || 0 : 0;
  let last = began;

  // What was answered in another edition of the page counts no more: its questions may stand elsewhere.
  const head = `1|${root.dataset.scormPage}|`;
  const standing = (question, answer) => (answer?.f === question.dataset.fingerprint ? answer : null);

  function load() {
    const text = get("cmi.suspend_data");
    const answers = {};
    if (text.startsWith(head)) {
      each(text.slice(head.length), (question, code) => {
        const { questionId, key, fingerprint } = question.dataset;
        const a = unpack(question, code);
        if (!a || (isRanked(question) && a.includes(""))) return;
        answers[questionId] = { a, ok: isRight(question, a, key.split(" ")), f: fingerprint };
      });
    }
    return { answers };
  }

  // ---- what the platform is told ----
  function save({ answers }) {
    const found = questions.map((question) => standing(question, answers[question.dataset.questionId]));
    set("cmi.suspend_data", head + questions.map((question, at) => pack(question, found[at]?.a)).join(""));
    const now = Math.round((100 * found.filter((answer) => answer?.ok).length) / (questions.length || 1));
    const score = passed ? Math.max(best, now) : now;
    best = score;
    if (!practised) {
      set("cmi.core.score.min", 0);
      set("cmi.core.score.max", 100);
      set("cmi.core.score.raw", score);
      if (!passed) {
        const done = found.every(Boolean);
        passed = done && score >= mastery;
        set("cmi.core.lesson_status", !done ? "incomplete" : passed ? "passed" : "failed");
      }
    }
    commit();
  }

  document.addEventListener("quiz-answer", ({ detail: { id, answer, key, right } }) => {
    const now = Date.now();
    const question = questions.find(({ dataset }) => dataset.questionId === id);
    interact(question, { answer, key, right, weighting: 1, latency: now - last });
    last = now;
    commit();
  });

  window.quizStore = { load, save };
  note.textContent = `已连上学习平台。成绩按这一页全部${questions.length}题算，全部答完且满${mastery}分为通过；中途退出，下次接着做。`;
})();
