import { expect, type Locator, type Page } from "@playwright/test";

/** The link of a section, in the column on the left. */
export function section(
  page: Page,
  name: "Servers" | "Policies" | "Grants" | "Audit log" | "Approvals" | "API keys",
): Locator {
  return page.getByRole("navigation", { name: "Main" }).getByRole("link", { name });
}

/** Replaces everything in the policy editor by `text`, as a paste would. */
export async function writePolicy(page: Page, text: string): Promise<void> {
  const editor = page.getByRole("textbox", { name: "Policy document" });
  await editor.click();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.insertText(text);
}

/** Waits until the open log listens: whatever is recorded from then on must appear in it. */
export async function logIsLive(page: Page): Promise<void> {
  await expect(page.getByText("Live: new calls appear by themselves")).toBeVisible();
}

/** The rows of the log, without its head. */
export function callRows(page: Page): Locator {
  return page.getByRole("table", { name: "Calls" }).locator("tbody").getByRole("row");
}
