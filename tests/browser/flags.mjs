// How Chromium is started: without a sandbox, for containers, and without asking anyone for anything; letters
// are as wide as on the screens of people, which is not its default where there are no windows.

export const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--font-render-hinting=none",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
