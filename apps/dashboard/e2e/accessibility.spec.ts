import type { Page } from "@playwright/test";
import { freePort } from "@policylayer/testing/product";
import { writePolicy } from "./console";
import { type Filled, fillOrganization } from "./fill-organization";
import { expectNoBarriers } from "./find-barriers";
import { test, testAsAda } from "./journey";
import { newPerson, signUp } from "./people";

const press = (name: string) => (page: Page) => page.getByRole("button", { name, exact: true }).click();

test("no barriers on the pages for everybody", async ({ page }) => {
  await expectNoBarriers(page, [
    { name: "start", address: "/" },
    { name: "sign in", address: "/sign-in" },
    {
      name: "sign in, refused",
      address: "/sign-in",
      open: async () => {
        await page.getByLabel("E-mail").fill("nobody@example.com");
        await page.getByLabel("Password").fill("not the password");
        await press("Sign in")(page);
        await page.getByText("E-mail or password is wrong.").waitFor();
      },
    },
    { name: "sign up", address: "/sign-up" },
    { name: "policy reference", address: "/docs/policy" },
    {
      name: "risk of a tool",
      address: "/docs/risk",
      open: (page) => page.locator("main details:visible summary:visible").first().click(),
    },
    { name: "not found", address: "/no/such/page" },
  ]);
});

test("no barriers in an organization that has nothing yet", async ({ page }) => {
  const root = `/${await signUp(page, newPerson("Tailspin"))}`;
  await expectNoBarriers(page, [
    { name: "servers, none", address: `${root}/servers` },
    { name: "policies, none", address: `${root}/policies` },
    { name: "grants, none", address: `${root}/grants` },
    { name: "new grant without servers", address: `${root}/grants/new` },
    { name: "audit log, none", address: `${root}/calls` },
    { name: "approvals, none", address: `${root}/approvals` },
    { name: "approvals, none denied", address: `${root}/approvals?status=denied` },
    { name: "API keys, none", address: `${root}/settings/api-keys` },
    { name: "catalogue from inside", address: `${root}/settings/catalogue` },
    { name: "new organization", address: "/organizations/new" },
  ]);
});

testAsAda.describe("no barriers in an organization at work", () => {
  let filled: Filled;
  testAsAda.beforeAll(async ({ product, upstream }) => {
    filled = await fillOrganization(product, upstream);
  });

  testAsAda("servers", async ({ page, upstream }) => {
    await expectNoBarriers(page, [
      { name: "servers", address: "/acme/servers" },
      {
        name: "server",
        address: `/acme/servers/${filled.serverSlug}`,
        open: () => page.locator("summary").first().click(),
      },
      {
        name: "new server, connected",
        address: "/acme/servers/new",
        open: async () => {
          await page.getByLabel("Server URL").fill(upstream.url);
          await press("Add header")(page);
          await page.getByLabel("Header 1 name").fill("Authorization");
          await page.getByLabel("Header 1 value").fill("Bearer x");
          await press("Test connection")(page);
          await page.getByText("Connected: 3 tools found.").waitFor();
        },
      },
      {
        name: "new server, refused",
        address: "/acme/servers/new",
        open: async () => {
          await page.getByLabel("Server URL").fill(`http://127.0.0.1:${await freePort()}/mcp`);
          await press("Test connection")(page);
          await page.getByText("The server can't be reached").waitFor();
        },
      },
      { name: "deleting a server", address: `/acme/servers/${filled.serverSlug}`, open: press("Delete") },
      { name: "no such server", address: "/acme/servers/absent" },
    ]);
  });

  testAsAda("policies", async ({ page }) => {
    const policy = `/acme/policies/${filled.policyId}`;
    const editor = page.getByRole("textbox", { name: "Policy document" });
    await expectNoBarriers(page, [
      { name: "policies", address: "/acme/policies" },
      { name: "new policy", address: `/acme/servers/${filled.serverSlug}/policies/new`, open: () => editor.waitFor() },
      { name: "policy", address: policy, open: () => editor.waitFor() },
      {
        name: "policy with a problem",
        address: policy,
        open: async () => {
          await writePolicy(page, '{ "version": "1", "default": "maybe" }');
          await page.getByText("Problems (1)").waitFor();
        },
      },
      {
        name: "version of before",
        address: `${policy}?version=1&rule=/tools/run_procedure`,
        open: () => editor.waitFor(),
      },
      { name: "history of a policy", address: `${policy}/history` },
      { name: "two versions compared", address: `${policy}/history?version=2` },
      {
        name: "two versions compared as text",
        address: `${policy}/history?version=2`,
        open: () => page.getByRole("tab", { name: "As text" }).click(),
      },
      { name: "restoring a version", address: `${policy}/history`, open: press("Restore version 1") },
    ]);
  });

  testAsAda("grants", async ({ page }) => {
    await expectNoBarriers(page, [
      { name: "grants", address: "/acme/grants" },
      { name: "new grant", address: "/acme/grants/new" },
      {
        name: "new grant's token",
        address: "/acme/grants/new",
        open: async () => {
          await page.getByLabel("Label").fill("To be looked at");
          await page.getByRole("checkbox").first().check();
          await press("Create grant")(page);
          await page.getByRole("dialog", { name: "Store this token now" }).waitFor();
        },
      },
      { name: "grant", address: `/acme/grants/${filled.grantId}` },
      { name: "revoked grant", address: `/acme/grants/${filled.revokedGrantId}` },
    ]);
  });

  testAsAda("approvals", async ({ page }) => {
    // While the list streams in, a hidden copy of it may stand in the page for a moment.
    const card = () => page.locator(`[data-approval="${filled.approvalId}"]`).filter({ visible: true });
    await expectNoBarriers(page, [
      { name: "approvals", address: "/acme/approvals", open: () => card().waitFor() },
      { name: "approvals of every status", address: "/acme/approvals?status=all", open: () => card().waitFor() },
      {
        name: "approving",
        address: "/acme/approvals",
        open: () => card().getByRole("button", { name: "Approve run_procedure" }).click(),
      },
      {
        name: "denying",
        address: `/acme/approvals/${filled.approvalId}`,
        open: () => card().getByRole("button", { name: "Deny run_procedure" }).click(),
      },
      { name: "no such approval", address: "/acme/approvals/apr_absent" },
    ]);
  });

  testAsAda("audit log and settings", async ({ page }) => {
    const calls = `/acme/calls?grant=${filled.grantId}`;
    await expectNoBarriers(page, [
      { name: "audit log", address: calls },
      { name: "audit log, nothing matches", address: `${calls}&tool=absent` },
      {
        name: "call",
        address: `${calls}&call=${filled.refusedCallId}`,
        open: () => page.getByRole("dialog", { name: "Call of run_procedure" }).waitFor(),
      },
      { name: "no such call", address: `${calls}&call=call_absent` },
      { name: "navigation, all of it", address: calls, open: press("More"), isNarrowOnly: true },
      {
        name: "choice of organization",
        address: calls,
        open: (page) => page.getByRole("button", { name: "acme, switch organization" }).click(),
      },
      { name: "organization", address: "/acme/settings/organization" },
      {
        name: "organization, availability chosen",
        address: "/acme/settings/organization",
        open: () => page.getByLabel("Available: let calls pass whose limits all allow it").check(),
      },
      { name: "API keys", address: "/acme/settings/api-keys" },
      { name: "new API key", address: "/acme/settings/api-keys", open: press("Create API key") },
    ]);
  });
});
