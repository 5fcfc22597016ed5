// What was just done stands for ten seconds, longer while it is looked at.
import { onPage } from "./dom.js";

const SHOWN_MS = 10_000;

function countDown(toast) {
  if (toast.dataset.dbShown) return;
  toast.dataset.dbShown = "yes";
  let timer = 0;
  const start = () => (timer = setTimeout(() => toast.remove(), SHOWN_MS));
  const stop = () => clearTimeout(timer);
  for (const type of ["pointerenter", "focusin"]) toast.addEventListener(type, stop);
  for (const type of ["pointerleave", "focusout"]) toast.addEventListener(type, start);
  start();
}

onPage((page) => page.querySelectorAll("[data-db-toast]").forEach(countDown));
