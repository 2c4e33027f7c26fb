import { expect, type Page } from "@playwright/test";
import { asOwner } from "./as-owner";
import { expectNoBarriers } from "./find-barriers";
import { test, testAsAda } from "./journey";
import { newPerson, signUp } from "./people";

const SECRETS = [
  "correcthorse",
  "batterystaple",
  "hunter",
  "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
  "notes.internal",
];
const CONFIGURATION = `{
  // the old password was hunter
  "mcpServers": {
    "files": { "command": "npx", "args": ["-y", "@acme/files-mcp@1.2.0", "/home/hunter"], "env": { "TOKEN": "correcthorse" } },
    "web": { "command": "uvx", "args": ["acme-web-fetch", "--key", "batterystaple"] },
    "billing": { "url": "https://mcp.acme-billing.dev/mcp?key=batterystaple", "headers": { "Authorization": "Bearer ghp_16C7e42F292c6912E7710c838347Ae178B4a" } },
    "rare": { "command": "npx", "args": ["-y", "nobody-knows-this"] },
    "own": { "url": "https://notes.internal/mcp" },
  },
}`;

const configuration = (page: Page) => page.getByLabel("Your client’s MCP configuration");
const region = (page: Page, name: string) => page.getByRole("region", { name, exact: true });

test("a stack is put together by searching, and its link holds its slugs and nothing else", async ({ page }) => {
  await page.goto("/stack");
  await page.getByText("No server yet").waitFor();
  for (const title of ["Acme Files", "Acme Clock"]) {
    await page.getByLabel("Search the catalogue").fill(title);
    await page.getByRole("button", { name: "Search" }).click();
    await page.getByRole("link", { name: `Add ${title}` }).click();
    await region(page, title === "Acme Files" ? "1 server" : "2 servers").waitFor();
  }
  expect(new URL(page.url()).search).toBe("?s=acme-files-mcp,acme-clock");
  await expect(region(page, "Dangerous together")).toContainText("None: no tool");
  await expect(region(page, "By risk")).toContainText("delete_file");
  await expect(region(page, "Token cost")).toContainText("context of 200,000");
  await page.getByRole("link", { name: "Take Acme Clock out" }).click();
  await page.waitForURL("/stack?s=acme-files-mcp");
  // Somebody else opens the link.
  await page.reload();
  await expect(region(page, "1 server")).toContainText("Acme Files");
});

test("of a pasted configuration only what is shown leaves the browser", async ({ page }) => {
  const sent: string[] = [];
  page.on("request", (request) => sent.push(`${request.url()} ${request.postData() ?? ""}`));
  await page.goto("/stack");
  await configuration(page).fill(CONFIGURATION);
  const preview = page.getByRole("group", { name: "Sent to look them up, and nothing else" });
  await expect(preview.getByRole("checkbox")).toHaveCount(4);
  for (const identity of ["npm:@acme/files-mcp", "pypi:acme-web-fetch", "remote:mcp.acme-billing.dev/mcp"])
    await expect(preview.getByText(identity, { exact: true })).toBeVisible();
  await expect(page.getByText("own · its address is private")).toBeVisible();
  const before = sent.length;
  await preview.getByText("pypi:acme-web-fetch").click();
  await page.getByRole("button", { name: "Look up these 3" }).click();
  await page.waitForURL("/stack?s=acme-files-mcp,dev-acme-billing");
  await expect(page.getByText("Unknown, and so not in this picture: rare, own.")).toBeVisible();
  const lookUp = sent.slice(before).filter((request) => request.includes("npm:"));
  expect(lookUp).toHaveLength(1);
  expect(lookUp[0]).toContain('[["npm:@acme/files-mcp","remote:mcp.acme-billing.dev/mcp","npm:nobody-knows-this"]]');
  expect(SECRETS.filter((secret) => sent.some((request) => request.includes(secret)))).toEqual([]);
  await expect(configuration(page)).toHaveValue("");
});

test("a configuration that can't be read is told by its line", async ({ page }) => {
  await page.goto("/stack");
  await configuration(page).fill('{\n"mcpServers": hunter }');
  await expect(page.getByText("Line 2: the text isn't JSON here")).toBeVisible();
  await expect(page.getByRole("button", { name: /Look up/ })).toHaveCount(0);
});

test("dangerous combinations name the tools that make them", async ({ page }) => {
  await page.goto("/stack?s=acme-files-mcp,acme-web-fetch");
  const dangerous = region(page, "Dangerous together");
  await expect(dangerous.getByRole("heading", { name: "Private data can be sent out" })).toBeVisible();
  const parts = dangerous.getByRole("listitem").first().getByRole("listitem");
  await expect(parts.filter({ hasText: "Reads private data" }).first()).toContainText(
    "read_file Acme Files: it reads any path",
  );
  await expect(parts.filter({ hasText: "Can send outside" }).first()).toContainText("fetch Acme Web Fetch");
  await page.getByRole("link", { name: "See the drafts" }).click();
  await expect(page.getByRole("region", { name: "policy for Acme Files" })).toContainText('"hide"');
});

