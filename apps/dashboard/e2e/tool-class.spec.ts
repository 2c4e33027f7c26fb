import { expect } from "@playwright/test";
import { fillOrganization } from "./fill-organization";
import { testAsAda as test } from "./journey";

test("a tool's class is shown with what says so, and a person gives it another with a note", async ({
  page,
  product,
  upstream,
}) => {
  const { serverSlug } = await fillOrganization(product, upstream);
  await page.goto(`/acme/servers/${serverSlug}`);
  const tool = page.locator("details").filter({ hasText: "run_procedure" });
  await expect(tool.locator("summary")).toContainText("Execute");
  await tool.locator("summary").click();
  const risk = tool.getByRole("region", { name: "Risk of run_procedure" });
  await expect(risk).toContainText("a verb of setting something going");
  await expect(risk).toContainText("Limited to 10 calls a minute for each grant");

  await risk.getByRole("button", { name: "Change class of run_procedure" }).click();
  const dialog = page.getByRole("dialog", { name: "Class of run_procedure" });
  await dialog.getByLabel("Class", { exact: true }).selectOption("read");
  await dialog.getByLabel("Why").fill("It only makes reports.");
  await dialog.getByRole("button", { name: "Save class" }).click();
  await expect(tool.locator("summary")).toContainText("Read");
  await expect(risk).toContainText("instead of Execute: It only makes reports.");

  await risk.getByRole("button", { name: "Change class of run_procedure" }).click();
  await dialog.getByRole("button", { name: "Back to Execute" }).click();
  await expect(tool.locator("summary")).toContainText("Execute");
});
