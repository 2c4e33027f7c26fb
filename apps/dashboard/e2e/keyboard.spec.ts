import { randomBytes } from "node:crypto";
import { expect, type Locator, type Page } from "@playwright/test";
import { mintGrant, registerServer } from "@policylayer/testing/product";
import { section } from "./console";
import { test, testAsAda } from "./journey";

const STOPS_MAX = 60;

/** Presses Tab until that has the focus, as somebody does who can't see where the next stop is. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await wanted.waitFor();
  for (let stops = 0; stops < STOPS_MAX; stops++) {
    await page.keyboard.press("Tab");
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`${String(wanted)} was not reached with ${STOPS_MAX} presses of Tab`);
}

test("signing in and creating a grant need no mouse", async ({ page, product, upstream }) => {
  const slug = `keys-${randomBytes(4).toString("hex")}`;
  await registerServer(product, { name: slug, slug, url: upstream.url, policy: { version: "1", default: "allow" } });
  await page.goto("/sign-in");
  await tabTo(page, page.getByLabel("E-mail"));
  await page.keyboard.type(product.bootstrapped.user.email);
  await page.keyboard.press("Tab");
  await page.keyboard.type(product.bootstrapped.password);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/acme/servers");

  await tabTo(page, section(page, "Grants"));
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("main").getByRole("link", { name: "Create grant" }).first());
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByLabel("Label"));
  await page.keyboard.type("Typed, not clicked");
  await tabTo(page, page.getByRole("checkbox", { name: new RegExp(slug) }));
  await page.keyboard.press("Space");
  await tabTo(page, page.getByRole("button", { name: "Create grant" }));
  await page.keyboard.press("Enter");

  const dialog = page.getByRole("dialog", { name: "Store this token now" });
  const stored = dialog.getByRole("button", { name: "I have stored it" });
  await expect(stored).toBeFocused();
  for (let press = 0; press < 15; press++) {
    await page.keyboard.press("Tab");
    await expect(dialog.locator(":focus"), `after ${press + 1} presses of Tab`).toHaveCount(1);
  }
  await page.keyboard.press("Escape");
  await expect(dialog).toBeVisible();
  await tabTo(page, stored);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Typed, not clicked" })).toBeVisible();
});

testAsAda("the first press of Tab offers to skip the navigation", async ({ page }) => {
  await page.goto("/acme/grants");
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "Skip to content" });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("main").locator(":focus")).toHaveCount(1);
});

testAsAda("a dialog keeps the focus while it is open and gives it back", async ({ page, product, upstream }) => {
  const slug = `focus-${randomBytes(4).toString("hex")}`;
  const policy = { version: "1", default: "allow" };
  const registered = await registerServer(product, { name: slug, slug, url: upstream.url, policy });
  const { id } = await mintGrant(product, registered, slug);
  await page.goto(`/acme/grants/${id}`);
  const revoke = page.getByRole("button", { name: "Revoke" });
  await tabTo(page, revoke);
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: `Revoke ${slug}?` });
  // A dialog is drawn a moment before it takes the focus; a Tab pressed in between would still be the page's.
  await expect(dialog.locator(":focus")).toHaveCount(1);
  for (let press = 0; press < 5; press++) {
    await page.keyboard.press("Tab");
    await expect(dialog.locator(":focus"), `after ${press + 1} presses of Tab`).toHaveCount(1);
  }
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(revoke).toBeFocused();
});

testAsAda("Tab indents in the policy editor; Escape, then Tab, leaves it", async ({ page, product, upstream }) => {
  const slug = `tab-${randomBytes(4).toString("hex")}`;
  const policy = { version: "1", default: "allow" };
  const registered = await registerServer(product, { name: slug, slug, url: upstream.url, policy });
  await page.goto(`/acme/policies/${registered.policyId}`);
  const editor = page.getByRole("textbox", { name: "Policy document" });
  await tabTo(page, editor);
  const before = await editor.innerText();
  await page.keyboard.press("Tab");
  await expect(editor).toBeFocused();
  const indented = await editor.innerText();
  expect(indented).not.toBe(before);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  await expect(editor).not.toBeFocused();
  expect(await editor.innerText()).toBe(indented);
});
