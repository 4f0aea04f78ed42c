// Characters that mean the same, runs of them, numbers of provisions: as generator/search/folding.py.

const HAN = 0x3400;

const DIGITS = "零一二三四五六七八九";

const NUMBER = "[零〇一二两三四五六七八九十百]+|[0-9]{1,4}";

const LEVELS = new RegExp(`第?(${NUMBER})章(?:第?(${NUMBER})节)?(?:第?(${NUMBER})条)?`);

const DOTTED =
  /(?<![0-9.])第?([0-9]{1,4}(?:[.．。][0-9]{1,4}){1,2})(?:[-–—]([0-9]{1,4}))?[章节条款]?(?![0-9.])/;

const SUPPLEMENT = /(?<![a-z0-9.])l([0-9]{1,4}(?:[.．。][0-9]{1,4}){0,2})[-–—]([0-9]{1,4})(?![0-9.])/;

const CHAPTER = new RegExp(`^第(${NUMBER})[章节条]?$`);

/** @param {string} text */
export function fold(text) {
  let out = "";
  for (let at = 0; at < text.length; at++) {
    let code = text.charCodeAt(at);
    if (code > 0xff00 && code < 0xff5f) code -= 0xfee0;
    else if (code === 0x3000) code = 0x20;
    out += String.fromCharCode(code > 64 && code < 91 ? code + 32 : code);
  }
  return out;
}

/** @param {string} folded */
export const runs = (folded) => folded.match(/[a-z0-9]+|[\u3400-\u9fff]+/g) || [];

/** @param {string} run */
export const isHan = (run) => run.charCodeAt(0) >= HAN;

/** @param {string} text */
function amountOf(text) {
  if (text.charCodeAt(0) < HAN && text[0] !== "〇") return Number(text);
  let total = 0;
  let digit = 0;
  for (const char of text) {
    if (char === "十" || char === "百") {
      total += (digit || 1) * (char === "十" ? 10 : 100);
      digit = 0;
    } else digit = char === "〇" ? 0 : char === "两" ? 2 : DIGITS.indexOf(char);
  }
  return total + digit;
}

/** @param {string} folded */
export function numberIn(folded) {
  let number = "";
  const law = SUPPLEMENT.exec(folded);
  let found = law || DOTTED.exec(folded);
  if (found) {
    number =
      (law ? "L" : "") +
      found[1]
        .split(/[.．。]/)
        .map(Number)
        .join(".") +
      (found[2] ? `-${Number(found[2])}` : "");
  } else {
    found = LEVELS.exec(folded);
    const whole = found ? null : CHAPTER.exec(folded.trim());
    if (!found && !whole) return null;
    number = (found || whole || []).slice(1).filter(Boolean).map(amountOf).join(".");
    if (!found) return { number, rest: "" };
  }
  return { number, rest: `${folded.slice(0, found.index)} ${folded.slice(found.index + found[0].length)}` };
}
