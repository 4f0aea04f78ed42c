// Buttons that copy.

import { _ } from "../texts.js";

const live = document.createElement("p");
live.className = "hb-sr";
live.setAttribute("role", "status");
document.body.append(live);

/** @param {string} text */
function fallbackCopy(text) {
  const area = document.createElement("textarea");
  area.className = "hb-sr";
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  return done;
}

/** @param {string} text */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return fallbackCopy(text); // file: and plain http: have no clipboard API
  }
}

document.addEventListener("click", async (event) => {
  const button = /** @type {HTMLElement | null} */ (
    /** @type {Element} */ (event.target).closest("[data-hb-copy], [data-hb-copy-link]")
  );
  if (!button) return;
  const { hbCopy, hbCopyLink } = button.dataset;
  const here = location.href;
  const address = here.startsWith("file:") ? `${hbCopyLink}index.html` : hbCopyLink;
  const text = hbCopy ?? new URL(address ?? "", here).href;
  const done = await copy(text);
  button.focus();
  live.textContent = done ? _`已复制：${text}` : _`没有复制成功，请手工复制：${text}`;
  const label = button.dataset.hbLabel ?? button.textContent;
  button.dataset.hbLabel = label;
  button.textContent = done ? _`已复制` : _`没成功`;
  setTimeout(() => {
    button.textContent = label;
  }, 1600);
});
