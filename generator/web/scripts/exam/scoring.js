// What those who mark papers need. The same as generator/exams/papers/scoring.py, where the reasons are written.

import { _ } from "../texts.js";
/** @import { ItemView, PaperView } from "./types.d.ts" */
/** @import { ItemPool } from "./composing/item_pool.js" */
import { letter, rowsOf, width } from "./view.js";

const FULL = 100;
const MOST = 300;
const TABLE = 44;
const ACROSS = [10, 5, 4, 3, 2];
const PAD = 0.6;
const SCALE_ACROSS = 16;
const BOXES = new Map([
  [8, 2],
  [4, 5],
  [2, 12],
]);
const PLACE = 2;

/** @param {PaperView} paper @param {ItemPool} itemPool */
export const answers = (paper, itemPool) =>
  paper.parts.map((part) => {
    const longest = Math.max(...part.items.map(({ brief }) => width(brief, itemPool.wording.narrow))) + PAD;
    const across = ACROSS.find((number) => longest <= TABLE / number) ?? 1;
    return { part, across, rows: rowsOf(part.items, across) };
  });

/** Every score in hundredths; nothing when full marks are 100. @param {PaperView} paper */
export function scale({ marks, passMark }) {
  if (marks === FULL || marks > MOST) return [];
  const all = Array.from({ length: marks + 1 }, (__, raw) => ({
    raw,
    percent: Math.floor((raw * FULL) / marks + 0.5),
    passed: raw >= passMark,
  }));
  return rowsOf(all, SCALE_ACROSS);
}

/** @param {PaperView} paper */
export function said(paper) {
  const rule =
    paper.marks === FULL
      ? _`满分就是100分，得分就是百分制成绩。`
      : _`百分制成绩＝得分÷${paper.marks}×100，四舍五入。`;
  return _`满分${paper.marks}分，${paper.passMark}分及格。${rule}${scale(paper).length ? _`下表里粗体的及格。` : ""}`;
}

/** @param {PaperView} paper @param {ItemPool} itemPool */
export const sheet = (paper, itemPool) =>
  paper.parts.map((part) => {
    const boxed = (/** @type {ItemView} */ item) => item.type === "single" || item.type === "multiple";
    const most = Math.max(0, ...part.items.filter(boxed).map(({ choices }) => choices.length));
    const letters = Array.from({ length: most }, (__, at) => letter(at));
    const rows = part.items.map((item) => {
      if (item.type === "true-false")
        return { number: item.number, boxes: [itemPool.wording.right, itemPool.wording.wrong], places: 0 };
      return {
        number: item.number,
        boxes: boxed(item) ? letters : [],
        places: boxed(item) ? 0 : item.key.length,
      };
    });
    const widest = Math.max(...rows.map(({ boxes, places }) => boxes.length + PLACE * places));
    const [across] = [...BOXES].find(([, room]) => widest <= room) ?? [1];
    return { part, across, rows };
  });
