// What arrives by itself: a call, who else is here, what a long job came to. The server names
// the kind of message; its data is a finished piece of the page.
import { on } from "./dom.js";

const PLACES = {
  people: (place, piece) => (place.innerHTML = piece),
  pops: (place, piece) => place.insertAdjacentHTML("beforeend", piece),
  toasts: (place, piece) => {
    place.insertAdjacentHTML("beforeend", piece);
    // Modules that dress pieces of a page hear of this one as of any swap.
    document.dispatchEvent(new CustomEvent("htmx:after:swap"));
  },
};

function listen(href) {
  // The browser connects again by itself when the line is lost.
  const source = new EventSource(href);
  for (const [name, put] of Object.entries(PLACES)) {
    source.addEventListener(name, (event) => {
      const place = document.getElementById(`db-${name}`);
      if (place) put(place, event.data);
    });
  }
}

function start() {
  const href = document.body.dataset.dbLive;
  if (href) listen(href);
}

on("click", "[data-db-pop-away]", (event, button) => button.closest(".db-pop").remove());

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
