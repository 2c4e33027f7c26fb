import { type BrowserContext, test as base, expect } from "@playwright/test";
import {
  type Bootstrapped,
  type ProductApi,
  productApi,
  type RecordingUpstream,
  startRecordingUpstream,
} from "@policylayer/testing/product";
import { signIn } from "./people";
import { BOOTSTRAPPED } from "./start-for-all";

/** The tools of the upstream that the journeys register. */
export const TOOLS = ["list_customers", "run_procedure", "drop_database"] as const;

/** What a browser keeps of somebody who signed in. */
export type SignedIn = Awaited<ReturnType<BrowserContext["storageState"]>>;

interface ForEach {
  /** Fails the journey when a page threw, logged an error, or broke its own Content-Security-Policy. */
  readonly pagesAreQuiet: undefined;
}

interface ForAll {
  /** The REST API of an organization that is there already. */
  readonly product: ProductApi;
  /** A real MCP server that remembers what reached it. */
  readonly upstream: RecordingUpstream;
  /** The person of that organization, signed in once for all. A journey that signs out does so with a session of its own. */
  readonly ada: SignedIn;
}

export const test = base.extend<ForEach, ForAll>({
  // Playwright reads what a fixture needs from this pattern, and wants one also where it is nothing.
  // biome-ignore lint/correctness/noEmptyPattern: see above
  product: [({}, use) => use(productApi(readBootstrapped())), { scope: "worker" }],
  upstream: [
    // biome-ignore lint/correctness/noEmptyPattern: see above
    async ({}, use) => {
      const upstream = await startRecordingUpstream(TOOLS);
      await use(upstream);
      await upstream.stop();
    },
    { scope: "worker" },
  ],
  ada: [
    async ({ browser, product }, use) => {
      const { dashboard_url: baseURL, organization, user, password } = product.bootstrapped;
      const page = await browser.newPage({ baseURL });
      await signIn(page, { email: user.email, password });
      await page.waitForURL(`/${organization.slug}/servers`);
      await use(await page.context().storageState());
      await page.context().close();
    },
    { scope: "worker" },
  ],
  baseURL: ({ product }, use) => use(product.bootstrapped.dashboard_url),
  pagesAreQuiet: [
    async ({ context }, use) => {
      const complaints: string[] = [];
      context.on("weberror", (thrown) => complaints.push(String(thrown.error())));
      context.on("console", (message) => {
        // A page that isn't there is answered with 404, which the browser logs; journeys look at those themselves.
        const isStatus = message.text().startsWith("Failed to load resource");
        if (message.type() === "error" && !isStatus) complaints.push(message.text());
      });
      await use(undefined);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

/** The same with somebody signed in. */
export const testAsAda = test.extend({ storageState: ({ ada }, use) => use(ada) });

function readBootstrapped(): Bootstrapped {
  return JSON.parse(process.env[BOOTSTRAPPED] ?? "");
}
