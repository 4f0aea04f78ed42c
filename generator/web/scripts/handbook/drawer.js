// The drawer of the theme, for the keyboard.

const drawer = /** @type {HTMLElement | null} */ (document.querySelector("[data-hb-drawer]"));
const toggle = /** @type {HTMLInputElement | null} */ (document.getElementById("__drawer"));
if (drawer && toggle) {
  const sidebar = document.querySelector(".md-sidebar--primary");
  toggle.setAttribute("aria-hidden", "true");
  toggle.tabIndex = -1;
  addEventListener("pageshow", () => {
    toggle.checked = false;
  }); // some browsers restore it
  drawer.addEventListener("click", () => {
    toggle.click();
    const first = /** @type {HTMLElement | null | undefined} */ (sidebar?.querySelector("a[href]"));
    if (toggle.checked) setTimeout(() => first?.focus(), 300);
  });
  toggle.addEventListener("change", () => drawer.setAttribute("aria-expanded", String(toggle.checked)));
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !toggle.checked) return;
    toggle.click();
    drawer.focus();
  });
}
