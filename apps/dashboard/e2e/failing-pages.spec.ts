import { expect } from "@playwright/test";
import { asOwner } from "./as-owner";
import { expectNoBarriers } from "./find-barriers";
import { test } from "./journey";

/** Pages, and a table without which Postgres itself refuses what they ask. */
const PAGES = [
  {
    name: "the catalogue",
    address: "/catalogue?q=acme",
    table: "catalogue_servers",
    heading: "Catalogue of MCP servers",
  },
  {
    name: "a server of the catalogue",
    address: "/catalogue/acme-files-mcp",
    table: "catalogue_servers",
    heading: "Acme Files",
  },
  { name: "servers", address: "/acme/servers", table: "servers", heading: "Servers" },
  { name: "the audit log", address: "/acme/calls", table: "calls", heading: "Audit log" },
];

for (const { name, address, table, heading } of PAGES) {
  test(`${name}: a page that can't be read says so without a word of why, and is there again with a press`, async ({
    browser,
    baseURL,
    ada,
  }) => {
    // A context of its own, since the page logs what failed, which journeys otherwise mustn't.
    const page = await browser.newPage({ baseURL: baseURL ?? "", storageState: ada });
    const title = page.getByRole("heading", { level: 1 });
    try {
      await asOwner(`REVOKE SELECT ON ${table} FROM policylayer_app`);
      await expectNoBarriers(page, [{ name: `${name}, not to be read`, address }]);
      await expect(title).toHaveText("This page could not be loaded");
      await expect(page.getByText(/^Error number \S+$/)).toBeVisible();
      await expect(page.getByRole("main")).not.toContainText(/denied|prisma|postgres|permission|select/i);
      await asOwner(`GRANT SELECT ON ${table} TO policylayer_app`);
      await page.getByRole("button", { name: "Try again" }).click();
      await expect(title).toHaveText(heading);
      await expect(page).toHaveTitle(/^(?!This page).+ · PolicyLayer$/);
    } finally {
      await asOwner(`GRANT SELECT ON ${table} TO policylayer_app`);
      await page.close();
    }
  });
}
