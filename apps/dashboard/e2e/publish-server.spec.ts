import { expect } from "@playwright/test";
import { expectNoBarriers } from "./find-barriers";
import { testAsAda as test } from "./journey";

test("a server's tools become public with consent, and only what was said", async ({ page, product, upstream }) => {
  const server = {
    name: "Depot",
    slug: "depot",
    url: `${upstream.url}?key=url-secret`,
    headers: { Authorization: "Bearer header-secret" },
  };
  const { id } = await product.api<{ id: string }>("POST", "/servers", server);
  const open = () => page.getByRole("button", { name: "Publish", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Publish its tools in the catalogue" });
  await expectNoBarriers(page, [
    {
      name: "publishing a server",
      address: "/acme/servers/depot",
      open: async () => {
        await open();
        await dialog.waitFor();
      },
    },
  ]);

  await expect(dialog).toContainText(upstream.url);
  await expect(dialog).not.toContainText("url-secret");
  await expect(dialog.getByLabel("Name in the catalogue")).toHaveValue("acme/depot");
  const arrivals = upstream.arrivals.length;
  // Without consent the browser keeps the form.
  await dialog.getByRole("button", { name: "Publish" }).click();
  await expect(dialog.getByRole("checkbox")).toBeFocused();
  expect(upstream.arrivals.length).toBe(arrivals);

  await dialog.getByRole("checkbox").check();
  await dialog.getByRole("button", { name: "Publish" }).click();
  await expect(dialog).toContainText("3 tools published");
  await dialog.getByRole("link", { name: "Open its public page" }).click();
  await page.waitForURL("/catalogue/acme-depot");
  await expect(page.getByRole("heading", { level: 1, name: "Depot" })).toBeVisible();
  await expect(page.getByRole("main")).toContainText("run_procedure");
  await expect(page.getByRole("main")).toContainText(upstream.url);
  for (const address of ["/catalogue/acme-depot", "/catalogue/acme-depot/index.md"]) {
    const publicPage = await (await page.request.get(address)).text();
    expect(["url-secret", "header-secret"].filter((secret) => publicPage.includes(secret))).toEqual([]);
  }

  await page.goto("/acme/servers/depot");
  await expect(page.getByRole("region", { name: "Connection" }).getByRole("link", { name: "Depot" })).toHaveAttribute(
    "href",
    "/catalogue/acme-depot",
  );
  await product.api("DELETE", `/servers/${id}`);
});

test("a name that another server has is refused beside its field", async ({ page, product, upstream }) => {
  const { id } = await product.api<{ id: string }>("POST", "/servers", {
    name: "Second",
    slug: "second",
    url: upstream.url,
  });
  await page.goto("/acme/servers/second");
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Publish its tools in the catalogue" });
  await dialog.getByLabel("Name in the catalogue").fill("nonetss/komodo-mcp");
  await dialog.getByRole("checkbox").check();
  await dialog.getByRole("button", { name: "Publish" }).click();
  await expect(dialog.getByRole("alert")).toContainText("at another address: choose another name");
  await product.api("DELETE", `/servers/${id}`);
});
