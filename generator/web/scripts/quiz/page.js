// Practice with questions that stand in the page. Shared by the site and by SCORM packages: it knows no
// addresses and loads nothing. A host may set window.quizStore = {load(), save(state)} before this script runs and
// listen for the event "quiz-answer" on document. Without the script every question can be read, key and all.

/** @import { Answer, State, Store, View } from "./types.d.ts" */
import * as dom from "../dom.js";
import { _ } from "../texts.js";

/** @param {HTMLElement} root */
function start(root) {
  /** @template {HTMLElement} [T=HTMLElement] @param {string} selector @param {ParentNode} [node] @returns {T[]} */
  const all = (selector, node = root) => dom.all(selector, node);
  /** @template {HTMLElement} [T=HTMLElement] @param {string} selector @param {ParentNode} [node] @returns {T} */
  const one = (selector, node = root) => dom.one(selector, node);
  const QUESTION = "[data-question-id]";
  const list = one("[data-quiz-list]");
  /** @type {HTMLTemplateElement | null} */
  const bank = one("[data-quiz-bank]"); // where the page holds more questions than it shows at once
  const units = all("[data-unit]", bank ? bank.content : list); // a question, or a whole case
  const page = root.dataset.quizPage || "quiz";
  const questions = (/** @type {HTMLElement} */ unit) =>
    unit.matches(QUESTION) ? [unit] : all(QUESTION, unit);
  /** @template T @param {T[]} items */
  const shuffled = (items) => {
    const copy = [...items];
    for (let i = copy.length - 1; i > 0; i--) {
      const j = Math.floor(Math.random() * (i + 1));
      [copy[i], copy[j]] = [copy[j], copy[i]];
    }
    return copy;
  };

  // ---- what is remembered ----
  const KEY = root.dataset.quizStore || "handbook-quiz-1";
  /** @type {Store} */
  const store = window.quizStore ?? {
    // What was kept before the handbook had an id is taken over once, and left where it is.
    load() {
      const kept = localStorage.getItem(KEY) ?? localStorage.getItem(root.dataset.quizBefore ?? KEY);
      return JSON.parse(kept ?? "null");
    },
    save(state) {
      localStorage.setItem(KEY, JSON.stringify(state));
    },
  };
  /** What was kept may be anything. @template {object} T @param {T | null | undefined} value @returns {Partial<T>} */
  const object = (value) => (value && typeof value === "object" && !Array.isArray(value) ? value : {});
  /** @type {Partial<State>} */
  let before = {};
  try {
    before = object(store.load());
  } catch {
    /* blocked or damaged: begin afresh */
  }
  const state = /** @type {State} */ ({
    ...before,
    answers: object(before.answers),
    pages: object(before.pages),
  });
  /** @type {View} */
  const view = object(state.pages[page]);
  state.pages[page] = view;
  const save = () => {
    try {
      store.save(state);
    } catch {
      /* private mode: remember until the page closes */
    }
  };

  // An answer counts as long as the question is what it was. {a: chosen ids, ok, f: fingerprint, again}
  /** @param {HTMLElement} question @returns {Answer | null} */
  function answered(question) {
    const found = object(state.answers[question.dataset.questionId ?? ""]);
    const holds = Array.isArray(found.a) && found.f === question.dataset.fingerprint;
    return holds ? /** @type {Answer} */ (found) : null;
  }

  // ---- one question ----
  const isRanked = (/** @type {HTMLElement} */ question) =>
    question.dataset.type === "match" || question.dataset.type === "order";
  const keyOf = (/** @type {HTMLElement} */ question) => (question.dataset.key ?? "").split(" ");

  const inputs = (/** @type {HTMLElement} */ question) =>
    /** @type {HTMLInputElement[]} */ (all("input", question));
  const selects = (/** @type {HTMLElement} */ question) =>
    /** @type {HTMLSelectElement[]} */ (all("select", question));

  /** @param {HTMLElement} question */
  function chosen(question) {
    if (isRanked(question)) return selects(question).map((select) => select.value);
    return inputs(question)
      .filter(({ checked }) => checked)
      .map(({ value }) => value);
  }

  /** @param {HTMLElement} question @param {string[]} given */
  function isRight(question, given) {
    const key = keyOf(question);
    if (given.length !== key.length) return false;
    return isRanked(question)
      ? key.every((id, at) => given[at] === id)
      : key.every((id) => given.includes(id));
  }

  /** @param {HTMLElement} question */
  function empty(question) {
    for (const input of inputs(question)) input.checked = false;
    for (const select of selects(question)) select.value = "";
  }

  // How the page calls an option now: its letter, or 对 and 错.
  /** @param {HTMLElement} question @param {string} id */
  function nameOf(question, id) {
    const label = one(`[data-option="${id}"]`, question);
    return label.dataset.letter || label.textContent.trim();
  }

  /** @param {HTMLElement} question */
  function keyText(question) {
    const names = keyOf(question).map((id) => nameOf(question, id));
    if (question.dataset.type === "match") return names.map((name, at) => `${at + 1}—${name}`).join(_`，`);
    if (question.dataset.type === "order") return names.join(" → ");
    const order = all("[data-option]", question).map((label) => nameOf(question, label.dataset.option ?? ""));
    return order.filter((name) => names.includes(name)).join(_`、`);
  }

  const touched = new Set(); // questions that do not stand as the page was sent
  /** @param {HTMLElement} question */
  function paint(question) {
    touched.add(question);
    const found = answered(question);
    const done = found && !found.again;
    const key = keyOf(question);
    const status = one("[role=status]", question);
    if (done) question.dataset.result = found.ok ? "right" : "wrong";
    else delete question.dataset.result;
    selects(question).forEach((select, at) => {
      if (done) select.value = found.a[at] ?? "";
      /** @type {HTMLElement} */ (select.parentElement).dataset.mark = done
        ? found.a[at] === key[at]
          ? "right"
          : "wrong"
        : "";
    });
    if (!isRanked(question)) {
      for (const input of inputs(question)) {
        if (done) input.checked = found.a.includes(input.value);
        const correct = key.includes(input.value);
        /** @type {HTMLElement} */ (input.parentElement).dataset.mark =
          !done || (!correct && !input.checked)
            ? ""
            : correct
              ? input.checked
                ? "right"
                : "missed"
              : "wrong";
      }
    }
    const text = !done ? "" : found.ok ? _`√ 答对了` : _`× 答错了。正确答案：${keyText(question)}`;
    if (status.textContent !== text) status.textContent = text;
    one("[data-quiz-key]", question).textContent = keyText(question);
    /** @type {HTMLDetailsElement} */ (one("details", question)).open = Boolean(done);
    one("[type=submit]", question).textContent = done ? _`改答案，重新提交` : _`提交答案`;
  }

  /** @param {HTMLElement} question */
  function answer(question) {
    const given = chosen(question);
    if (!given.length || given.includes("")) {
      one("[role=status]", question).textContent = isRanked(question)
        ? _`请把每一项都选好，再提交。`
        : _`请先选一个答案，再提交。`;
      return;
    }
    const { questionId: id = "", fingerprint = "", type } = question.dataset;
    const ok = isRight(question, given);
    state.answers[id] = { a: given, ok, f: fingerprint };
    save();
    paint(question);
    const progress = report();
    const detail = { id, type, answer: given, key: keyOf(question), right: ok, ...progress };
    document.dispatchEvent(new CustomEvent("quiz-answer", { detail }));
  }

  // Letters follow what is seen; the reasons follow the options.
  /** @param {HTMLElement} question @param {boolean} [mix] */
  function arrange(question, mix) {
    const options = one("[data-quiz-options]", question);
    if (!options || question.dataset.type === "true-false") return;
    const items = all(":scope > *", options);
    const given = items.sort((x, y) => Number(x.dataset.at) - Number(y.dataset.at));
    const order = mix ? shuffled(given) : given;
    options.append(...order);
    order.forEach((item, at) => {
      const letter = String.fromCharCode(65 + at);
      const label = one("[data-option]", item);
      label.dataset.letter = letter;
      const reason = one(`[data-for="${label.dataset.option}"]`, question);
      if (!reason) return;
      reason.dataset.letter = letter;
      reason.parentElement?.append(reason);
    });
  }

  // ---- which questions are shown ----
  /** @type {HTMLSelectElement[]} */
  const filters = all("[data-quiz-filter]");
  const note = one("[data-quiz-note]");
  let shown = units;

  /** Whether a question has one of its words. @param {HTMLElement} question @param {string | undefined} key @param {string} word */
  const has = (question, key, word) => (question.dataset[key ?? ""] ?? "").split(" ").includes(word);
  const fits = (/** @type {HTMLElement} */ unit) =>
    questions(unit).some((question) =>
      filters.every(({ value, dataset }) => !value || has(question, dataset.quizFilter, value)),
    );
  const isWrong = (/** @type {HTMLElement} */ question) => {
    const found = answered(question);
    return found !== null && !found.ok;
  };

  /** @param {HTMLElement[]} pool */
  function some(pool) {
    const size = Number(root.dataset.quizSize) || 20;
    const picked = [];
    let count = 0;
    for (const unit of shuffled(pool)) {
      const more = questions(unit).length;
      if (count + more > size) continue; // a case stays whole
      picked.push(unit);
      count += more;
    }
    return picked;
  }

  /** @param {HTMLElement[]} chosenUnits */
  function show(chosenUnits) {
    shown = chosenUnits;
    const stand = [...list.children];
    if (stand.length !== shown.length || stand.some((unit, at) => unit !== shown[at]))
      list.replaceChildren(...shown);
    for (const question of shown.flatMap(questions)) {
      if (!view.mix && !answered(question) && !touched.has(question)) continue;
      arrange(question, view.mix);
      paint(question);
    }
    for (const button of all("[data-quiz-show]")) {
      button.setAttribute("aria-pressed", String(button.dataset.quizShow === view.show));
    }
    report();
  }

  /** @param {string} mode */
  function choose(mode) {
    view.show = mode;
    const pool = units.filter(fits);
    let picked = pool;
    if (mode === "random") picked = some(pool);
    if (mode === "wrong") picked = pool.filter((unit) => questions(unit).some(isWrong));
    const wrong = mode === "wrong" ? picked.flatMap(questions).filter(isWrong) : [];
    for (const question of wrong) {
      const found = answered(question);
      if (found) found.again = true; // shown empty; counts as wrong until answered right
      empty(question);
    }
    view.ids = mode === "all" ? null : picked.map((unit) => unit.dataset.unit ?? "");
    view.filters = filters.map(({ value }) => value);
    save();
    show(picked);
    const count = picked.flatMap(questions).length;
    if (note) {
      note.textContent =
        mode === "wrong"
          ? wrong.length
            ? _`${wrong.length}道错题，重新做一遍。`
            : _`没有错题。`
          : count
            ? _`显示${count}道题。`
            : _`没有这样的题，换一个条件。`;
    }
  }

  function report() {
    const every = shown.flatMap(questions);
    const found = every.flatMap((question) => answered(question) ?? []).filter((entry) => !entry.again);
    const right = found.filter((entry) => entry.ok).length;
    const score = every.length ? Math.round((100 * right) / every.length) : 0;
    /** @type {HTMLProgressElement | null} */
    const bar = one("[data-quiz-bar]");
    const text = one("[data-quiz-progress]");
    if (bar) {
      bar.max = every.length || 1;
      bar.value = found.length;
    }
    if (text) {
      const end = every.length && found.length === every.length ? _`，得分${score}分（满分100分）` : "";
      text.textContent = _`已答${found.length}/${every.length}题，答对${right}题${end}`;
    }
    return { total: every.length, answered: found.length, rightCount: right, score };
  }

  // ---- the page ----
  function follow() {
    const hash = decodeURIComponent(location.hash.slice(1));
    const at = (/** @type {HTMLElement} */ unit) => questions(unit).find(({ id }) => id === hash);
    const unit = hash ? units.find(at) : undefined;
    const question = unit && at(unit);
    if (unit && question) {
      if (!shown.includes(unit)) {
        view.show = "";
        show([unit]);
      }
      all("[data-quiz-target]").forEach((entry) => {
        delete entry.dataset.quizTarget;
      });
      question.dataset.quizTarget = "";
      question.scrollIntoView();
      return true;
    }
    const wanted = new URLSearchParams(hash);
    const named = filters.filter(({ dataset, options }) =>
      [...options].some(({ value }) => value && value === wanted.get(dataset.quizFilter ?? "")),
    );
    for (const select of named) select.value = wanted.get(select.dataset.quizFilter ?? "") ?? "";
    if (named.length) choose("all");
    return named.length > 0;
  }

  root.addEventListener("keydown", (event) => {
    const field = /** @type {HTMLElement} */ (event.target);
    /** @type {HTMLElement | null} */
    const question = field.matches("input") ? field.closest(QUESTION) : null;
    if (event.key === "Enter" && question) answer(question);
  });
  root.addEventListener("click", (event) => {
    const button = /** @type {HTMLElement} */ (event.target).closest("button");
    if (!button) return;
    /** @type {HTMLElement | null} */
    const question = button.type === "submit" ? button.closest(QUESTION) : null;
    if (question) answer(question);
    if (button.dataset.quizShow) choose(button.dataset.quizShow);
    if ("quizReset" in button.dataset && confirm(_`清空这一页全部题目的作答记录？清空后不能恢复。`)) {
      for (const question of units.flatMap(questions)) {
        delete state.answers[question.dataset.questionId ?? ""];
        empty(question);
      }
      choose(view.show === "random" ? "random" : "all");
      if (note) note.textContent = _`作答记录已清空。`;
    }
  });
  root.addEventListener("change", (event) => {
    const field = /** @type {HTMLInputElement} */ (event.target);
    if (field.dataset.quizFilter) choose(view.show === "random" ? "random" : "all");
    if ("quizMix" in field.dataset) {
      view.mix = field.checked;
      save();
      show(shown);
    }
  });
  addEventListener("hashchange", follow);

  /** @type {HTMLInputElement | null} */
  const mix = one("[data-quiz-mix]");
  if (mix) mix.checked = Boolean(view.mix);
  const kept = Array.isArray(view.filters) ? view.filters : [];
  filters.forEach((select, at) => {
    if ([...select.options].some(({ value }) => value === kept[at])) select.value = kept[at];
  });
  const ids = Array.isArray(view.ids) ? view.ids : [];
  const again = ids.flatMap((id) => units.find((unit) => unit.dataset.unit === id) ?? []);
  if (again.length) show(again);
  else choose(view.show === "all" || !bank ? "all" : "random");
  if (note) note.textContent = "";
  root.dataset.quiz = "ready"; // styles show the controls
  all("[data-quiz-tools]").forEach((tools) => {
    tools.hidden = false;
  });
  follow();
}

const quiz = /** @type {HTMLElement | null} */ (document.querySelector("[data-quiz]"));
if (quiz) start(quiz);
