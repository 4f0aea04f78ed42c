// What Material's bundle expects to find: values kept in the browser for this site. A file, so that pages need no inline script.

document.documentElement.classList.replace("no-js", "js"); // early: what scripts will hide is never laid out
var __md_scope = new URL(document.currentScript.dataset.base.replace(/\/?$/, "/"), location); // 404.html has "/"
var __md_hash = (text) => [...text].reduce((sum, char) => (sum << 5) - sum + char.charCodeAt(0), 0);
var __md_get = (key, store = localStorage, scope = __md_scope) => {
  try {
    return JSON.parse(store.getItem(`${scope.pathname}.${key}`));
  } catch {
    return null;
  }
};
var __md_set = (key, value, store = localStorage, scope = __md_scope) => {
  try {
    store.setItem(`${scope.pathname}.${key}`, JSON.stringify(value));
  } catch {
    /* storage is off */
  }
};
