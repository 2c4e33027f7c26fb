import { createServer } from "node:http";
import { expect } from "@playwright/test";
import { freePort } from "@policylayer/testing/product";
import { testAsAda as test } from "./journey";

/** Web pages where an MCP server was expected. */
async function startWebSite(status: number): Promise<{ url: string; stop: () => Promise<void> }> {
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(status, { "content-type": "text/html; charset=utf-8" }).end("<!doctype html><h1>Hello</h1>");
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${port}/mcp`,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const CASES = [
  {
    name: "nothing listens there",
    start: async () => ({ url: `http://127.0.0.1:${await freePort()}/mcp`, stop: async () => undefined }),
    sentence: "The server can't be reached: connection refused: nothing listens at this address and port.",
  },
  {
    name: "a page of a web site",
    start: () => startWebSite(200),
    sentence: "The server's answer isn't MCP: HTTP 200 with text/html.",
  },
  {
    name: "the wrong path",
    start: () => startWebSite(404),
    sentence: "There is no MCP server at this address: HTTP 404 with text/html. Is the path right?",
  },
];

for (const { name, start, sentence } of CASES) {
  test(`${name}: a sentence that says so, nothing saved, and nothing of what was typed is lost`, async ({ page }) => {
    const there = await start();
    await page.goto("/acme/servers/new");
    await page.getByLabel("Server URL").fill(there.url);
    await page.getByLabel("Name", { exact: true }).fill("Unreachable");
    await page.getByRole("button", { name: "Add header" }).click();
    await page.getByLabel("Header 1 name").fill("Authorization");
    await page.getByLabel("Header 1 value").fill("Bearer of-the-upstream");

    for (const button of ["Test connection", "Add server"]) {
      await page.getByRole("button", { name: button }).click();
      await expect(page.getByRole("button", { name: button })).toBeEnabled();
      await expect(page.getByRole("alert").filter({ hasText: sentence })).toBeVisible();
      await expect(page.getByLabel("Server URL")).toHaveValue(there.url);
      await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Unreachable");
      await expect(page.getByLabel("Header 1 name")).toHaveValue("Authorization");
      await expect(page.getByLabel("Header 1 value")).toHaveValue("Bearer of-the-upstream");
    }
    await there.stop();
    await page.goto("/acme/servers");
    await expect(page.getByRole("heading", { level: 1, name: "Servers" })).toBeVisible();
    await expect(page.getByRole("link", { name: "Unreachable" })).toHaveCount(0);
  });
}
