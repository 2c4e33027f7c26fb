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
  const dialog = page.getByRole("dialog", { name: "Publish Depot in the catalogue" });
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
  const published = page.getByRole("dialog", { name: "Depot is in the catalogue" });
  await expect(published).toContainText("3 tools published");
  await published.getByRole("link", { name: "Open its public page" }).click();
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
  const dialog = page.getByRole("dialog", { name: "Publish Second in the catalogue" });
  await dialog.getByLabel("Name in the catalogue").fill("nonetss/komodo-mcp");
  await dialog.getByRole("checkbox").check();
  await dialog.getByRole("button", { name: "Publish" }).click();
  const name = dialog.getByLabel("Name in the catalogue");
  await expect(name).toHaveAccessibleDescription(/at another address: choose another name\.$/);
  await expect(name).toBeFocused();
  // Said once, where it is.
  await expect(dialog.getByText("choose another name")).toHaveCount(1);
  await product.api("DELETE", `/servers/${id}`);
});

test("a server with a secret in its path is told why it can't be published", async ({ page, product, upstream }) => {
  const { id } = await product.api<{ id: string }>("POST", "/servers", {
    name: "Third",
    slug: "third",
    url: `${upstream.url}/ghp_16C7e42F292c6912E7710c838347Ae178B4a`,
  });
  const dialog = page.getByRole("dialog", { name: "Publish Third in the catalogue" });
  await expectNoBarriers(page, [
    {
      name: "a server that can't be published",
      address: "/acme/servers/third",
      open: async () => {
        await page.getByRole("button", { name: "Publish", exact: true }).click();
        await dialog.waitFor();
      },
    },
  ]);
  await expect(dialog).toContainText("A part of its path looks like a secret");
  await expect(dialog.getByRole("button", { name: "Publish" })).toHaveCount(0);
  await dialog.getByRole("button", { name: "Close" }).click();
  await expect(dialog).toHaveCount(0);
  await product.api("DELETE", `/servers/${id}`);
});
