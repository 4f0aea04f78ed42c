// Connects quiz.js with a learning platform by SCORM 1.2. Loads before quiz.js and gives it a store: the platform's
// suspend_data, where an answer takes one character (a rank one each), so that a page of questions fits 4096.
// The score counts all questions of the page; once passed, nothing that is practised afterwards takes it away.
"use strict";
(() => {
  const root = document.querySelector("[data-quiz]");
  const note = document.querySelector("[data-scorm-note]");
  const questions = [...document.querySelectorAll("[data-question-id]")];
  const LEFT = "abcdefghijklmnopqrstuvwxyz";
  const CODE = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
  const NONE = ".";
  const PASS = 80;

  // ---- the platform's interface ----
  function above(from) {
    try {
      for (let frame = from, steps = 0; frame && steps < 50; steps++) {
        if (frame.API) return frame.API;
        if (frame.parent === frame) return null;
        frame = frame.parent;
      }
    } catch { /* a frame of another origin */ }
    return null;
  }
  const api = above(window) || (window.opener && above(window.opener)) || null;
  const call = (name, ...words) => { try { return String(api[name](...words)); } catch { return ""; } };
  const get = (name) => call("LMSGetValue", name);
  const set = (name, value) => call("LMSSetValue", name, String(value));
  if (!api || call("LMSInitialize", "") !== "true") {
    note.textContent = "没有连上学习平台：成绩不会上报，作答只记在这个浏览器里。";
    return;
  }

  const practised = get("cmi.core.lesson_mode") === "review" || get("cmi.core.lesson_mode") === "browse";
  const mastery = Number(get("cmi.student_data.mastery_score") || PASS) || PASS;
  const before = get("cmi.core.lesson_status");
  let passed = before === "passed" || before === "completed";
  let best = passed ? Number(get("cmi.core.score.raw")) || 0 : 0;
  const began = Date.now();
  let last = began;

  // ---- answers as text ----
  const isRanked = (question) => question.dataset.type === "match" || question.dataset.type === "order";
  const given = new Map(questions.map((question) => [question.dataset.questionId, {
    ids: isRanked(question)
      ? [...question.querySelector("select").options].map(({ value }) => value).filter(Boolean)
      : [...question.querySelectorAll("input")].map(({ value }) => value),
    rows: question.querySelectorAll("select").length,
  }]));
  const width = (question) => {
    const { ids, rows } = given.get(question.dataset.questionId);
    return rows || (ids.length > 6 ? 2 : 1);
  };

  function coded(question, answer) {
    const size = width(question);
    if (!answer || answer.f !== question.dataset.fingerprint) return NONE.repeat(size);
    const { ids } = given.get(question.dataset.questionId);
    if (isRanked(question)) return answer.a.map((id) => CODE[ids.indexOf(id)]).join("");
    const bits = answer.a.reduce((sum, id) => sum | (1 << ids.indexOf(id)), 0);
    return size === 1 ? CODE[bits] : CODE[bits >> 6] + CODE[bits & 63];
  }

  function decoded(question, code) {
    const { ids } = given.get(question.dataset.questionId);
    const digits = [...code].map((char) => CODE.indexOf(char));
    if (digits.includes(-1)) return null;
    const bits = digits.reduce((sum, digit) => sum * 64 + digit, 0);
    const a = isRanked(question) ? digits.map((digit) => ids[digit]) : ids.filter((_, at) => bits & (1 << at));
    if (!a.length || a.includes(undefined)) return null;
    const key = question.dataset.key.split(" ");
    const ok = a.length === key.length && key.every((id, at) => (isRanked(question) ? a[at] === id : a.includes(id)));
    return { a, ok, f: question.dataset.fingerprint };
  }

  // What was answered in another edition of the page counts no more: its questions may stand elsewhere.
  const head = `1|${root.dataset.scormPage}|`;

  function load() {
    const text = get("cmi.suspend_data");
    const answers = {};
    if (text.startsWith(head)) {
      let at = head.length;
      for (const question of questions) {
        const answer = decoded(question, text.slice(at, (at += width(question))));
        if (answer) answers[question.dataset.questionId] = answer;
      }
    }
    return { answers };
  }

  // ---- what the platform is told ----
  function save({ answers }) {
    set("cmi.suspend_data", head + questions.map((question) => coded(question, answers[question.dataset.questionId])).join(""));
    const found = questions.map((question) => {
      const answer = answers[question.dataset.questionId];
      return answer?.f === question.dataset.fingerprint ? answer : null;
    });
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
    call("LMSCommit", "");
  }

  const two = (number) => String(number).padStart(2, "0");
  const clock = (seconds) => `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(Math.floor(seconds) % 60)}`;
  const span = (milliseconds) => clock(milliseconds / 1000).padStart(10, "0"); // HHHH:MM:SS

  // Letters and digits only: platforms cut everything else.
  function pattern(detail, ids) {
    const letters = ids.map((id) => LEFT[given.get(detail.id).ids.indexOf(id)]);
    if (detail.type === "match") return letters.map((letter, at) => `${at + 1}.${letter}`).join(",");
    return (detail.type === "order" ? letters : letters.sort()).join(",");
  }

  document.addEventListener("quiz-answer", ({ detail }) => {
    const name = `cmi.interactions.${Number(get("cmi.interactions._count")) || 0}`;
    const now = new Date();
    set(`${name}.id`, detail.id);
    set(`${name}.type`, { match: "matching", order: "sequencing" }[detail.type] || "choice");
    set(`${name}.time`, clock(now.getHours() * 3600 + now.getMinutes() * 60 + now.getSeconds()));
    set(`${name}.correct_responses.0.pattern`, pattern(detail, detail.key));
    set(`${name}.weighting`, 1);
    set(`${name}.student_response`, pattern(detail, detail.answer));
    set(`${name}.result`, detail.right ? "correct" : "wrong");
    set(`${name}.latency`, span(now - last));
    last = Number(now);
    call("LMSCommit", "");
  });

  let finished = false;
  addEventListener("pagehide", () => {
    if (finished) return;
    finished = true;
    set("cmi.core.session_time", span(Date.now() - began));
    set("cmi.core.exit", "suspend"); // else the platform forgets the answers
    call("LMSFinish", "");
  });

  window.quizStore = { load, save };
  note.textContent = `已连上学习平台。成绩按这一页全部${questions.length}题算，全部答完且满${mastery}分为通过；中途退出，下次接着做。`;
})();
