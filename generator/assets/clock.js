// A clock's page: counts from the dates that are typed, puts them into the address, prints. Dates never leave the page.
// Without it the page says how long each limit is, how to count, and shows worked examples.
"use strict";
(() => {
  const form = document.querySelector("form[data-hb-clock]");
  if (!form) return;
  const fields = [...form.querySelectorAll("[data-hb-event]")];
  const pauses = [...form.querySelectorAll("[data-hb-pause]")];
  const rows = [...form.querySelectorAll("[data-hb-step]")];
  const years = [...document.querySelectorAll("[data-hb-year]")];
  const said = form.querySelector("[data-hb-said]");
  const warning = form.querySelector("[data-hb-warning]");
  const share = form.querySelector("[data-hb-share]");
  const more = form.querySelector("details");
  const [main] = fields;
  const STRETCHES = 3; // as in generator/views/dates.py
  const MOST = 999;
  const LONG = 6; // rows: with more, the printed page has no room for the notes

  const list = (text) => text.split(" ").filter(Boolean);
  const calendar = hbDays.calendar({
    off: years.flatMap((row) => list(row.dataset.hbOff).map((one) => one.split("/"))),
    on: years.flatMap((row) => list(row.dataset.hbOn)),
    known: years.filter((row) => !row.dataset.hbPending).map((row) => Number(row.dataset.hbYear)),
  });
  const titles = new Map(fields.map((one) => [one.dataset.hbEvent, form.querySelector(`label[for="${one.id}"]`).textContent]));

  // ---- in words, as generator/views/dates.py says it ----
  const short = (day) => { const [, month, date] = hbDays.parts(day); return `${month}月${date}日`; };
  function full(day) {
    return `${hbDays.yearOf(day)}年${short(day)}（星期${"一二三四五六日"[hbDays.weekday(day)]}）`;
  }
  function stretch([first, last]) {
    if (first === last) return short(first);
    const [, month, date] = hbDays.parts(last);
    return `${short(first)}至${hbDays.parts(first)[1] === month ? `${date}日` : short(last)}`;
  }
  function remark(due) {
    const words = [];
    if (due.skipped.length > STRETCHES) words.push("周末和放假不算");
    else if (due.skipped.length) words.push(`${due.skipped.map(stretch).join("、")}休息，不算`);
    if (due.madeUp.length) words.push(`${due.madeUp.map(short).join("、")}补班，算`);
    if (due.rests) words.push(`这天休息，期满不顺延，请在${short(due.better)}前办完`);
    return words.join("；");
  }
  function warningOf(year) {
    const row = years.find((one) => Number(one.dataset.hbYear) === year);
    return row?.dataset.hbPending || `${year}年放假安排未录入，按周末推算，请核对。`;
  }

  // ---- counting ----
  const steps = () => rows.map((row) => ({
    id: row.dataset.hbStep,
    from: row.dataset.hbFrom,
    value: Number(row.dataset.hbValue),
    unit: row.dataset.hbUnit,
    extra: pausesOf(row),
  }));
  const pausesOf = (row) => list(row.dataset.hbPauses).reduce((sum, id) => sum + days(form.elements[id]), 0);
  const before = (row) => rows.find((one) => one.dataset.hbStep === row.dataset.hbFrom);
  function days(field) {
    const value = Number(field.value);
    return Number.isInteger(value) && value > 0 ? Math.min(value, MOST) : 0;
  }
  /** The event that a step goes back to, and the days that did not count on the way. */
  const origin = (row) => (before(row) ? origin(before(row)) : row.dataset.hbFrom);
  const extra = (row) => pausesOf(row) + (before(row) ? extra(before(row)) : 0);

  function show() {
    const events = {};
    for (const field of fields) {
      const day = hbDays.parse(field.value);
      const wrong = Number.isNaN(day) && (field.value !== "" || field.validity.badInput);
      field.toggleAttribute("aria-invalid", wrong);
      if (wrong) field.setAttribute("aria-invalid", "true");
      if (!Number.isNaN(day)) events[field.dataset.hbEvent] = day;
    }
    const found = hbDays.reckon(calendar, steps(), events);
    for (const row of rows) fill(row, found[row.dataset.hbStep]);
    const unsure = new Set();
    for (const due of Object.values(found)) {
      for (const year of [...due.unknown, hbDays.yearOf(due.day)]) if (!knows(year)) unsure.add(year);
    }
    warning.textContent = years.length ? [...unsure].sort().map(warningOf).join("") : "";
    warning.hidden = !warning.textContent;
    said.textContent = summary(events, found);
    const count = Object.keys(found).length;
    form.classList.toggle("hb-clock--live", count > 0);
    form.classList.toggle("hb-clock--long", count > LONG);
  }
  const knows = (year) => calendar.knows(hbDays.parse(`${year}-01-01`));

  function fill(row, due) {
    const cell = row.querySelector("[data-hb-due]");
    cell.replaceChildren();
    if (!due) {
      cell.append(element("span", "hb-clock__missing", `先填${titles.get(origin(row))}`));
      return;
    }
    cell.append(element("b", "", full(due.day)));
    const moved = extra(row);
    const words = [remark(due), moved ? `不计入的${moved}天已顺延` : ""].filter(Boolean).join("；");
    if (words) cell.append(element("span", "hb-clock__more-text", words));
    if (due.unknown.length) cell.append(element("span", "hb-mark", `${due.unknown.join("、")}年未录入，请核对`));
  }
  function element(name, className, text) {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.textContent = text;
    return made;
  }

  function summary(events, found) {
    if (fields.some((field) => field.hasAttribute("aria-invalid"))) {
      return "日期不对：要是2000年到2100年之间真有的一天，如2026-12-31。";
    }
    const known = fields.filter((field) => field.dataset.hbEvent in events);
    if (!known.length) return "填上日期，下面每个时限就算出最晚哪天。";
    const given = known.map((field) => `${titles.get(field.dataset.hbEvent)}：${full(events[field.dataset.hbEvent])}`);
    const [first] = rows.filter((row) => found[row.dataset.hbStep])
      .sort((one, other) => found[one.dataset.hbStep].day - found[other.dataset.hbStep].day);
    const due = found[first.dataset.hbStep];
    return `${given.join("；")}。最先到期：${full(due.day)}，${first.dataset.hbLabel}。`;
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

  form.addEventListener("input", () => { show(); remember(); });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => { show(); remember(); main.focus(); }));
  form.querySelector("[data-hb-print]").addEventListener("click", () => window.print());
  form.querySelector("[data-hb-today]").addEventListener("click", () => {
    const now = new Date();
    const two = (number) => String(number).padStart(2, "0");
    main.value = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
    show();
    remember();
    main.focus();
  });
  addEventListener("hashchange", recall);
  form.querySelectorAll("[data-hb-tools]").forEach((tool) => { tool.hidden = false; });
  recall();
})();
