import { expect } from "@playwright/test";
import { callTool, connectAgent } from "./agent";
import { callRows, logIsLive, section, writePolicy } from "./console";
import { TOOLS, test } from "./journey";
import { newPerson, signUp } from "./people";

const policy = (max: string): string => `{
  "version": "1",
  "default": "deny",
  "tools": {
    "run_procedure": {
      "limits": [
        {
          "counter": "run_procedure_rate",
          "window": "minute",
          "max": ${max},
          "scope": "grant"
        }
      ]
    }
  }
}
`;

test("from signing up to the eleventh call in a minute being refused, in an open log", async ({
  page,
  context,
  upstream,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const organization = await signUp(page, newPerson("Northwind"));
  const earlier = upstream.arrivals.length;

  await test.step("add a server and see its tools", async () => {
    await page.getByRole("link", { name: "Add server" }).first().click();
    await page.getByLabel("Server URL").fill(upstream.url);
    await page.getByLabel("Name", { exact: true }).fill("Warehouse");
    await page.getByRole("button", { name: "Test connection" }).click();
    await expect(page.getByText("Connected: 3 tools found.")).toBeVisible();
    await page.getByRole("button", { name: "Add server" }).click();
    await expect(page).toHaveURL(`/${organization}/servers/warehouse`);
    for (const tool of TOOLS) await expect(page.getByText(tool, { exact: true })).toBeVisible();
    await expect(page.getByText("No policy yet: every call to this server is denied.")).toBeVisible();
  });

  await test.step("write a policy, with a mistake first", async () => {
    await page.getByRole("link", { name: "New policy" }).click();
    await expect(page.getByText("No problems.")).toBeVisible();
    await writePolicy(page, policy('"ten"'));
    const problem = page.getByRole("button", { name: /Line 10, \/tools\/run_procedure\/limits\/0\/max/ });
    await expect(problem).toBeVisible();
    await page.getByRole("button", { name: "Create policy" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "One thing needs to be mended." })).toBeVisible();
    await problem.click();
    await expect(page.getByRole("textbox", { name: "Policy document" })).toBeFocused();
    await writePolicy(page, policy("10"));
    await expect(page.getByText("No problems.")).toBeVisible();
    await page.getByRole("button", { name: "Create policy" }).click();
    await expect(page.getByText("Version 1. No grant uses it yet.")).toBeVisible();
  });

  const { token, url } = await test.step("create a grant and keep its token, shown once", async () => {
    await section(page, "Grants").click();
    await page.getByRole("link", { name: "Create grant" }).first().click();
    await page.getByLabel("Label").fill("Night shift");
    await expect(page.getByRole("checkbox", { name: /Warehouse/ })).toBeChecked();
    await page.getByRole("button", { name: "Create grant" }).click();
    const dialog = page.getByRole("dialog", { name: "Store this token now" });
    const shown = await dialog.getByRole("textbox", { name: "Grant token" }).inputValue();
    expect(shown).toMatch(/^plg_/);
    await dialog.getByRole("button", { name: "Copy token" }).click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(shown);
    // By name: while one panel gives way to another, both are there for a moment.
    const panelOf = (client: string) => dialog.getByRole("tabpanel", { name: client });
    for (const client of ["Claude Code", "Cursor", "VS Code", "curl"]) {
      await dialog.getByRole("tab", { name: client }).click();
      await expect(panelOf(client)).toContainText(shown);
      await expect(panelOf(client)).toContainText(`/${organization}/agents/warehouse/mcp`);
    }
    const address = /^URL='?(http[^'\s]+)/m.exec(await panelOf("curl").innerText())?.[1] ?? "";
    await page.keyboard.press("Escape");
    await expect(dialog).toBeVisible();
    await dialog.getByRole("button", { name: "I have stored it" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Night shift" })).toBeVisible();
    expect(await page.content()).not.toContain(shown);
    return { token: shown, url: address };
  });

  await section(page, "Audit log").click();
  await expect(page.getByText("No calls yet")).toBeVisible();
  await logIsLive(page);
  let loads = 0;
  page.on("load", () => loads++);

  await test.step("a real client makes eleven calls", async () => {
    const agent = await connectAgent(url, token);
    expect((await agent.listTools()).tools.map(({ name }) => name)).toEqual(["run_procedure"]);
    const answers = [];
    for (let call = 1; call <= 11; call++) answers.push(await callTool(agent, "run_procedure", { call }));
    expect(answers.slice(0, 10)).toEqual(
      Array.from({ length: 10 }, () => ({ isError: false, text: "ran run_procedure" })),
    );
    expect(answers[10]).toEqual({
      isError: true,
      text: expect.stringMatching(/^\[POLICY DENIED\] run_procedure is limited to 10 calls a minute\. Try again in /),
    });
    expect(upstream.arrivals.slice(earlier).map(({ arguments: given }) => given.call)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
    ]);
    await agent.close();
  });

  await test.step("the open log has them, the refused one on top, without a reload", async () => {
    const refused = callRows(page).filter({ hasText: "Rate-limited" });
    await expect(refused).toHaveCount(1);
    await expect(refused).toContainText("/tools/run_procedure/limits/0");
    await expect(callRows(page).filter({ hasText: "Allowed" })).toHaveCount(10);
    await expect(callRows(page).first()).toContainText("Rate-limited");
    expect(loads).toBe(0);
    await refused.getByRole("link").click();
  });

  await test.step("a row opens to everything known of its call", async () => {
    const details = page.getByRole("dialog", { name: "Call of run_procedure" });
    await expect(details).toContainText("A limit was used up, so the call never reached the server.");
    await expect(details).toContainText("run_procedure is limited to 10 calls a minute.");
    await expect(details).toContainText("Nothing was sent");
    await expect(details).toContainText("Night shift");
    await expect(details.getByLabel("Who and what")).toContainText("night-shift");
    await details.getByRole("link", { name: "/tools/run_procedure/limits/0" }).click();
    await expect(page.locator(".cm-pointed").first()).toContainText("{");
    await page.goBack();
    await expect(page.getByRole("dialog", { name: "Call of run_procedure" })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(details).toBeHidden();
  });
});
