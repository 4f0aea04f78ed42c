// Loads engine and data when they are first needed.

/** @import { Engine } from "../engine/engine.js" */
import { here } from "./places.js";

const BIG = 2000; // entries from which on the index is made once, with everything, instead of twice

/** @type {{engine: Engine | null, loading: boolean}} the engine, once it has something to search in */
export const search = { engine: null, loading: false };
/** @type {Set<() => void>} */
export const waiting = new Set();

/** @param {string} name @returns {Promise<void>} */
const load = (name) =>
  new Promise((resolve, reject) => {
    const tag = document.createElement("script");
    tag.src = new URL(name, here).href;
    tag.onload = () => resolve();
    tag.onerror = () => reject(new Error(name));
    document.head.append(tag);
  });

/** @param {Engine} next */
async function build(next) {
  while (!next.build(30)) await new Promise((resolve) => setTimeout(resolve)); // stay answerable
  search.engine = next;
  for (const redraw of waiting) redraw();
}

export async function prepare() {
  if (search.loading) return;
  search.loading = true;
  try {
    const more = load("more.js").catch(() => {});
    await Promise.all([load("engine.js"), load("data.js")]);
    const { Engine } = self.HBSearch;
    if (self.HB_SEARCH_DATA.entries.length < BIG) await build(new Engine(self.HB_SEARCH_DATA));
    await more;
    await build(new Engine(self.HB_SEARCH_DATA, self.HB_SEARCH_MORE));
  } catch {
    search.loading = false; // the next key tries again
    for (const redraw of waiting) redraw();
  }
}
