import { expect, type Page } from "@playwright/test";
import { expectNoBarriers } from "./find-barriers";
import { test, testAsAda } from "./journey";
import { newPerson } from "./people";

const KOMODO = "/catalogue/nonetss-komodo-mcp";
const region = (page: Page, name: string | RegExp) => page.getByRole("region", { name, exact: true });

/** The worker fills the built-in catalogue in at its start; a page of it is there once it has. */
async function builtInIsLoaded(page: Page): Promise<void> {
  await expect(async () => {
    const answer = await page.request.get(`${KOMODO}/run_procedure`);
    expect(answer.status()).toBe(200);
  }).toPass();
}

test("a tool is found, read about, and carried into a new organization with its rule", async ({ page, upstream }) => {
  await builtInIsLoaded(page);
  await page.goto("/");
  await page.getByRole("link", { name: "Catalogue" }).first().click();
  await page.getByRole("searchbox").fill("run procedure");
  await page.getByRole("button", { name: "Search" }).click();
  await page.getByRole("link", { name: "run_procedure" }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "run_procedure" })).toBeVisible();
  await expect(region(page, "Why it needs a policy")).toContainText("Ejecuta un procedimiento específico");
  await page.getByRole("link", { name: "Command and code injection" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Command and code injection" })).toBeVisible();
  await page.goBack();

  await page.getByRole("link", { name: "Enforce this rule" }).click();
  await page.getByRole("link", { name: "Create an account" }).click();
  const person = newPerson("Fabrikam");
  await page.getByLabel("Organization").fill(person.organization);
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("button", { name: "Create account" }).click();

  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Komodo MCP Server");
  await expect(page.getByText("The catalogue has no address of Komodo MCP Server")).toBeVisible();
  await page.getByLabel("Server URL").fill(upstream.url);
  await page.getByRole("button", { name: "Add server" }).click();
  await expect(page.getByText("Komodo MCP Server is added with 3 tools and the drafted policy.")).toBeVisible();
  await page.getByRole("link", { name: "Recommended rule" }).first().click();
  await expect(page.getByRole("textbox", { name: "Policy document" })).toContainText('"run_procedure"');
});

test("of a server that nobody listed the page says how it is, where it can be", async ({ page }) => {
  const how = page.getByText("npm run -s catalogue -- list-server dev-acme-ledger");
  await page.goto("/catalogue/dev-acme-ledger");
  await expect(how).toBeVisible();
  // A page for everybody has nothing on it that would connect anywhere.
  await expect(page.getByRole("main").getByRole("button", { name: /list/i })).toHaveCount(0);
  await page.goto("/catalogue/acme-not-listed");
  await expect(page.getByText("Nobody has listed the tools of Acme Not Listed yet")).toBeVisible();
  await expect(page.getByText("list-server")).toHaveCount(0);
});

test("a search narrows by risk, and says when nothing is found", async ({ page }) => {
  await page.goto("/catalogue?q=acme");
  await expect(page.getByRole("link", { name: "Acme Files" })).toBeVisible();
  await page.goto("/catalogue?q=xyzzyplugh");
  await expect(page.getByText("Nothing found")).toBeVisible();
});

test("a page of Markdown stands beside every page", async ({ page }) => {
  await builtInIsLoaded(page);
  for (const address of ["/catalogue", KOMODO, `${KOMODO}/run_procedure`, "/attacks", "/attacks/path-traversal"]) {
    await page.goto(address);
    const markdown = page.locator('link[rel="alternate"][type="text/markdown"]');
    const answer = await page.request.get((await markdown.getAttribute("href")) ?? "");
    expect([address, answer.status(), answer.headers()["content-type"]]).toEqual([
      address,
      200,
      "text/markdown; charset=utf-8",
    ]);
    expect(await answer.text()).toMatch(/^# /);
  }
});

test("what a hostile server says of itself is text, and what doesn't show is written out", async ({ page }) => {
  await page.goto("/catalogue/evil-hostile");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("<img src=x onerror=alert(1)>");
  await expect(page.getByText("U+E0061").first()).toBeVisible();
  await expect(page.getByText("What it says of itself has characters that don’t show")).toBeVisible();
  expect(await page.locator('a[href^="javascript:"]').count()).toBe(0);
  for (const tool of ["get_weather", encodeURIComponent("</code><b>bold")]) {
    await page.goto(`/catalogue/evil-hostile/${tool}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    expect(await page.locator("main b, main img, main svg[onload]").count()).toBe(0);
    expect(await page.evaluate(() => "hacked" in window)).toBe(false);
    const structured = await page.locator('script[type="application/ld+json"]').textContent();
    expect(JSON.parse(structured ?? "")).toHaveLength(3);
  }
});

test("no barriers in the catalogue", async ({ page }) => {
  await builtInIsLoaded(page);
  await expectNoBarriers(page, [
    { name: "catalogue", address: "/catalogue" },
    { name: "catalogue, searched", address: "/catalogue?q=file" },
    { name: "catalogue, nothing found", address: "/catalogue?q=xyzzyplugh" },
    { name: "catalogue, server", address: "/catalogue/modelcontextprotocol-server-filesystem" },
    { name: "catalogue, server without tools", address: "/catalogue/acme-not-listed" },
    { name: "catalogue, server to be listed", address: "/catalogue/dev-acme-ledger" },
    { name: "catalogue, hostile server", address: "/catalogue/evil-hostile" },
    { name: "catalogue, tool", address: `${KOMODO}/run_procedure` },
    { name: "catalogue, hostile tool", address: `/catalogue/evil-hostile/${encodeURIComponent("</code><b>bold")}` },
    { name: "catalogue, absent", address: "/catalogue/absent" },
    { name: "attacks", address: "/attacks" },
    { name: "attack", address: "/attacks/prompt-injection" },
  ]);
});

testAsAda("no barriers in the form that the catalogue fills in", async ({ page }) => {
  await builtInIsLoaded(page);
  await expectNoBarriers(page, [
    { name: "add from the catalogue", address: "/acme/servers/new?from=nonetss-komodo-mcp&tool=run_procedure" },
    { name: "add from the catalogue, by address", address: "/acme/servers/new?from=dev-acme-billing" },
  ]);
});
