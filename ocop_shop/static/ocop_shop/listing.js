// What htmx leaves to do when it replaces a list: what was unfolded stays so, the focus stays where it was or goes to the
// number of products, and the new number is said aloud. Without this file the list works by whole pages.
(() => {
  "use strict";
  const list = () => document.getElementById("ocop-list");
  let unfolded = new Map();

  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target !== list()) return;
    unfolded = new Map([...list().querySelectorAll("details[id]")].map((one) => [one.id, one.open]));
    unfolded.delete("ocop-sort");
  });

  document.addEventListener("htmx:afterSwap", () => {
    const now = list();
    if (!now) return;
    for (const [id, open] of unfolded) {
      const one = document.getElementById(id);
      if (one) one.open = open;
    }
    const heading = document.querySelector("main h1");
    if (heading) heading.textContent = now.dataset.heading;
    const said = document.getElementById("ocop-said");
    if (said) said.textContent = now.dataset.said;
  });

  document.addEventListener("htmx:afterSettle", () => {
    if (document.activeElement === document.body) list()?.querySelector("[data-result-count]")?.focus({ preventScroll: true });
  });

  // Whatever goes wrong on the way, the address itself still works.
  for (const failed of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(failed, (event) => {
      if (event.detail.target === list()) location.assign(event.detail.pathInfo.finalRequestPath);
    });
  }
})();
