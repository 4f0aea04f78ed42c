// Sets the palette before the page is painted: the one chosen last time, else the system's.

{
  const kept = __md_get("__palette");
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const media = `(prefers-color-scheme: ${dark ? "dark" : "light"})`;
  const input = document.querySelector(`[data-md-color-media="${media}"]`);
  const color = kept?.color || null;
  const chosen =
    color ?? (input && { scheme: input.dataset.mdColorScheme, primary: "custom", accent: "custom" });
  for (const [key, value] of Object.entries(chosen ?? {}))
    document.body.setAttribute(`data-md-color-${key}`, value);
}
