// The way in: from an invitation, and later by password and code.

import assert from "node:assert/strict";
import { codeOf, invitationOf } from "./desk.mjs";

export const PASSWORD = "seven herons on a quay";

/** Invitation, password, second factor, recovery codes; `looks` is asked on every page. Returns the secret. */
export async function comeIn(page, hand, name, looks) {
  await page.goto(invitationOf(name));
  await looks();
  await hand.fill(page.getByLabel("New password", { exact: true }), PASSWORD);
  await hand.fill(page.getByLabel("New password again"), PASSWORD);
  await hand.press(page.getByRole("button", { name: "Save the password" }));
  await page.getByRole("heading", { name: "Set up your second factor" }).waitFor();
  await looks();
  const secret = await page.locator("#secret").textContent();
  await hand.fill(page.getByLabel("Code", { exact: true }), codeOf(secret));
  await hand.press(page.getByRole("button", { name: "Confirm" }));
  await page.getByRole("heading", { name: "Your recovery codes" }).waitFor();
  await looks();
  assert.ok((await page.locator("main li code").count()) >= 8);
  await hand.press(page.getByText("I have saved them"));
  await page.getByRole("heading", { name: "My work" }).waitFor();
  await looks();
  return secret;
}

/** Signs in again; a code works once, so the one of the next half minute is given. */
export async function signIn(page, hand, name, secret) {
  await hand.fill(page.getByLabel("E-mail address"), `${name}@leiden.example`);
  await hand.fill(page.getByLabel("Password"), PASSWORD);
  await hand.press(page.getByRole("button", { name: "Sign in", exact: true }));
  await page.getByRole("heading", { name: "Enter your code" }).waitFor();
  await hand.fill(page.getByLabel("Code", { exact: true }), codeOf(secret, Date.now() + 30_000));
  await hand.press(page.getByRole("button", { name: "Go on" }));
}
