import { randomBytes } from "node:crypto";
import { expect } from "@playwright/test";
import type { PolicyView } from "@policylayer/services/policies";
import { mintGrant, registerServer } from "@policylayer/testing/product";
import { writePolicy } from "./console";
import { testAsAda as test } from "./journey";

const document = (max: number) => ({
  version: "1",
  default: "deny",
  tools: { run_procedure: { limits: [{ counter: "run_procedure_rate", window: "hour", max }] } },
});

test("from an edit to what it changed, and back to what was before", async ({ page, product, upstream }) => {
  const slug = `history-${randomBytes(4).toString("hex")}`;
  const server = { name: slug, slug, url: upstream.url, policy: document(10) };
  const registered = await registerServer(product, server);
  const grant = await mintGrant(product, registered, `Agent of ${slug}`);
  const root = `/acme/policies/${registered.policyId}`;
  const inForce = () => product.api<PolicyView>("GET", `/policies/${registered.policyId}`);

  await test.step("edit", async () => {
    await page.goto(root);
    await writePolicy(page, JSON.stringify({ ...document(20), hide: ["drop_database"] }, null, 2));
    await page.getByLabel("Change message").fill("Twice as many");
    await page.getByRole("button", { name: "Save policy" }).click();
    await expect(page.getByText("Version 2 is saved and holds from the next call.")).toBeVisible();
  });

  const history = page.getByRole("list", { name: "Versions" });
  await test.step("see what it changed, in words and as text", async () => {
    await page.getByRole("link", { name: "What changed when" }).click();
    await expect(page).toHaveURL(`${root}/history`);
    const second = history.getByRole("listitem").filter({ hasText: "Version 2" }).first();
    await expect(second).toContainText("Twice as many");
    await expect(second).toContainText("/tools/run_procedure/limits/0/max 10 → 20");
    await expect(second).toContainText('/hide added: ["drop_database"]');
    await second.getByRole("link", { name: "Compare version 2" }).click();
    const comparison = page.getByRole("region", { name: "Version 2 against version 1" });
    await expect(comparison).toContainText("2 changes in what it says.");
    await comparison.getByRole("tab", { name: "As text" }).click();
    await expect(comparison.getByText('"max": 20')).toBeVisible();
    await expect(comparison.getByText('"max": 10')).toBeVisible();
  });

  await test.step("restoring from a page that is out of date restores nothing, and says so", async () => {
    await product.api("PUT", `/policies/${registered.policyId}`, { document: document(30) }, { ifMatch: '"2"' });
    await history.getByRole("button", { name: "Restore version 1" }).click();
    const dialog = page.getByRole("dialog", { name: "Restore version 1?" });
    await expect(dialog).toContainText("Its document becomes version 3");
    await dialog.getByRole("button", { name: "Restore version 1" }).click();
    await expect(dialog.getByRole("alert")).toContainText(
      "The policy is at version 3, and your change started from 2.",
    );
    await expect(dialog).toContainText("Its document becomes version 4");
    expect((await inForce()).version).toBe(3);
    await dialog.getByRole("button", { name: "Restore version 1" }).click();
    await expect(page.getByText("Version 4 is saved as version 1 was, and holds from the next call.")).toBeVisible();
  });

  await test.step("the restored version is a new one, with a message of its own", async () => {
    const newest = history.getByRole("listitem").filter({ hasText: "Version 4" }).first();
    await expect(newest).toContainText("In force");
    await expect(newest).toContainText("Restored version 1");
    expect((await inForce()).document).toEqual(document(10));
    await page.goto(`${root}/history?version=4&from=1`);
    await expect(page.getByRole("region", { name: "Version 4 against version 1" })).toContainText("It says the same.");
    await page.getByLabel("Compared with").selectOption("Version 2");
    await expect(page.getByRole("region", { name: "Version 4 against version 2" })).toContainText("max 20 → 10");
  });

  await test.step("a policy in use can't be deleted, and says which grants use it", async () => {
    await page.goto(root);
    await page.getByRole("button", { name: "Delete" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Delete policy" }).click();
    await expect(dialog.getByRole("alert")).toContainText(`Grants use this policy: Agent of ${slug} (${grant.id}).`);
    await product.api("DELETE", `/grants/${grant.id}`);
    await dialog.getByRole("button", { name: "Delete policy" }).click();
    await expect(page).toHaveURL(`/acme/servers/${slug}`);
  });
});