test("no barriers on the pages of a stack", async ({ page }) => {
  await expectNoBarriers(page, [
    { name: "stack, none", address: "/stack" },
    { name: "stack", address: "/stack?s=acme-files-mcp,acme-web-fetch,dev-acme-billing,acme-not-listed,absent" },
    { name: "stack, searched", address: "/stack?s=acme-clock&q=acme" },
    { name: "stack, nothing found", address: "/stack?q=xyzzyplugh" },
    {
      name: "stack, pasted",
      address: "/stack",
      open: async () => {
        await configuration(page).fill(CONFIGURATION);
        await page.getByText("Stays here").waitFor();
      },
    },
    { name: "drafted policies", address: "/stack/policies?s=acme-files-mcp,acme-not-listed" },
    { name: "drafted policies, none", address: "/stack/policies" },
  ]);
});

test("a stack that can't be looked up says so, and is there again with a press", async ({ browser, baseURL }) => {
  // Of the catalogue nobody can read the servers: every look-up fails in Postgres itself. A context of its own, since the
  // page logs what failed, which journeys otherwise mustn't.
  const page = await browser.newPage({ baseURL: baseURL ?? "" });
  try {
    await asOwner("REVOKE SELECT ON catalogue_servers FROM policylayer_app");
    await expectNoBarriers(page, [{ name: "stack, not to be looked up", address: "/stack?s=acme-files-mcp" }]);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("This page could not be loaded");
    await expect(page.getByText(/^Error number \S+$/)).toBeVisible();
    await expect(page.getByRole("main")).not.toContainText(/denied|catalogue_servers|prisma|postgres/i);
    // Nothing of it can be found while it is so.
    await page.goto("/stack?q=acme");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("This page could not be loaded");
    await page.goto("/stack?s=acme-files-mcp");
    await asOwner("GRANT SELECT ON catalogue_servers TO policylayer_app");
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(region(page, "1 server")).toContainText("Acme Files");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("What can your agent do?");
  } finally {
    await asOwner("GRANT SELECT ON catalogue_servers TO policylayer_app");
    await page.close();
  }
});

test("a stack is put together with the keyboard alone", async ({ page }) => {
  await page.goto("/stack");
  await page.getByLabel("Search the catalogue").focus();
  await page.keyboard.type("clock");
  await page.keyboard.press("Enter");
  const add = page.getByRole("link", { name: "Add Acme Clock" });
  await add.waitFor();
  await page.getByLabel("Search the catalogue").focus();
  for (let steps = 0; steps < 8 && !(await add.evaluate((link) => link === document.activeElement)); steps += 1)
    await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await region(page, "1 server").waitFor();
});

test("a stack goes into the console through signing in", async ({ page }) => {
  const person = newPerson("Contoso");
  const organization = await signUp(page, person);
  await page.context().clearCookies();
  await page.goto("/stack?s=dev-acme-billing,acme-files-mcp");
  await page.getByRole("link", { name: "Make the policies" }).click();
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(`/${organization}/stack?s=dev-acme-billing,acme-files-mcp`);
  await expect(page.getByRole("button", { name: "Make the policies" })).toBeDisabled();
  await page.getByRole("link", { name: "Register it" }).first().click();
  await expect(page.getByLabel("Server URL")).toHaveValue("https://mcp.acme-billing.dev/mcp");
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Acme Billing");
});

test("a stack goes into the console through signing up, too", async ({ page }) => {
  const person = newPerson("Litware");
  await page.goto("/stack?s=dev-acme-billing,acme-files-mcp");
  await page.getByRole("link", { name: "Make the policies" }).click();
  await page.getByRole("link", { name: "Create an account" }).click();
  await page.getByLabel("Organization").fill(person.organization);
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("button", { name: "Create account" }).click();
  await page.waitForURL(/\/litware-[^/]+\/stack\?s=dev-acme-billing,acme-files-mcp$/);
  await expect(page.getByRole("link", { name: "Register it" })).toHaveCount(2);
});

test("somebody of several organizations is asked for which one a stack, or a server, is", async ({ page }) => {
  await signUp(page, newPerson("Wingtip"));
  await page.goto("/organizations/new");
  const { organization } = newPerson("Wingtip");
  await page.getByLabel("Name").fill(organization);
  await page.getByRole("button", { name: "Create organization" }).click();
  await page.waitForURL(/\/wingtip-[^/]+\/servers/);
  for (const [address, inside] of [
    ["/stack/console?s=acme-clock", "/stack?s=acme-clock"],
    ["/console/servers/new?from=dev-acme-billing", "/servers/new?from=dev-acme-billing"],
  ] as const) {
    await expectNoBarriers(page, [{ name: "choice of an organization", address }]);
    await page.getByRole("main").getByRole("link", { name: organization }).click();
    await page.waitForURL((url) => `${url.pathname}${url.search}`.endsWith(inside));
  }
});

testAsAda("one press makes the policies of the servers that are registered", async ({ page, product, upstream }) => {
  const server = { name: "Acme Files", slug: "stack-files", url: upstream.url };
  const { id } = await product.api<{ id: string }>("POST", "/servers", server);
  await product.api("POST", `/servers/${id}/discover`);
  await page.goto("/stack?s=acme-files-mcp,acme-clock");
  await page.getByRole("link", { name: "Make the policies" }).click();
  await page.getByRole("button", { name: "Make 1 policy" }).click();
  await page.getByRole("link", { name: "Open the policy" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Stack draft" })).toBeVisible();
  const { data } = await product.api<{ data: { name: string; document: { hide?: string[] } }[] }>(
    "GET",
    `/servers/${id}/policies`,
  );
  expect(data.map(({ name }) => name)).toEqual(["Stack draft"]);
  await product.api("DELETE", `/servers/${id}`);
});
