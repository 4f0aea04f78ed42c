// Seeded random, the same words as generator/exams/composing/random.py: sfc32, seeded by FNV-1a.

export class Random {
  /** @param {...string} name */
  constructor(...name) {
    const text = new TextEncoder().encode(name.join("\n"));
    const [a, b, c] = [0x811c9dc5, 0x1f54177e, 0xbd8b9137].map((basis) => {
      let value = basis;
      for (const byte of text) value = Math.imul(value ^ byte, 0x01000193);
      return value;
    });
    this.a = a;
    this.b = b;
    this.c = c;
    this.count = 1;
    for (let at = 0; at < 15; at++) this.next();
  }
  next() {
    const word = (this.a + this.b + this.count) | 0;
    this.count = (this.count + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + word) | 0;
    return word >>> 0;
  }
  /** @param {number} end */
  below(end) {
    return Math.floor((this.next() * end) / 0x100000000);
  }
  /** @template T @param {Iterable<T>} things @returns {T[]} */
  shuffled(things) {
    const mixed = [...things];
    for (let place = mixed.length - 1; place > 0; place--) {
      const other = this.below(place + 1);
      [mixed[place], mixed[other]] = [mixed[other], mixed[place]];
    }
    return mixed;
  }
}
