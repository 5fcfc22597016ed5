// Telephone numbers take their shape while they are typed, never while the middle is mended.
import { on } from "./dom.js";

function shaped(digits) {
  if (digits.length <= 3) return digits;
  if (digits.length <= 6) return `(${digits.slice(0, 3)}) ${digits.slice(3)}`;
  return `(${digits.slice(0, 3)}) ${digits.slice(3, 6)}-${digits.slice(6)}`;
}

on("input", "[data-db-phone]", (event, field) => {
  const isAtEnd = field.selectionStart === field.value.length;
  if (!isAtEnd || event.inputType?.startsWith("delete") || /[a-z+]/i.test(field.value)) return;
  const digits = field.value.replace(/\D/g, "").replace(/^1(?=\d{10}$)/, "");
  if (digits.length <= 10) field.value = shaped(digits);
});
