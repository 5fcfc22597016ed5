// A form that was refused opens at the summary of what to mend; its lines lead to the fields.
import { on, onPage } from "./dom.js";

onPage((page) => {
  const summary = page.querySelector("[data-db-errors]:not([data-db-seen])");
  summary?.setAttribute("data-db-seen", "");
  summary?.focus();
});

on("click", "[data-db-errors] a", (event, link) => {
  const place = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  const field = place?.matches("fieldset") ? place.querySelector("input") : place;
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.scrollIntoView({ block: "center" });
});
