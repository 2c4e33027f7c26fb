import { randomBytes } from "node:crypto";
import { expect, type Page } from "@playwright/test";
import { mintGrant, registerServer } from "@policylayer/testing/product";
import { test } from "./journey";
import { newPerson, signUp } from "./people";

/** Everything a person could tell two answers apart by, but the address they asked for themselves. */
async function answerAt(
  page: Page,
  address: string,
): Promise<{ status: number | undefined; title: string; text: string }> {
  const answer = await page.goto(address);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  return { status: answer?.status(), title: await page.title(), text: await page.locator("body").innerText() };
}

test("another organization's page is the same 404 as one that doesn't exist", async ({ page, product, upstream }) => {
  const slug = `secret-${randomBytes(4).toString("hex")}`;
  const policy = { version: "1", default: "deny" };
  const theirs = await registerServer(product, { name: slug, slug, url: upstream.url, policy });
  const grant = await mintGrant(product, theirs, slug);
  const mine = await signUp(page, newPerson("Litware"));
  // An id that could be one: of the same kind, but of nothing.
  const absent = (id: string): string => `${id.slice(0, -6)}000000`;

  const pairs: [foreign: string, absent: string][] = [
    ["/acme/servers", "/no-such-organization/servers"],
    ["/acme/calls", "/no-such-organization/calls"],
    ["/acme/settings/api-keys", "/no-such-organization/settings/api-keys"],
    [`/acme/servers/${slug}`, "/no-such-organization/servers/absent"],
    [`/${mine}/servers/${slug}`, `/${mine}/servers/absent`],
    [`/${mine}/policies/${theirs.policyId}`, `/${mine}/policies/${absent(theirs.policyId)}`],
    ["/acme/approvals", "/no-such-organization/approvals"],
    [`/${mine}/grants/${grant.id}`, `/${mine}/grants/${absent(grant.id)}`],
  ];
  for (const [foreign, missing] of pairs) {
    const answer = await answerAt(page, foreign);
    expect(answer, foreign).toEqual(await answerAt(page, missing));
    expect(answer.status, foreign).toBe(404);
    expect(answer.text, foreign).toContain("There is nothing here");
  }

  const tails = await Promise.all(
    ["acme", "no-such-organization"].map(async (organization) => {
      const answer = await page.request.get(`/api/tail/${organization}`);
      return { status: answer.status(), text: (await answer.text()).replace(/req_\w+/, "req_…") };
    }),
  );
  expect(tails[0]?.status).toBe(404);
  expect(tails[0]).toEqual(tails[1]);
});
