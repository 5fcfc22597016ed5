// A table wider than its place can be moved sideways from the keyboard.
import { onPage } from "./dom.js";

const watcher = new ResizeObserver((entries) => entries.forEach(({ target }) => dress(target)));

function dress(place) {
  const isMoving = place.scrollWidth > place.clientWidth + 1;
  if (!isMoving) {
    for (const name of ["tabindex", "role", "aria-label"]) place.removeAttribute(name);
    return;
  }
  place.tabIndex = 0;
  place.setAttribute("role", "region");
  place.setAttribute("aria-label", place.querySelector("caption")?.textContent ?? "Table");
}

onPage((page) => page.querySelectorAll(".db-scroll").forEach((place) => watcher.observe(place)));
