// How characters sound: as generator/search/sounds.py.

/** @param {string} syllable */
function blur(syllable) {
  if (syllable[1] === "h") syllable = syllable[0] + syllable.slice(2);
  if (syllable[0] === "n" && syllable.length > 1) syllable = `l${syllable.slice(1)}`;
  return syllable.endsWith("ng") ? syllable.slice(0, -1) : syllable;
}

/** Syllable → characters, and back. */
export class Sounds {
  /** @param {string} packed "a啊阿 ai爱…" */
  constructor(packed) {
    /** @type {Map<string, string>} */
    this.characters = new Map();
    /** @type {Map<string, string[]>} */
    this.readings = new Map();
    for (const part of packed ? packed.split(" ") : []) {
      const syllable = (/^[a-z]+/.exec(part) || [""])[0];
      this.characters.set(syllable, part.slice(syllable.length));
      for (const char of part.slice(syllable.length)) {
        const readings = this.readings.get(char);
        if (readings) readings.push(syllable);
        else this.readings.set(char, [syllable]);
      }
    }
  }
  /** @param {string} char */
  alike(char) {
    const classes = (this.readings.get(char) || []).map(blur);
    let out = "";
    if (classes.length) {
      for (const [syllable, chars] of this.characters) if (classes.includes(blur(syllable))) out += chars;
    }
    return out.replaceAll(char, "");
  }
  /** @param {string} prefix */
  starting(prefix) {
    let out = "";
    for (const [syllable, chars] of this.characters) if (syllable.startsWith(prefix)) out += chars;
    return out;
  }
  /** @param {string} letters @param {number} most @returns {string[][]} */
  cuts(letters, most) {
    const initials = /^(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)$/;
    /** @type {[number, string][][]} */
    const best = [[[0, ""]]];
    for (let end = 1; end <= letters.length; end++) {
      /** @type {[number, string][]} */
      const found = [];
      for (let start = Math.max(0, end - 6); start < end; start++) {
        const unit = letters.slice(start, end);
        let cost = 3;
        if (this.characters.has(unit)) cost = 1;
        else if (!initials.test(unit) && !(end === letters.length && this.starting(unit))) continue;
        for (const [before, units] of best[start])
          found.push([before + cost, units ? `${units} ${unit}` : unit]);
      }
      found.sort((one, other) => one[0] - other[0] || (one[1] < other[1] ? -1 : 1));
      best.push(found.slice(0, most));
    }
    return best[letters.length].map(([, units]) => units.split(" "));
  }
}
