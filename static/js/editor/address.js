// What people type when they are asked for an address.

/** The address as it is stored, or null when it is none: `www.x.nl`, `a@b.nl` and `071 516 5165` are understood. */
export function addressOf(typed) {
  const text = typed.trim();
  if (/^entry:[\w-]+(#[\w-]+)?$/.test(text)) return text;
  if (/^mailto:[^\s@]+@[^\s@]+$/i.test(text) || /^tel:[+\d][\d-]*$/i.test(text)) return text;
  if (/^[^\s@:/]+@[^\s@:/]+\.[a-z]{2,}$/i.test(text)) return `mailto:${text}`;
  if (/^\+?[\d ()-]{5,}$/.test(text)) return `tel:${text.replace(/[^+\d]/g, "")}`;
  const address = /^https?:\/\//i.test(text) ? text : `https://${text}`;
  const isName = /^https?:\/\/[^\s/]+\.[a-z]{2,}(:\d+)?([/?#]\S*)?$/i.test(address);
  return isName && URL.canParse(address) ? address : null;
}
