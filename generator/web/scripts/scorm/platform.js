// The connection to a learning platform by SCORM 1.2: opened when the page loads, closed when it is left.

/** @import { Api } from "./types.d.ts" */

/** @param {Window} from @returns {Api | null} */
function above(from) {
  try {
    for (let frame = from, steps = 0; steps < 50; steps++) {
      if (frame.API) return frame.API;
      if (frame.parent === frame) return null;
      frame = frame.parent;
    }
  } catch {
    /* a frame of another origin */
  }
  return null;
}

const api = above(window) ?? (window.opener ? above(window.opener) : null);

/** @param {keyof Api} name @param {string[]} words */
function call(name, ...words) {
  try {
    const ask = /** @type {Record<string, (...words: string[]) => unknown>} */ (/** @type {unknown} */ (api));
    return String(ask[name](...words));
  } catch {
    return "";
  }
}

/** @param {string} name */
export const get = (name) => call("LMSGetValue", name);

/** @param {string} name @param {string | number} value */
export function set(name, value) {
  call("LMSSetValue", name, String(value));
}

export function commit() {
  call("LMSCommit", "");
}

export const connected = Boolean(api) && call("LMSInitialize", "") === "true";
/** Whether somebody only looks again: nothing is to be reported. */
export const practised = connected && ["review", "browse"].includes(get("cmi.core.lesson_mode"));

/** @param {number} number */
const two = (number) => String(number).padStart(2, "0");

/** HH:MM:SS. @param {number} seconds */
export const clock = (seconds) =>
  `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(Math.floor(seconds) % 60)}`;

/** HHHH:MM:SS. @param {number} milliseconds */
export const span = (milliseconds) => clock(milliseconds / 1000).padStart(10, "0");

export const began = Date.now();
let finished = !connected;
addEventListener("pagehide", () => {
  if (finished) return;
  finished = true;
  set("cmi.core.session_time", span(Date.now() - began));
  set("cmi.core.exit", "suspend"); // else the platform forgets the answers
  call("LMSFinish", "");
});
