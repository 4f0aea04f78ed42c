// Elements that a page is known to have, with the type that is asked for.

/** @template {HTMLElement} [T=HTMLElement] @param {string} selector @param {ParentNode} root @returns {T[]} */
export const all = (selector, root) => Array.from(root.querySelectorAll(selector));

/** @template {HTMLElement} [T=HTMLElement] @param {string} selector @param {ParentNode} root @returns {T} */
export const one = (selector, root) => /** @type {T} */ (root.querySelector(selector));
