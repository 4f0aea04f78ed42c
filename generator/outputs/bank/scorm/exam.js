// A composed paper on a learning platform: answered as a whole, scored once when it is handed in, by the paper's own
// marks and pass mark. Loads after connect.js. The keys are in exam-key.js, which is loaded only when it is handed in.
"use strict";
(() => {
  const { connected, practised, get, set, commit, questions, isRanked, pack, unpack, each, isRight, interact } = window.handbookScorm;
  const root = document.querySelector("[data-exam]");
  const one = (selector, node = root) => node.querySelector(selector);
  const all = (selector, node = root) => [...node.querySelectorAll(selector)];
  const note = one("[data-scorm-note]");
  const progress = one("[data-exam-progress]");
  const result = one("[data-exam-result]");
  const ask = one("[data-exam-ask]");
  const full = Number(root.dataset.marks);
  const pass = Number(root.dataset.pass);
  const ROOM = 4096; // characters that a platform keeps
  const OPEN = "0", HANDED_IN = "1";
  const head = `e1|${root.dataset.exam}|`; // another paper begins anew
  let handedIn = false;

  function chosen(question) {
    const found = isRanked(question)
      ? all("select", question).map(({ value }) => value)
      : all("input:checked", question).map(({ value }) => value);
    return found.some(Boolean) ? found : null;
  }
  const isDone = (question) => { const answer = chosen(question); return Boolean(answer) && !answer.includes(""); };

  function keep() {
    const text = head + (handedIn ? HANDED_IN : OPEN) + questions.map((question) => pack(question, chosen(question))).join("");
    if (connected && !practised) {
      set("cmi.suspend_data", text);
      if (!handedIn) set("cmi.core.lesson_status", "incomplete");
      commit();
    }
    return text.length <= ROOM;
  }

  function report() {
    progress.textContent = `已答${questions.filter(isDone).length}/${questions.length}题`;
  }

  // ---- handing in ----
  function loadKeys(then) {
    const script = document.createElement("script");
    script.src = "exam-key.js";
    script.onload = () => then(self.HB_EXAM_KEY);
    script.onerror = () => { result.textContent = "评分要用的文件没有读到，还没有交卷。检查网络，再交一次；作答还在。"; script.remove(); };
    document.head.append(script);
  }

  /** A paragraph of a label and a text. */
  function line(label, text) {
    const paragraph = document.createElement("p");
    const bold = document.createElement("b");
    bold.textContent = label;
    paragraph.append(bold, ...text.split("\n").flatMap((part, at) => (at ? [document.createElement("br"), part] : [part])));
    return paragraph;
  }

  function reveal(question, key, right) {
    const answer = chosen(question);
    question.dataset.result = right ? "right" : "wrong";
    one("[data-exam-status]", question).textContent =
      right ? `√ 答对了，得${question.dataset.marks}分` : answer ? "× 答错了，得0分" : "× 没有作答，得0分";
    all("select", question).forEach((select, at) => {
      select.parentElement.dataset.mark = select.value === key.key[at] ? "right" : "wrong";
    });
    if (!isRanked(question)) {
      for (const input of all("input", question)) {
        const correct = key.key.includes(input.value);
        input.parentElement.dataset.mark =
          !correct && !input.checked ? "" : correct ? (input.checked ? "right" : "missed") : "wrong";
      }
    }
    const why = one("[data-exam-why]", question);
    why.replaceChildren(
      line("答案：", key.answer), line("解析：", key.rationale),
      ...key.reasons.map(([label, text]) => line(`${label}：`, text)), line("规则：", key.rules.join("；")),
    );
    why.hidden = false;
  }

  /** Marks of 100, cut after two decimals, so that nobody below the pass mark reaches its share. */
  const share = (marks) => Math.floor((10000 * marks) / full) / 100;

  function finish(keys, { tell }) {
    handedIn = true;
    let marks = 0;
    for (const question of questions) {
      const key = keys[question.dataset.questionId];
      const answer = chosen(question);
      const right = Boolean(answer) && isRight(question, answer, key.key);
      if (right) marks += Number(question.dataset.marks);
      if (tell && answer) interact(question, { answer, key: key.key, right, weighting: question.dataset.marks });
      reveal(question, key, right);
    }
    all("input, select").forEach((field) => { field.disabled = true; });
    one("[data-exam-send]").hidden = true;
    result.textContent = `得${marks}分。满分${full}分，${pass}分及格：${marks >= pass ? "及格" : "不及格"}。`;
    if (!tell) return;
    set("cmi.core.score.min", 0);
    set("cmi.core.score.max", 100);
    set("cmi.core.score.raw", share(marks));
    set("cmi.core.lesson_status", marks >= pass ? "passed" : "failed");
    keep();
  }

  function askFirst(asking) {
    const open = questions.filter((question) => !isDone(question));
    ask.hidden = !asking;
    one("[data-exam-open]").textContent =
      `${open.length ? `还有${open.length}题没有答完。` : ""}交卷以后不能再改，答案和解析才显示。`;
    if (asking) one("[data-exam-sure]").focus();
  }

  root.addEventListener("change", () => {
    if (handedIn) return;
    report();
    askFirst(false);
    if (!keep()) note.textContent = "题太多，学习平台记不下全部作答：中途不要退出。";
  });
  one("[data-exam-send]").addEventListener("click", () => askFirst(true));
  one("[data-exam-back]").addEventListener("click", () => askFirst(false));
  one("[data-exam-sure]").addEventListener("click", () => {
    ask.hidden = true;
    loadKeys((keys) => { finish(keys, { tell: connected && !practised }); result.focus(); });
  });

  // ---- what stands already ----
  const kept = connected ? get("cmi.suspend_data") : "";
  if (kept.startsWith(head)) {
    each(kept.slice(head.length + 1), (question, code) => {
      const answer = unpack(question, code);
      if (!answer) return;
      all("select", question).forEach((select, at) => { select.value = answer[at] ?? ""; });
      all("input", question).forEach((input) => { input.checked = answer.includes(input.value); });
    });
  }
  note.textContent = connected
    ? "已连上学习平台。作答随时保存，中途退出可以接着答；交卷才计分，只交一次。"
    : "没有连上学习平台：成绩不会上报，离开这一页，作答就没有了。";
  report();
  if (kept.startsWith(head + HANDED_IN)) loadKeys((keys) => finish(keys, { tell: false }));
  root.dataset.ready = "";
})();
