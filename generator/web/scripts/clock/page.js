// A clock's page: counts from the dates that are typed, puts them into the address, prints. Dates never leave the page.
// Without it the page says how long each limit is, how to count, and shows worked examples.

/** @import { Due, Dues, Events, Step, Stretch, Unit } from "./types.d.ts" */
import { all, one } from "../dom.js";
import { _ } from "../texts.js";
import * as counting from "./days.js";

/** @param {HTMLFormElement} form */
function start(form) {
  /** @type {HTMLInputElement[]} */
  const fields = all("[data-hb-event]", form);
  /** @type {HTMLInputElement[]} */
  const pauses = all("[data-hb-pause]", form);
  const rows = all("[data-hb-step]", form);
  const years = all("[data-hb-year]", document);
  const said = one("[data-hb-said]", form);
  const warning = one("[data-hb-warning]", form);
  const share = one("[data-hb-share]", form);
  const more = form.querySelector("details");
  const [main] = fields;
  const hours = fields.some((field) => "hbTimed" in field.dataset);
  const STRETCHES = 3; // as in generator/views/pages/dates.py
  const MOST = 999;
  const AT_ONCE = "at-once";
  const END_OF_DAY = 24 * 60;
  const HALF_A_MINUTE = 30_000;
  const LONG = 6; // rows: with more, the printed page has no room for the notes

  const list = (text = "") => text.split(" ").filter(Boolean);
  const calendar = counting.calendar({
    off: years.flatMap((row) => list(row.dataset.hbOff).map((one) => one.split("/"))),
    on: years.flatMap((row) => list(row.dataset.hbOn)),
    known: years.filter((row) => !row.dataset.hbPending).map((row) => Number(row.dataset.hbYear)),
  });
  const titles = new Map(
    fields.map(({ id, dataset }) => [dataset.hbEvent ?? "", one(`label[for="${id}"]`, form).textContent]),
  );

  // ---- in words, as generator/views/pages/dates.py says it ----
  const short = (/** @type {number} */ day) => {
    const [, month, date] = counting.parts(day);
    return _`${month}月${date}日`;
  };
  /** @param {number} day */
  function full(day) {
    return _`${counting.yearOf(day)}年${short(day)}（星期${_`一二三四五六日`[counting.weekday(day)]}）`;
  }
  const time = (/** @type {number} */ minute) => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  const when = (/** @type {{day: number, minute?: number}} */ due) =>
    full(due.day) + (due.minute === undefined ? "" : time(due.minute));
  /** @param {Stretch} days */
  function stretch([first, last]) {
    if (first === last) return short(first);
    const [, month, date] = counting.parts(last);
    return _`${short(first)}至${counting.parts(first)[1] === month ? _`${date}日` : short(last)}`;
  }
  /** @param {Due} due */
  function remark(due) {
    const words = [];
    if (due.skipped.length > STRETCHES) words.push(_`周末和放假不算`);
    else if (due.skipped.length) words.push(_`${due.skipped.map(stretch).join(_`、`)}休息，不算`);
    if (due.madeUp.length) words.push(_`${due.madeUp.map(short).join(_`、`)}补班，算`);
    if (due.rests) words.push(_`这天休息，稳妥起见不顺延，请在${short(due.better)}前办完`);
    return words.join(_`；`);
  }
  /** @param {number} year */
  function warningOf(year) {
    const row = years.find((one) => Number(one.dataset.hbYear) === year);
    return row?.dataset.hbPending || _`${year}年放假安排未录入，按周末推算，请核对。`;
  }

  // ---- counting ----
  /** @returns {Step[]} */
  const steps = () =>
    rows.map((row) => ({
      id: row.dataset.hbStep ?? "",
      from: row.dataset.hbFrom ?? "",
      until: row.dataset.hbUntil ?? "",
      value: Number(row.dataset.hbValue),
      unit: /** @type {Unit} */ (row.dataset.hbUnit),
      extra: list(row.dataset.hbPauses).reduce((sum, id) => sum + days(named(id)), 0),
      restarts: list(row.dataset.hbRestarts),
    }));
  const named = (/** @type {string} */ id) => /** @type {HTMLInputElement} */ (form.elements.namedItem(id));
  const before = (/** @type {HTMLElement} */ row) =>
    rows.find((one) => one.dataset.hbStep === row.dataset.hbFrom);
  /** @param {HTMLInputElement} field */
  function days(field) {
    const value = Number(field.value);
    return Number.isInteger(value) && value > 0 ? Math.min(value, MOST) : 0;
  }
  /** A step and those that it goes back to, the event where that begins, what moved it on the way.
   * @param {HTMLElement} row @returns {HTMLElement[]} */
  function chain(row) {
    const earlier = before(row);
    return [row, ...(earlier ? chain(earlier) : [])];
  }
  const origin = (/** @type {HTMLElement} */ row) => chain(row).at(-1)?.dataset.hbFrom ?? "";
  const along = (/** @type {HTMLElement} */ row, /** @type {"hbPauses" | "hbRestarts"} */ key) =>
    chain(row).flatMap((one) => list(one.dataset[key]));

  // ---- now, by the clock on the wall ----
  function now() {
    const date = new Date();
    const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
    return { day, time: `${two(date.getHours())}:${two(date.getMinutes())}` };
  }
  const minutes = (/** @type {{day: number, minute?: number}} */ due) =>
    due.day * END_OF_DAY + (due.minute ?? END_OF_DAY - 1);
  const present = () => minutes(counting.moment(`${now().day}T${now().time}`));
  /** @param {number} total */
  function lasting(total) {
    const [hours, rest] = [Math.floor(total / 60), total % 60];
    return `${hours ? _`${hours}小时` : ""}${rest || !hours ? _`${rest}分钟` : ""}`;
  }

  function show() {
    /** @type {Events} */
    const events = {};
    /** @type {Events} */
    const times = {};
    for (const field of fields) {
      const timed = "hbTimed" in field.dataset;
      const { hbEvent: id = "" } = field.dataset;
      const { day, minute } = timed
        ? counting.moment(field.value)
        : { day: counting.parse(field.value), minute: 0 };
      const none = Number.isNaN(day + minute);
      const wrong = none && (field.value !== "" || field.validity.badInput);
      field.toggleAttribute("aria-invalid", wrong);
      if (wrong) field.setAttribute("aria-invalid", "true");
      if (!none) events[id] = day;
      if (!none && timed) times[id] = minute;
    }
    const found = counting.reckon(calendar, steps(), events, times);
    const first = counting.reckon(
      calendar,
      steps().map((step) => ({ ...step, restarts: [] })),
      events,
      times,
    );
    for (const row of rows) {
      const { hbStep: id = "" } = row.dataset;
      fill(row, found[id], events, first[id]);
    }
    for (const row of rows) if (row.dataset.hbUnit === AT_ONCE) delete found[row.dataset.hbStep ?? ""];
    const unsure = new Set();
    for (const due of Object.values(found)) {
      for (const year of [...due.unknown, counting.yearOf(due.day)]) if (!knows(year)) unsure.add(year);
    }
    warning.textContent = years.length ? [...unsure].sort().map(warningOf).join("") : "";
    warning.hidden = !warning.textContent;
    const [typed, passing] = summary(events, times, found);
    if (said.textContent !== typed + passing) {
      // or it would be read aloud again and again
      said.replaceChildren(typed, element("span", "hb-clock__passing", passing));
    }
    const count = Object.keys(found).length;
    const always = rows.filter((row) => row.dataset.hbUnit === AT_ONCE).length;
    form.classList.toggle("hb-clock--live", count > 0);
    form.classList.toggle("hb-clock--long", count + always > LONG);
  }
  const knows = (/** @type {number} */ year) => calendar.knows(counting.parse(`${year}-01-01`));

  /** @param {HTMLElement} row @param {Due | undefined} due @param {Events} events @param {Due | undefined} first */
  function fill(row, due, events, first) {
    const cell = one("[data-hb-due]", row);
    cell.replaceChildren();
    if (row.dataset.hbUnit === AT_ONCE) {
      cell.append(element("b", "", _`立即`));
      return;
    }
    if (!due) {
      const ended = (row.dataset.hbUntil ?? "") in events && row.dataset.hbEnded;
      cell.append(element("span", "hb-clock__missing", ended || _`先填${titles.get(origin(row))}`));
      return;
    }
    cell.append(element("b", "", full(due.day)));
    if (due.minute !== undefined) cell.append(" ", element("b", "", time(due.minute)));
    if (due.minute !== undefined) {
      const left = minutes(due) - present();
      const text = left < 0 ? _`已经过了${lasting(-left)}` : _`还有${lasting(left)}`;
      cell.append(element("span", `hb-clock__left${left < 0 ? " hb-clock__left--late" : ""}`, text));
    }
    const words = [remark(due), ...restarted(row, events, first), moved(row)].filter(Boolean).join(_`；`);
    if (words) cell.append(element("span", "hb-clock__more-text", words));
    if (due.unknown.length)
      cell.append(element("span", "hb-mark", _`${due.unknown.join(_`、`)}年未录入，请核对`));
  }
  /** @param {HTMLElement} row */
  function moved(row) {
    const active = along(row, "hbPauses")
      .map(named)
      .filter((field) => days(field));
    const sum = active.reduce((total, field) => total + days(field), 0);
    const duties = [...new Set(active.map((field) => field.dataset.hbNeeds).filter(Boolean))];
    return sum ? _`不计入的${sum}天已顺延${duties.length ? _`，须${duties.join(_`、`)}` : ""}` : "";
  }
  /** What is said of new facts; those that come when the first period is over may start nothing anew.
   * @param {HTMLElement} row @param {Events} events @param {Due | undefined} first */
  function restarted(row, events, first) {
    return along(row, "hbRestarts")
      .filter((id) => id in events)
      .map((id) => {
        if (events[id] < events[origin(row)]) return _`${titles.get(id)}更早，没有用上`;
        const late =
          first && events[id] > first.day
            ? _`；可那时原来的期限（${short(first.day)}）已经过了，先核对还能不能重新起算`
            : "";
        return _`按${titles.get(id)}重新起算${late}`;
      });
  }
  /** @param {string} name @param {string} className @param {string} text */
  function element(name, className, text) {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.textContent = text;
    return made;
  }

  /** What was typed and what follows from it; and what is true only now, which is not for paper.
   * @param {Events} events @param {Events} times @param {Dues} found */
  function summary(events, times, found) {
    if (fields.some((field) => field.hasAttribute("aria-invalid"))) {
      return [_`日期不对：要是2000年到2100年之间真有的一天，如2026-12-31；问时刻的，几点几分也要填。`, ""];
    }
    const known = fields.filter((field) => (field.dataset.hbEvent ?? "") in events);
    if (!known.length)
      return [_`填上${hours ? _`时刻` : _`日期`}，下面每个时限就算出最晚${hours ? _`几点` : _`哪天`}。`, ""];
    const given = known.map(
      ({ dataset: { hbEvent: id = "" } }) =>
        _`${titles.get(id)}：${when({ day: events[id], minute: times[id] })}`,
    );
    const dues = rows
      .filter((row) => found[row.dataset.hbStep ?? ""])
      .map((row) => ({ ...found[row.dataset.hbStep ?? ""], label: row.dataset.hbLabel }))
      .sort((one, other) => minutes(one) - minutes(other));
    const typed = _`${given.join(_`；`)}。`;
    if (!hours) return [typed + (dues.length ? _`最先到期：${when(dues[0])}，${dues[0].label}。` : ""), ""];
    const next = dues.find((due) => minutes(due) >= present());
    const late = dues.filter((due) => minutes(due) < present());
    return [
      typed,
      (next ? _`下一个到期：${when(next)}，${next.label}。` : "") +
        (late.length ? _`已经过了时限：${late.map((due) => due.label).join(_`、`)}；没做的马上做。` : ""),
    ];
  }

  // ---- the address carries what was typed ----
  function remember() {
    const state = new URLSearchParams();
    for (const field of [...fields, ...pauses]) if (field.value) state.set(field.name, field.value);
    const hash = state.toString();
    history.replaceState(null, "", hash ? `#${hash}` : location.href.split("#")[0]);
    share.dataset.hbCopy = location.href;
  }
  function recall() {
    const state = new URLSearchParams(location.hash.slice(1));
    for (const field of [...fields, ...pauses]) field.value = state.get(field.name) ?? "";
    if (more && [...more.querySelectorAll("input")].some((field) => field.value)) more.open = true;
    share.dataset.hbCopy = location.href;
    show();
  }

  form.addEventListener("input", () => {
    show();
    remember();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () =>
    setTimeout(() => {
      show();
      remember();
      main.focus();
    }),
  );
  one("[data-hb-print]", form).addEventListener("click", () => window.print());
  one("[data-hb-now]", form).addEventListener("click", () => {
    const { day, time: minute } = now();
    main.value = "hbTimed" in main.dataset ? `${day}T${minute}` : day;
    show();
    remember();
    main.focus();
  });
  addEventListener("hashchange", recall);
  all("[data-hb-tools]", form).forEach((tool) => {
    tool.hidden = false;
  });
  recall();
  if (hours) setInterval(show, HALF_A_MINUTE);
}

const clock = /** @type {HTMLFormElement | null} */ (document.querySelector("form[data-hb-clock]"));
if (clock) start(clock);
