// Where this script, the site and its pages lie.

const script = /** @type {HTMLScriptElement} */ (document.currentScript);
export const here = new URL(".", script.src); // …/assets/hb/search/
const site = new URL("../../../", here);
const onDisk = location.protocol === "file:";

/** @param {string} path */
export function address(path) {
  return new URL(path.replace(/\/(#|$)/, onDisk ? "/index.html$1" : "/$1"), site).href;
}
