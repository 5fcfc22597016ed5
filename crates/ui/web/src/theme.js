// Light, dark, or as the device says. The cookie lets the server draw the page right at once.
import { on, onPage } from "./dom.js";

const root = document.documentElement;

onPage((page) => {
  for (const button of page.querySelectorAll("[data-db-theme] button")) {
    button.setAttribute("aria-pressed", String(button.value === root.dataset.theme));
  }
});

on("click", "[data-db-theme] button", (event, chosen) => {
  root.dataset.theme = chosen.value;
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie =
    `daybook-theme=${chosen.value}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
  for (const button of chosen.parentElement.querySelectorAll("button")) {
    button.setAttribute("aria-pressed", String(button === chosen));
  }
});
