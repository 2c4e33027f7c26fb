import { expect } from "@playwright/test";
import type { CallView } from "@policylayer/services/calls";
import type { GrantLimitsView } from "@policylayer/services/grants";
import { fillOrganization } from "./fill-organization";
import { testAsAda as test } from "./journey";

test("what is left of a limit is what the agent was told", async ({ page, product, upstream }) => {
  const filled = await fillOrganization(product, upstream);
  const { data, read_at } = await product.api<GrantLimitsView>("GET", `/grants/${filled.grantId}/limits`);
  expect(data).toMatchObject([{ name: "run_procedure", max: 2, state: { used: 2, remaining: 0 } }]);
  const call = await product.api<CallView>("GET", `/calls/${filled.refusedCallId}`);
  const toldUntil = Date.parse(call.at) + (call.retry_after_ms ?? Number.NaN);
  const roomAt = Date.parse(data[0]?.state?.room_at ?? "");
  // The call's time is the proxy's, the counter's that of Redis: the same machine, and a bucket of the hour is a minute.
  expect(Math.abs(roomAt - toldUntil)).toBeLessThan(60_000);
  expect(roomAt).toBeGreaterThan(Date.parse(read_at));

  await page.goto(`/acme/grants/${filled.grantId}`);
  const limits = page.getByRole("region", { name: "Limits", exact: true });
  await expect(limits.getByRole("row").filter({ hasText: "run_procedure" })).toContainText("2 of 2");
  await expect(limits).toContainText("None left");
  await limits.getByRole("button", { name: "Read again" }).click();
  await expect(limits).toContainText("2 of 2");

  await page.goto(`/acme/calls?call=${filled.refusedCallId}`);
  const why = page.getByRole("dialog", { name: "Call of run_procedure" }).getByLabel("Why");
  await expect(why).toContainText("run_procedure_rate: 2 an hour");
  await expect(why).toContainText("Fits again at");
  await why.getByRole("link", { name: "Version 2 of this policy" }).click();
  await expect(page).toHaveURL(`/acme/policies/${filled.policyId}?version=2`);
});

test("an organization chooses what passes without Redis, and reads what that costs", async ({ page, product }) => {
  await page.goto("/acme/settings/organization");
  await expect(page.getByLabel("Strict: refuse every call")).toBeChecked();
  await page.getByLabel("Available: let calls pass whose limits all allow it").check();
  await expect(page.getByText("What this gives up while Redis is away")).toBeVisible();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Saved. It holds from the next call.")).toBeVisible();
  expect(await product.api("GET", "/organization")).toMatchObject({ slug: "acme", audit_mode: "available" });
  await product.api("PATCH", "/organization", { audit_mode: "strict" });
  await page.reload();
  await expect(page.getByLabel("Strict: refuse every call")).toBeChecked();
});
