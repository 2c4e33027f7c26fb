import { randomBytes } from "node:crypto";
import { expect } from "@playwright/test";
import { mintGrant, registerServer } from "@policylayer/testing/product";
import { callTool, connectAgent } from "./agent";
import { testAsAda as test } from "./journey";

const ALLOW = { version: "1", default: "allow" };

test("a grant revoked in the console is refused from the agent's next call on, and its token is never shown again", async ({
  page,
  product,
  upstream,
}) => {
  const slug = `revoked-${randomBytes(4).toString("hex")}`;
  const registered = await registerServer(product, { name: slug, slug, url: upstream.url, policy: ALLOW });
  const { id, token, path } = await mintGrant(product, registered, slug);
  const agent = await connectAgent(product.bootstrapped.proxy_url + path, token);
  expect(await callTool(agent, "run_procedure")).toEqual({ isError: false, text: "ran run_procedure" });
  const arrived = upstream.arrivals.length;

  await page.goto(`/acme/grants/${id}`);
  await expect(page.getByText(`plg_…${token.slice(-4)}`)).toBeVisible();
  expect(await page.content()).not.toContain(token);
  await page.getByRole("button", { name: "Revoke" }).click();
  const confirm = page.getByRole("dialog", { name: `Revoke ${slug}?` });
  await confirm.getByRole("button", { name: "Revoke grant" }).click();
  await expect(page.getByText("This grant is revoked.")).toBeVisible();

  await expect(callTool(agent, "run_procedure")).rejects.toMatchObject({ code: 401 });
  expect(upstream.arrivals.length).toBe(arrived);

  for (const address of [`/acme/grants/${id}`, "/acme/grants", `/acme/calls?grant=${id}`]) {
    await page.goto(address);
    await expect(page.getByText(slug).filter({ visible: true }).first()).toBeVisible();
    expect(await page.content()).not.toContain(token);
  }
});

test("a rotated token works, the old one is refused", async ({ page, product, upstream }) => {
  const slug = `rotated-${randomBytes(4).toString("hex")}`;
  const registered = await registerServer(product, { name: slug, slug, url: upstream.url, policy: ALLOW });
  const { id, token, path } = await mintGrant(product, registered, slug);
  const url = product.bootstrapped.proxy_url + path;
  const agent = await connectAgent(url, token);

  await page.goto(`/acme/grants/${id}`);
  await page.getByRole("button", { name: "Rotate token" }).click();
  await page
    .getByRole("dialog", { name: /Rotate the token/ })
    .getByRole("button", { name: "Rotate token" })
    .click();
  const shown = page.getByRole("dialog", { name: "Store this token now" });
  const fresh = await shown.getByRole("textbox", { name: "Grant token" }).inputValue();
  expect(fresh).not.toBe(token);
  await shown.getByRole("button", { name: "I have stored it" }).click();
  await expect(page.getByText(`plg_…${fresh.slice(-4)}`)).toBeVisible();
  expect(await page.content()).not.toContain(fresh);

  await expect(callTool(agent, "run_procedure")).rejects.toMatchObject({ code: 401 });
  const renewed = await connectAgent(url, fresh);
  expect(await callTool(renewed, "run_procedure")).toEqual({ isError: false, text: "ran run_procedure" });
});
