// On paper: the text and the addresses of its links, and no menus.

const PAPER = { width: 680, height: 960 };

/** What is wrong with a page when it is printed; `name` says which page it is. */
export async function complaintsOnPaper(page, name) {
  await page.setViewportSize(PAPER);
  await page.emulateMedia({ media: "print" });
  const found = await page.evaluate(complaints);
  await page.emulateMedia({ media: null });
  return found.map((complaint) => `${name} ${complaint}`);
}

/** Runs in the page. */
function complaints() {
  const menus = ".lp-skip-link, .lp-nav, .lp-languages, .lp-breadcrumb, .lp-pager, .lp-gables, .lp-footer";
  const visible = (selector) => [...document.querySelectorAll(selector)].filter(isVisible);
  const found = [];
  if (visible("h1").length !== 1) found.push(`has ${visible("h1").length} titles on paper`);
  found.push(...visible(menus).map((menu) => `has ${menu.className} on paper`));
  const unsaid = visible("main a[href^='http']")
    .filter((link) => !link.matches(".lp-card__title a"))
    .filter((link) => !getComputedStyle(link, "::after").content.includes(link.getAttribute("href")))
    .filter((link) => !link.textContent.includes(new URL(link.href).hostname.replace("www.", "")));
  found.push(...unsaid.map((link) => `does not say ${link.href}`));
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) found.push("is wider than the paper");
  return found;

  function isVisible(element) {
    const { width, height } = element.getBoundingClientRect();
    return element.checkVisibility({ visibilityProperty: true }) && width > 0 && height > 0;
  }
}
