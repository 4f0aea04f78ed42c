// The connection to a learning platform by SCORM 1.2, and answers as text: an answer takes one character (a rank one
// each), so that a page of questions fits the 4096 characters of suspend_data. Loads before scorm.js or exam.js.
"use strict";
window.handbookScorm = (() => {
  const LEFT = "abcdefghijklmnopqrstuvwxyz";
  const CODE = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
  const NONE = ".";

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
  const commit = () => call("LMSCommit", "");
  const connected = Boolean(api) && call("LMSInitialize", "") === "true";
  /** Whether somebody only looks again: nothing is to be reported. */
  const practised = connected && ["review", "browse"].includes(get("cmi.core.lesson_mode"));

  const two = (number) => String(number).padStart(2, "0");
  const clock = (seconds) => `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(Math.floor(seconds) % 60)}`;
  const span = (milliseconds) => clock(milliseconds / 1000).padStart(10, "0"); // HHHH:MM:SS
  const began = Date.now();
  let finished = !connected;
  addEventListener("pagehide", () => {
    if (finished) return;
    finished = true;
    set("cmi.core.session_time", span(Date.now() - began));
    set("cmi.core.exit", "suspend"); // else the platform forgets the answers
    call("LMSFinish", "");
  });

  // ---- answers as text ----
  const questions = [...document.querySelectorAll("[data-question-id]")];
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

  /** Ids that were chosen → text; of a rank that is not filled yet an empty id. */
  function pack(question, answer) {
    const size = width(question);
    if (!answer) return NONE.repeat(size);
    const { ids } = given.get(question.dataset.questionId);
    if (isRanked(question)) return answer.map((id) => (id ? CODE[ids.indexOf(id)] : NONE)).join("");
    const bits = answer.reduce((sum, id) => sum | (1 << ids.indexOf(id)), 0);
    return size === 1 ? CODE[bits] : CODE[bits >> 6] + CODE[bits & 63];
  }

  /** What pack made → ids; null when nothing was chosen or it cannot be read. */
  function unpack(question, code) {
    const { ids } = given.get(question.dataset.questionId);
    const digits = [...code].map((char) => CODE.indexOf(char));
    if (isRanked(question)) {
      const found = digits.map((digit, at) => (code[at] === NONE ? "" : ids[digit]));
      return found.some(Boolean) && !found.includes(undefined) ? found : null;
    }
    if (digits.includes(-1)) return null;
    const bits = digits.reduce((sum, digit) => sum * 64 + digit, 0);
    const found = ids.filter((_, at) => bits & (1 << at));
    return found.length ? found : null;
  }

  /** Calls take(question, its part of the text) for each question. */
  function each(text, take) {
    let at = 0;
    for (const question of questions) take(question, text.slice(at, (at += width(question))));
  }

  const isRight = (question, answer, key) => answer.length === key.length
    && key.every((id, at) => (isRanked(question) ? answer[at] === id : answer.includes(id)));

  // Letters and digits only: platforms cut everything else.
  function pattern({ dataset: { questionId, type } }, ids) {
    const letters = ids.map((id) => LEFT[given.get(questionId).ids.indexOf(id)]);
    if (type === "match") return letters.map((letter, at) => letter && `${at + 1}.${letter}`).filter(Boolean).join(",");
    return (type === "order" ? letters.filter(Boolean) : letters.sort()).join(",");
  }

  /** Tells of an answer; more: what else is known of it. */
  function interact(question, { answer, key, right, weighting, latency }) {
    const name = `cmi.interactions.${Number(get("cmi.interactions._count")) || 0}`;
    const now = new Date();
    set(`${name}.id`, question.dataset.questionId);
    set(`${name}.type`, { match: "matching", order: "sequencing" }[question.dataset.type] || "choice");
    set(`${name}.time`, clock(now.getHours() * 3600 + now.getMinutes() * 60 + now.getSeconds()));
    set(`${name}.correct_responses.0.pattern`, pattern(question, key));
    set(`${name}.weighting`, weighting);
    set(`${name}.student_response`, pattern(question, answer));
    set(`${name}.result`, right ? "correct" : "wrong");
    if (latency !== undefined) set(`${name}.latency`, span(latency));
  }

  return { connected, practised, get, set, commit, began, questions, isRanked, pack, unpack, each, isRight, interact };
})();
