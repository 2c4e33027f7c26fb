import { randomBytes } from "node:crypto";
import { expect } from "@playwright/test";
import { mintGrant, recordedCalls, registerServer } from "@policylayer/testing/product";
import { callTool, connectAgent } from "./agent";
import { callRows, logIsLive } from "./console";
import { testAsAda as test } from "./journey";

const POLICY = { version: "1", default: "deny", hide: ["drop_database"], tools: { run_procedure: {} } };
/** Rows of a page. */
const PAGE = 50;

test("filters are in the address and survive a reload", async ({ page, product, upstream }) => {
  const id = randomBytes(4).toString("hex");
  const input = { url: upstream.url, policy: POLICY };
  const first = await registerServer(product, { ...input, name: `First ${id}`, slug: `first-${id}` });
  const second = await registerServer(product, { ...input, name: `Second ${id}`, slug: `second-${id}` });
  const alpha = await mintGrant(product, first, `alpha ${id}`);
  const beta = await mintGrant(product, second, `beta ${id}`);
  for (const grant of [alpha, beta]) {
    const agent = await connectAgent(product.bootstrapped.proxy_url + grant.path, grant.token);
    for (const tool of ["run_procedure", "list_customers"]) await callTool(agent, tool);
    await expect(callTool(agent, "drop_database")).rejects.toThrow("Unknown tool: drop_database");
    await agent.close();
    await recordedCalls(product, grant.id, 3);
  }
  const rows = callRows(page);
  const isFiltered = async (query: string, count: number): Promise<void> => {
    await expect(page).toHaveURL(`/acme/calls?${query}`);
    await expect(rows).toHaveCount(count);
  };

  await page.goto("/acme/calls");
  await page.getByLabel("Grant", { exact: true }).selectOption({ label: `alpha ${id} (…${alpha.token.slice(-4)})` });
  await isFiltered(`grant=${alpha.id}`, 3);
  await page.getByLabel("Decision", { exact: true }).selectOption("Denied");
  await isFiltered(`decision=deny&grant=${alpha.id}`, 1);
  await expect(rows).toContainText("list_customers");
  await page.reload();
  await isFiltered(`decision=deny&grant=${alpha.id}`, 1);
  await expect(page.getByLabel("Decision", { exact: true })).toHaveValue("deny");
  await expect(page.getByLabel("Grant", { exact: true })).toHaveValue(alpha.id);

  await page.getByRole("button", { name: "Clear filters" }).click();
  await expect(page).toHaveURL("/acme/calls");
  await page.getByLabel("Server", { exact: true }).selectOption({ label: `Second ${id}` });
  await isFiltered(`server=second-${id}`, 3);
  await page.getByLabel("Tool", { exact: true }).fill("drop_database");
  await page.keyboard.press("Enter");
  await isFiltered(`server=second-${id}&tool=drop_database`, 1);
  await expect(rows).toContainText("Hidden");
  await page.reload();
  await isFiltered(`server=second-${id}&tool=drop_database`, 1);
  await expect(page.getByLabel("Server", { exact: true })).toHaveValue(`second-${id}`);
  await expect(page.getByLabel("Tool", { exact: true })).toHaveValue("drop_database");

  await page.goto(`/acme/calls?server=second-${id}&tool=Drop_Database`);
  await expect(page.getByText("No calls match")).toBeVisible();
});

test("older pages hold what the newest doesn't, and an open row is part of the address", async ({
  page,
  product,
  upstream,
}) => {
  const slug = `pages-${randomBytes(4).toString("hex")}`;
  const registered = await registerServer(product, { name: slug, slug, url: upstream.url, policy: POLICY });
  const grant = await mintGrant(product, registered, slug);
  const agent = await connectAgent(product.bootstrapped.proxy_url + grant.path, grant.token);
  const total = PAGE + 3;
  for (let call = 0; call < total; call++) await callTool(agent, "run_procedure", { call });
  const recorded = (await recordedCalls(product, grant.id, total)).map((row) => row.id);

  await page.goto(`/acme/calls?grant=${grant.id}`);
  const rows = callRows(page);
  const shown = (): Promise<(string | null)[]> =>
    rows.evaluateAll((elements) => elements.map((row) => row.getAttribute("data-call")));
  await expect(rows).toHaveCount(PAGE);
  expect(await shown()).toEqual(recorded.slice(0, PAGE));
  await page.getByRole("link", { name: "Older" }).click();
  await expect(rows).toHaveCount(total - PAGE);
  expect(await shown()).toEqual(recorded.slice(PAGE));
  await expect(page).toHaveURL(/[?&]cursor=/);
  await page.reload();
  await expect(rows).toHaveCount(total - PAGE);

  await rows.first().getByRole("link").click();
  await expect(page).toHaveURL(new RegExp(`[?&]call=${recorded[PAGE]}`));
  await page.reload();
  await expect(page.getByRole("dialog", { name: "Call of run_procedure" })).toContainText(recorded[PAGE] ?? "");
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: "Newest" }).click();
  await expect(rows).toHaveCount(PAGE);
});

test("what arrives in an open log keeps to its filter", async ({ page, product, upstream }) => {
  const slug = `live-${randomBytes(4).toString("hex")}`;
  const registered = await registerServer(product, { name: slug, slug, url: upstream.url, policy: POLICY });
  const grant = await mintGrant(product, registered, slug);
  await page.goto(`/acme/calls?decision=deny&grant=${grant.id}`);
  await expect(page.getByText("No calls match")).toBeVisible();
  await logIsLive(page);
  const agent = await connectAgent(product.bootstrapped.proxy_url + grant.path, grant.token);
  await callTool(agent, "run_procedure");
  await callTool(agent, "list_customers");
  await expect(callRows(page)).toHaveCount(1);
  await expect(callRows(page)).toContainText("list_customers");
});
