// Which customers were opened last and which are pinned: kept in this browser under the person's
// name, by their numbers alone. Find asks for them before anything is typed.
import { memory, on, onPage } from "./dom.js";

const MOST = 8;

const person = () => document.querySelector("[data-db-me]")?.dataset.dbMe ?? "somebody";
const key = (what) => `db-${what}/${person()}`;

function read(what) {
  try {
    const ids = JSON.parse(memory.get(key(what)) ?? "[]");
    return ids.filter(Number.isInteger).slice(0, MOST);
  } catch {
    return [];
  }
}

const keep = (what, ids) => memory.set(key(what), JSON.stringify(ids.slice(0, MOST)));

export const opened = () => read("opened");
export const pinned = () => read("pinned");

function dress(button) {
  const isPinned = pinned().includes(Number(button.dataset.dbPin));
  button.hidden = false;
  button.textContent = isPinned ? "Pinned" : "Pin";
  button.title = isPinned ? "Take it off the top of Find" : "Keep it at the top of Find";
}

onPage((page) => {
  const id = Number(/^\/customers\/(\d+)$/.exec(location.pathname)?.[1]);
  if (id) keep("opened", [id, ...opened().filter((one) => one !== id)]);
  page.querySelectorAll("[data-db-pin]").forEach(dress);
});

on("click", "[data-db-pin]", (event, button) => {
  const id = Number(button.dataset.dbPin);
  const others = pinned().filter((one) => one !== id);
  keep("pinned", others.length < pinned().length ? others : [id, ...others]);
  dress(button);
});
