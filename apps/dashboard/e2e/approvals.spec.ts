import { randomBytes } from "node:crypto";
import { expect } from "@playwright/test";
import { mintGrant, recordedCalls, registerServer } from "@policylayer/testing/product";
import { callTool, connectAgent } from "./agent";
import { section } from "./console";
import { testAsAda as test } from "./journey";

const policy = (approval: object) => ({
  version: "1",
  default: "deny",
  tools: { run_procedure: { action: "require_approval", reason: "Somebody should look at it first.", approval } },
});

test("a call waits for a person, who approves it in the browser, and it goes through", async ({
  page,
  product,
  upstream,
}) => {
  const slug = `asks-${randomBytes(4).toString("hex")}`;
  const waiting = policy({ wait_seconds: 120 });
  const registered = await registerServer(product, { name: slug, slug, url: upstream.url, policy: waiting });
  const grant = await mintGrant(product, registered, slug);
  const agent = await connectAgent(product.bootstrapped.proxy_url + grant.path, grant.token);
  await page.goto("/acme/approvals");
  await expect(page.getByRole("heading", { level: 1, name: "Approvals" })).toBeVisible();

  const arrived = upstream.arrivals.length;
  const answer = callTool(agent, "run_procedure", { warehouse: slug });
  const card = page.getByRole("article").filter({ hasText: slug });
  // It appears by itself.
  await expect(card).toContainText("Somebody should look at it first.");
  await expect(card).toContainText(`"warehouse": "${slug}"`);
  await expect(section(page, "Approvals")).toContainText(/\d+ waiting/);
  expect(upstream.arrivals.length).toBe(arrived);

  await card.getByRole("button", { name: "Approve run_procedure" }).click();
  const dialog = page.getByRole("dialog", { name: "Approve this call of run_procedure?" });
  await dialog.getByLabel("Note").fill("Asked the warehouse.");
  await dialog.getByRole("button", { name: "Approve" }).click();
  expect(await answer).toEqual({ isError: false, text: "ran run_procedure" });
  expect(upstream.arrivals.slice(arrived).map(({ arguments: given }) => given)).toEqual([{ warehouse: slug }]);
  await expect(dialog).toBeHidden();
  await expect(card).toHaveCount(0);

  await page.getByRole("navigation", { name: "Status" }).getByRole("link", { name: "Used" }).click();
  await expect(card).toContainText("Asked the warehouse.");
  await card.getByRole("link", { name: "See the call" }).click();
  const details = page.getByRole("dialog", { name: "Call of run_procedure" });
  await expect(details).toContainText("Allowed");
  await details.getByRole("link", { name: "Who was asked, and what they said" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Approval of run_procedure" })).toBeVisible();
  expect((await recordedCalls(product, grant.id, 1)).map(({ decision }) => decision)).toEqual(["allow"]);
  await agent.close();
});

test("a call is denied with the keyboard alone, and the agent is told why", async ({ page, product, upstream }) => {
  const slug = `denied-${randomBytes(4).toString("hex")}`;
  const registered = await registerServer(product, { name: slug, slug, url: upstream.url, policy: policy({}) });
  const grant = await mintGrant(product, registered, slug);
  const agent = await connectAgent(product.bootstrapped.proxy_url + grant.path, grant.token);
  const asked = await callTool(agent, "run_procedure", { warehouse: slug });
  expect(asked).toMatchObject({
    isError: true,
    text: expect.stringContaining("call again with exactly the same arguments"),
  });

  await page.goto("/acme/approvals");
  const card = page.getByRole("article").filter({ hasText: slug });
  const deny = card.getByRole("button", { name: "Deny run_procedure" });
  // Until the page acts on it, a button takes no focus.
  await expect(deny).toBeEnabled();
  await deny.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Deny this call of run_procedure?" });
  await expect(dialog.getByLabel("Note")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(deny).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(dialog.getByLabel("Note")).toBeFocused();
  await page.keyboard.type("Ask in the morning.");
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(page.getByText("run_procedure is denied.")).toBeVisible();
  await expect(dialog).toBeHidden();
  await expect(card).toHaveCount(0);
  expect(await callTool(agent, "run_procedure", { warehouse: slug })).toEqual({
    isError: true,
    text: "[POLICY DENIED] run_procedure was denied by a person: Ask in the morning.",
  });
  await agent.close();
});
