// Who else is here, asked for from time to time while the page is looked at. The answer is
// finished pieces of the page, each naming its place.
import { on } from "./dom.js";

const EVERY_MS = 15_000;

async function ask() {
  if (document.hidden) return;
  const url = new URL(document.body.dataset.dbLive, location.href);
  url.searchParams.set("at", location.pathname);
  try {
    const answer = await fetch(url, { headers: { "HX-Request": "true" } });
    if (answer.ok) put(await answer.text());
  } catch {
    // No connection: what was known last stands.
  }
}

function put(pieces) {
  const page = new DOMParser().parseFromString(pieces, "text/html");
  for (const piece of page.querySelectorAll("[data-db-place]")) {
    const place = document.getElementById(piece.dataset.dbPlace);
    // Untouched when nothing is new, so that nobody is read the same line twice.
    if (place && place.innerHTML !== piece.innerHTML) place.innerHTML = piece.innerHTML;
  }
}

function start() {
  if (!document.body.dataset.dbLive) return;
  setInterval(ask, EVERY_MS);
  document.addEventListener("visibilitychange", ask);
}

on("click", "[data-db-pop-away]", (event, button) => button.closest(".db-pop").remove());

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
