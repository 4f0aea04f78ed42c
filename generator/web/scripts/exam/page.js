// The page where trainers compose papers: form ⇄ address → forms → paper, print, downloads.

import { _ } from "../texts.js";
/** @import { Blueprint, Form, StockData } from "./types.d.ts" */
import { parse, query } from "./composing/blueprint.js";
import { ImpossibleError } from "./composing/common.js";
import { available, compose } from "./composing/compose.js";
import { ItemPool } from "./composing/item_pool.js";
import { files, giftCannot } from "./exports.js";
import * as printed from "./paper.js";
import { word } from "./word.js";

/** @param {HTMLElement} root @param {StockData} data */
function start(root, data) {
  const itemPool = new ItemPool(data);
  const part = (/** @type {string} */ name) =>
    /** @type {HTMLElement} */ (root.querySelector(`[data-exam-${name}]`));
  const form = /** @type {HTMLFormElement} */ (part("form"));
  /** @typedef {"channel" | "role" | "forms"} Choice */
  /** @typedef {"count" | "drafted" | "minutes" | "pass" | "title" | "seed"} Field */
  const fields = /** @type {Record<Choice, HTMLSelectElement> & Record<Field, HTMLInputElement>} */ (
    /** @type {unknown} */ (form.elements)
  );
  const numbers = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll("[data-exam-number]")]);
  const LISTS = /** @type {const} */ (["chapters", "difficulty"]);
  const PLAIN = /** @type {const} */ (["channel", "role", "minutes", "pass", "title", "seed", "forms"]);
  /** @type {Record<string, string>} */
  const MIME = { moodle: "application/xml", gift: "text/plain", csv: "text/csv" };
  /** @type {Record<string, string>} */
  const SUFFIX = { moodle: ".xml", gift: ".gift.txt", csv: ".csv", docx: ".docx" };

  /** @type {{blueprint: Blueprint, forms: Form[], code: string, view: string} | null} */
  let shown = null;

  // ---- form → fields of text, as `handbook exam` has them ----

  /** @param {string} key */
  const numbersOf = (key) => numbers.filter(({ dataset }) => dataset.examNumber === key);
  /** @param {string} key @returns {HTMLInputElement[]} */
  const boxesOf = (key) => Array.from(form.querySelectorAll(`input[name="${key}"]`));

  /** @param {string} key */
  function listed(key) {
    const told = new Map(numbersOf(key).map(({ dataset, value }) => [dataset.id ?? "", value.trim()]));
    return boxesOf(key)
      .filter(({ checked, value }) => checked || told.get(value))
      .map(({ value }) => (told.get(value) ? `${value}=${told.get(value)}` : value))
      .join(",");
  }

  /** @param {string} key */
  const counted = (key) =>
    numbersOf(key)
      .filter(({ value }) => value.trim())
      .map(({ dataset, value }) => `${dataset.id}=${value.trim()}`)
      .join(",");

  /** @returns {Record<string, string>} */
  function asked() {
    const plain = Object.fromEntries(PLAIN.map((key) => [key, fields[key].value]));
    const lists = Object.fromEntries(LISTS.map((key) => [key, listed(key)]));
    const types = counted("types");
    const told = types || Object.values(lists).some((text) => text.includes("="));
    return {
      ...plain,
      ...lists,
      types,
      marks: counted("marks"),
      count: told ? "" : fields.count.value, // kinds, chapters or levels say how many there are
      drafted: fields.drafted.checked ? "" : "0",
    };
  }

  /** @param {Blueprint} blueprint */
  function fill(blueprint) {
    for (const key of LISTS) {
      for (const box of boxesOf(key)) box.checked = blueprint[key].has(box.value);
    }
    for (const input of numbers) {
      const { examNumber, id = "" } = input.dataset;
      const number = blueprint[/** @type {"types"} */ (examNumber)].get(id);
      input.value = number ? String(number) : "";
    }
    fields.channel.value = blueprint.channel;
    fields.role.value = blueprint.role;
    fields.drafted.checked = blueprint.drafted;
    fields.count.value = String(blueprint.count);
    fields.minutes.value = String(blueprint.minutes || "");
    fields.pass.value = String(blueprint.passMark || "");
    fields.title.value = blueprint.title;
    fields.seed.value = String(blueprint.seed);
    const forms = blueprint.forms.join(",");
    if (![...fields.forms.options].some(({ value }) => value === forms)) {
      fields.forms.append(new Option(blueprint.forms.join(_`、`), forms));
    }
    fields.forms.value = forms;
    count();
  }

  /** Says how many questions there are of each kind, and what is added up. */
  function count() {
    const chosen = (/** @type {string} */ key) => {
      const words = listed(key).split(",").filter(Boolean);
      return new Map(words.map((word) => [word.split("=")[0], 0]));
    };
    const filters = {
      chapters: chosen("chapters"),
      difficulty: chosen("difficulty"),
      channel: fields.channel.value,
      role: fields.role.value,
      drafted: fields.drafted.checked,
    };
    for (const [kind, number] of available(itemPool, filters)) {
      const cell = root.querySelector(`[data-exam-there="${kind}"]`);
      if (cell) cell.textContent = String(number);
    }
    const told = [counted("types"), listed("chapters"), listed("difficulty")].find((text) =>
      text.includes("="),
    );
    const sum = (told ?? "").split(",").reduce((total, word) => total + (Number(word.split("=")[1]) || 0), 0);
    fields.count.disabled = Boolean(told);
    if (told) fields.count.value = String(sum);
    else if (!fields.count.value || fields.count.value === "0")
      fields.count.value = fields.count.defaultValue;
  }

  // ---- forms ----

  /** @param {Record<string, string>} wanted @param {boolean} byHand */
  function make(wanted, byHand) {
    part("message").replaceChildren();
    part("note").textContent = "";
    try {
      const blueprint = parse(wanted, itemPool);
      const forms = compose(itemPool, blueprint);
      if (!byHand) fill(blueprint);
      const view = shown?.view ?? "paper";
      const code = forms.some(({ code: one }) => one === shown?.code) ? shown?.code : forms[0].code;
      shown = { blueprint, forms, code: code ?? forms[0].code, view };
      if (byHand) history.replaceState(null, "", `#${query(blueprint)}`);
      show();
      part("result").querySelector("h2")?.focus();
    } catch (fault) {
      if (!(fault instanceof ImpossibleError)) throw fault;
      shown = null;
      part("result").hidden = true;
      const [first, ...more] = /** @type {Error} */ (fault).message.split("\n");
      const lines = [_`没有出卷。${first}`, ...more].map((line) => {
        const paragraph = document.createElement("p");
        paragraph.textContent = line;
        return paragraph;
      });
      part("message").replaceChildren(...lines);
    }
  }

  function show() {
    if (!shown) return;
    const { forms, code, view, blueprint } = shown;
    const one = forms.find((entry) => entry.code === code) ?? forms[0];
    const parts = one.parts.map(
      (entry) => _`${entry.title}${entry.items.length}题，每题${entry.marksEach}分`,
    );
    part("said").textContent =
      _`共${one.items.length}题，满分${one.marks}分，及格${one.passMark}分，${one.minutes}分钟：${parts.join(_`；`)}。`;
    part("views").replaceChildren(...forms.map(views));
    part("paper").replaceChildren(printed.draw(one, view, itemPool));
    part("command").textContent = command(blueprint);
    part("result").hidden = false;
    // The foot of printed pages: a text that the style sheet puts into the pages' margins.
    document.documentElement.style.setProperty(
      "--hb-exam-foot",
      JSON.stringify(printed.foot(one, view, itemPool)),
    );
  }

  /** @param {Form} one */
  function views(one) {
    const group = document.createElement("div");
    group.className = "hb-exam__group";
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", _`${one.code}卷`);
    const buttons = [...printed.VIEWS].map(([view, label]) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "hb-button";
      button.dataset.examView = view;
      button.dataset.examCode = one.code;
      button.setAttribute("aria-pressed", String(shown?.code === one.code && shown?.view === view));
      button.textContent = label;
      button.setAttribute("aria-label", printed.nameOf(one, view));
      return button;
    });
    const name = document.createElement("span");
    name.textContent = _`${one.code}卷`;
    group.append(name, ...buttons);
    return group;
  }

  /** The same paper from the terminal. @param {Blueprint} blueprint */
  function command(blueprint) {
    const words = [];
    for (const [key, text] of new URLSearchParams(query(blueprint))) {
      if (key === "drafted") words.push("--no-drafted");
      else
        words.push(
          `--${key} ${/^[A-Za-z0-9,=.-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`}`,
        );
    }
    return `./run exam ${words.join(" ")} -o papers`;
  }

  // ---- downloads ----

  /** @param {string} format */
  function download(format) {
    if (!shown) return;
    const { forms, code, view } = shown;
    const one = forms.find((entry) => entry.code === code) ?? forms[0];
    const teacher = format === "docx" && view === "teacher";
    const content =
      format === "docx"
        ? word(one, itemPool, teacher)
        : new Blob([files[/** @type {keyof typeof files} */ (format)](one, itemPool)], {
            type: MIME[format],
          });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(content);
    link.download = `exam-${one.seed}-${one.code}${teacher ? "-teacher" : ""}${SUFFIX[format]}`;
    root.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    const missing = format === "gift" ? one.items.filter((item) => giftCannot(item.question)) : [];
    const list = missing.map((item) => item.number).join(_`、`);
    const left = missing.length ? _`第${list}题没有写进去：${giftCannot(missing[0].question)}。` : "";
    part("note").textContent = _`已下载${one.code}卷：${link.download}。${left}`;
  }

  async function copyLink() {
    const note = part("note");
    try {
      await navigator.clipboard.writeText(location.href);
      note.textContent = _`链接已复制。同事打开它，得到同一份试卷。`;
    } catch {
      note.textContent = _`请复制地址栏里的地址：${location.href}`;
    }
  }

  // ---- the page ----

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    make(asked(), true);
  });
  form.addEventListener("input", (event) => {
    const { dataset, value } = /** @type {HTMLInputElement} */ (event.target);
    const box =
      LISTS.some((key) => key === dataset.examNumber) &&
      boxesOf(dataset.examNumber ?? "").find((one) => one.value === dataset.id);
    if (box && value.trim()) box.checked = true;
    count();
  });
  form.addEventListener("reset", () =>
    setTimeout(() => {
      shown = null;
      part("result").hidden = true;
      part("message").replaceChildren();
      history.replaceState(null, "", location.pathname + location.search);
      count();
    }),
  );
  root.addEventListener("click", (event) => {
    const button = /** @type {Element} */ (event.target).closest("button");
    if (!button) return;
    const { examView, examCode, examFile } = button.dataset;
    if (shown && examView && examCode) {
      shown = { ...shown, view: examView, code: examCode };
      show();
      /** @type {HTMLElement | null} */ (
        root.querySelector(`[data-exam-view="${examView}"][data-exam-code="${examCode}"]`)
      )?.focus();
    }
    if (examFile) download(examFile);
    if ("examPrint" in button.dataset) print();
    if ("examLink" in button.dataset) copyLink();
    if ("examNext" in button.dataset) {
      const seed = Number(fields.seed.value) || 0;
      fields.seed.value = String(seed < Number(fields.seed.max) ? seed + 1 : 0);
      make(asked(), true);
    }
  });

  function follow() {
    const text = location.hash.slice(1);
    if (text.includes("=")) make(Object.fromEntries(new URLSearchParams(text)), false);
  }
  addEventListener("hashchange", follow);
  form.hidden = false;
  count();
  follow();
  root.dataset.exam = "ready";
}

const root = /** @type {HTMLElement | null} */ (document.querySelector("[data-exam]"));
if (root && self.HB_EXAM_DATA) start(root, self.HB_EXAM_DATA);
