import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect } from "@playwright/test";
import { startRegistryStub } from "@policylayer/testing/product";
import { asOwner } from "./as-owner";
import { expectNoBarriers } from "./find-barriers";
import { testAsAda as test } from "./journey";
import { DATA_FOLDER } from "./start-for-all";

const COMMAND = fileURLToPath(new URL("../../standalone/src/catalogue.ts", import.meta.url));
const PAGE = "/acme/settings/catalogue";

/** `npm run catalogue -- sync --registry URL` on the product of this run. */
function sync(url: string): ChildProcess {
  const env = { ...process.env, DATA_DIR: process.env[DATA_FOLDER], DATABASE_URL: "", ALLOW_PRIVATE_UPSTREAMS: "true" };
  return spawn(process.execPath, ["--import", "tsx", COMMAND, "sync", "--registry", url], { env, stdio: "ignore" });
}

test("without a registry the page says how one is read, and what there is already", async ({ page }) => {
  await page.goto("/acme/servers");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Catalogue" }).last().click();
  await expect(page.getByRole("heading", { level: 1, name: "Catalogue" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Size" })).toContainText(/Tools\s*\d+/);
  const sources = page.getByRole("region", { name: "Sources" });
  await expect(sources.getByRole("listitem")).toHaveCount(1);
  await expect(sources).toContainText("Comes with PolicyLayer");
  const how = page.getByRole("region", { name: "No registry is read" });
  await expect(how).toContainText("CATALOGUE_REGISTRY_URL=");
  await expect(how).toContainText("npm run -s catalogue -- import");
});

test("a registry that is read is followed without a reload: reading, waiting, done", async ({ page }) => {
  const entries = Array.from({ length: 25 }, (_, n) => ({ name: `northwind/stub-${n}`, updatedMs: 1_000 }));
  const registry = await startRegistryStub(entries);
  /** Requests are answered up to this one, then kept until it is raised. */
  let answered = 1;
  let goOn = (): void => undefined;
  let isDown = false;
  registry.fault = async (_request, response) => {
    while (registry.requests.length > answered) await new Promise<void>((resolve) => (goOn = resolve));
    if (isDown) response.writeHead(503).end();
    return isDown;
  };
  const answerUpTo = (count: number, isFailing = false): void => {
    answered = count;
    isDown = isFailing;
    goOn();
  };
  await page.goto(PAGE);
  const command = sync(registry.url);
  const ended = once(command, "exit");
  try {
    const source = page
      .getByRole("region", { name: "Sources" })
      .getByRole("listitem")
      .filter({ hasText: registry.url });
    // The page looks again now and then also while nothing moves.
    await expect(source).toContainText("Page 2, 10 servers so far", { timeout: 45_000 });
    await expect(source).toContainText("Reading");
    answerUpTo(2, true);
    await expect(source).toContainText("Waiting", { timeout: 30_000 });
    await expect(source).toContainText("The registry answered HTTP 503.");
    await expectNoBarriers(page, [{ name: "catalogue from inside, a registry waiting", address: PAGE }]);
    answerUpTo(1_000);
    await expect(source).toContainText("25 servers read, 25 of them new or different", { timeout: 30_000 });
    await expect(source).toContainText("Next reading:");
    await expect(page.getByRole("region", { name: "More servers" })).toBeVisible();
    expect(await ended).toEqual([0, null]);
  } finally {
    answerUpTo(1_000);
    command.kill();
    await ended;
    await registry.stop();
  }
});

test("a registry whose reader was killed is said to be stopped, and goes on with the next one", async ({ page }) => {
  const entries = Array.from({ length: 15 }, (_, n) => ({ name: `tailspin/stub-${n}`, updatedMs: 1_000 }));
  const registry = await startRegistryStub(entries);
  registry.fault = () => (registry.requests.length > 1 ? new Promise(() => undefined) : false);
  const killed = sync(registry.url);
  const died = once(killed, "exit");
  try {
    await expect.poll(() => registry.requests.length, { timeout: 30_000 }).toBe(2);
    killed.kill("SIGKILL");
    await died;
    await page.goto(PAGE);
    const source = page
      .getByRole("region", { name: "Sources" })
      .getByRole("listitem")
      .filter({ hasText: registry.url });
    await expect(source).toContainText("Reading");
    // Nobody is there any more. Minutes pass for the row, not for the journey; the page looks again by itself.
    await asOwner(
      `UPDATE catalogue_sources SET active_at = active_at - interval '3 minutes', lease_until = now() WHERE id = '${registry.url}'`,
    );
    await expect(source).toContainText("Stopped");
    await expect(source.getByRole("status")).toContainText("Stopped at page 2, 10 servers so far");
    await expect(source.getByRole("status")).toContainText("It is read on from page 2 when the worker");
    await expect(source).toContainText("No progress since:");
    await expectNoBarriers(page, [{ name: "catalogue from inside, a registry stopped", address: PAGE }]);

    registry.fault = () => false;
    const next = sync(registry.url);
    expect(await once(next, "exit")).toEqual([0, null]);
    await page.reload();
    await expect(source).toContainText("15 servers read, 15 of them new or different");
    await expect(source).toContainText("Next reading:");
    await asOwner(
      `UPDATE catalogue_sources SET active_at = active_at - interval '3 minutes' WHERE id = '${registry.url}'`,
    );
    await page.reload();
    await expect(source.getByRole("status")).toContainText("Nobody is there to read it again");
    await expect(source).not.toContainText("Next reading:");
  } finally {
    killed.kill("SIGKILL");
    await registry.stop();
  }
});
