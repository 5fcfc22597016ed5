// A second press of the same button does nothing. The once-key makes it harmless on the server
// too; this only spares the waiting.
import { on } from "./dom.js";

const RELEASE_MS = 15_000;

function release(form) {
  delete form.dataset.dbSent;
  form.querySelectorAll("[aria-disabled]").forEach((one) => one.removeAttribute("aria-disabled"));
}

on(
  "submit",
  "form[data-db-guard]",
  (event, form) => {
    if (form.dataset.dbSent) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    form.dataset.dbSent = "yes";
    event.submitter?.setAttribute("aria-disabled", "true");
    // A download or a lost answer leaves the page standing; it must not stay locked.
    setTimeout(() => release(form), RELEASE_MS);
  },
  true,
);

document.addEventListener("htmx:finally:request", (event) => {
  const form = event.target.closest?.("form[data-db-guard]");
  if (form) release(form);
});

addEventListener("pageshow", (event) => {
  if (event.persisted) document.querySelectorAll("form[data-db-guard]").forEach(release);
});
