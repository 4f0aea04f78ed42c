// What is said when there is no such paper.

import { _ } from "../../texts.js";
/** @import { ItemPool } from "./item_pool.js" */
/** @import { Blueprint, Quotas, Unit } from "../types.d.ts" */
import { countsOf, toldOf } from "./choose.js";
import { ANY, CASE, HINT, ImpossibleError, sum } from "./common.js";

/** @param {string[]} lines */
export function refuse(lines) {
  if (lines.length) throw new ImpossibleError([...lines, HINT].join("\n"));
}

/** @param {ItemPool} itemPool @param {Unit[]} pool @param {Map<string, number>} kinds @param {Blueprint} blueprint */
export function missing(itemPool, pool, kinds, blueprint) {
  const lines = [];
  for (const [kind, number] of kinds) {
    const units = pool.filter((unit) => unit.kind === kind);
    const title = itemPool.kindTitle(kind);
    if (sum(units.map(({ size }) => size)) < number) {
      lines.push(_`${title}要${number}道，符合条件的有${counted(itemPool, units)}。`);
      continue;
    }
    const near =
      kind === CASE
        ? nearSums(
            units.map(({ size }) => size),
            number,
          )
        : [];
    if (near.length) {
      lines.push(_`${title}要${number}道，案例整个出，凑不成${number}道；可以是${near.join(_`道或`)}道。`);
    }
  }
  return [
    ...lines,
    ...missingTold(
      itemPool,
      pool.filter(({ kind }) => kinds.has(kind)),
      blueprint,
    ),
  ];
}

/** @param {ItemPool} itemPool @param {Unit[]} asked @param {Blueprint} blueprint */
function missingTold(itemPool, asked, blueprint) {
  const lines = [];
  for (const [chapter, number] of toldOf(blueprint.chapters)) {
    const units = asked.filter((unit) => unit.chapter === chapter);
    if (sum(units.map(({ size }) => size)) < number) {
      lines.push(
        _`${itemPool.chapters.get(chapter)}要${number}道，符合条件的有${counted(itemPool, units)}。`,
      );
    }
  }
  for (const [level, number] of toldOf(blueprint.difficulty)) {
    const having = countLevel(asked, level);
    if (having < number) {
      lines.push(_`难度“${itemPool.difficultyLabel(level)}”要${number}道，符合条件的有${having}道。`);
    }
  }
  return lines;
}

/** @param {ItemPool} itemPool @param {Unit[]} pool @param {Blueprint} blueprint */
export function missingInAll(itemPool, pool, blueprint) {
  const asked = pool.filter(({ kind }) => kind !== CASE);
  const lines =
    sum(asked.map(({ size }) => size)) < blueprint.count
      ? [_`要${blueprint.count}道题，符合条件的有${counted(itemPool, asked)}。`]
      : [];
  return [...lines, ...missingTold(itemPool, asked, blueprint)];
}

/** @param {ItemPool} itemPool @param {Unit[]} pool @param {Quotas} quotas @param {Blueprint} blueprint */
export function unreachable(itemPool, pool, quotas, blueprint) {
  const asked = pool.filter(({ kind }) => quotas.kinds.has(kind));
  const there = countsOf(pool, [...itemPool.kinds.keys()]);
  const lines = [_`按这些数目排不出一份试卷（一条规则只考一次）：`];
  for (const [kind, number] of quotas.kinds) {
    if (kind !== ANY) lines.push(_`${itemPool.kindTitle(kind)}要${number}道，有${there.get(kind)}道。`);
  }
  for (const [chapter, number] of toldOf(blueprint.chapters)) {
    const units = asked.filter((unit) => unit.chapter === chapter);
    lines.push(_`${itemPool.chapters.get(chapter)}要${number}道，有${counted(itemPool, units)}。`);
  }
  for (const [level, number] of quotas.difficulties) {
    lines.push(_`难度“${itemPool.difficultyLabel(level)}”要${number}道，有${countLevel(asked, level)}道。`);
  }
  return [...lines, HINT].join("\n");
}

/** @param {Unit[]} units @param {string} level */
const countLevel = (units, level) =>
  sum(units.map(({ questions }) => questions.filter(({ difficulty }) => difficulty === level).length));

/** @param {ItemPool} itemPool @param {Unit[]} units */
function counted(itemPool, units) {
  const chapters = [...itemPool.chapters].map(([chapter, name]) => ({
    name,
    number: sum(units.filter((unit) => unit.chapter === chapter).map(({ size }) => size)),
  }));
  const levels = [...itemPool.difficulties].map(([level, [name]]) => ({
    name,
    number: countLevel(units, level),
  }));
  const told = (/** @type {{name: string, number: number}[]} */ counts) =>
    counts
      .filter(({ number }) => number)
      .map(({ name, number }) => _`${name}${number}道`)
      .join(_`，`);
  const total = sum(units.map(({ size }) => size));
  return _`${total}道${total ? _`（${told(chapters)}；${told(levels)}）` : ""}`;
}

/** @param {number[]} sizes @param {number} number */
function nearSums(sizes, number) {
  const sums = new Set([0]);
  for (const size of sizes) for (const one of [...sums]) sums.add(one + size);
  if (sums.has(number)) return [];
  const all = [...sums];
  const below = Math.max(0, ...all.filter((one) => one < number));
  const above = Math.min(...all.filter((one) => one > number));
  return [below, Number.isFinite(above) ? above : 0].filter(Boolean);
}
