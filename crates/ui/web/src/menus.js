// Menus are <details>: they open without scripts. Here they close again.

const openMenus = () => document.querySelectorAll("details.db-menu[open]");

document.addEventListener("click", (event) => {
  for (const menu of openMenus()) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

/** Closes the open menu and says whether there was one. */
export function closeMenu() {
  const [menu] = openMenus();
  if (!menu) return false;
  menu.open = false;
  menu.querySelector("summary").focus();
  return true;
}
