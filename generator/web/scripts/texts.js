// Texts by the catalogue of the program (generator/locales): _`第${number}题` is a key with its fields numbered,
// `第{0}题`. A page in another language brings `handbookTexts`; without it a text is what its key says.

/** @type {Record<string, string>} */
const TEXTS = Object(Reflect.get(globalThis, "handbookTexts"));

/** @param {TemplateStringsArray} parts @param {unknown[]} values @returns {string} */
export const _ = (parts, ...values) => {
  const key = parts.reduce((text, part, at) => `${text}{${at - 1}}${part}`);
  return (TEXTS[key] ?? key).replace(/\{(\d+)\}/g, (__, at) => String(values[at]));
};
