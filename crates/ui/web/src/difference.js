// The difference between what the bank has and what is chosen, while boxes are ticked.
import { printed } from "./amount.js";
import { onPage } from "./dom.js";

function draw(words) {
  let left = BigInt(words.dataset.cents);
  for (const box of document.querySelectorAll(`[form="${words.dataset.dbDifference}"][data-cents]`)) {
    if (!box.checked) continue;
    left += BigInt(box.dataset.cents) * (box.dataset.side === "bank" ? 1n : -1n);
  }
  const output = words.querySelector("output");
  output.textContent = printed(left);
  words.classList.toggle("db-zero", left === 0n);
}

const drawAll = () => document.querySelectorAll("[data-db-difference]").forEach(draw);

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-cents][data-side]")) drawAll();
});

onPage(drawAll);
