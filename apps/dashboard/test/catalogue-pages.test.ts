import { loadBuiltInCatalogue } from "@policylayer/services/built-in-catalogue";
import { catalogueTotals, recordListing } from "@policylayer/services/catalogue";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { GET as getAttack } from "../src/app/(public)/attacks/[slug]/index.md/route";
import { GET as getTool } from "../src/app/(public)/catalogue/[server]/[tool]/index.md/route";
import { GET as getServer } from "../src/app/(public)/catalogue/[server]/index.md/route";
import { GET as getSearch } from "../src/app/(public)/catalogue/index.md/route";
import { GET as getLlms } from "../src/app/llms.txt/route";
import { GET as getSitemap } from "../src/app/sitemap.xml/route";
import { readServerPage, readToolPage } from "../src/server/catalogue-pages";
import { getDeps } from "../src/server/deps";
import { readDraftedStart } from "../src/server/drafted-start";
import { KOMODO_PAGE, KOMODO_POLICY } from "./fixtures/komodo-page";
import { buildRestWorld, type RestWorld } from "./rest-fixture";

// Says to a bundler what is the server's; a test has no bundler.
vi.mock("server-only", () => ({}));

let world: RestWorld;
beforeAll(async () => {
  world = await buildRestWorld();
  await loadBuiltInCatalogue(getDeps());
});
afterAll(() => world.end());

const ask = (path: string, headers: Record<string, string> = {}) =>
  new Request(`http://127.0.0.1:3000${path}`, { headers });
const toolMarkdown = async (server: string, tool: string, headers?: Record<string, string>) =>
  getTool(ask(`/catalogue/${server}/${encodeURIComponent(tool)}/index.md`, headers), {
    params: Promise.resolve({ server, tool }),
  });

/** Markdown as it reads: without escapes, entities and backticks. */
function asRead(markdown: string): string {
  return markdown
    .replaceAll("`", "")
    .replace(/\\(.)/g, "$1")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}

describe("the page of run_procedure", () => {
  it.each(KOMODO_PAGE)("says: $asked", async ({ says }) => {
    const text = asRead(await (await toolMarkdown("nonetss-komodo-mcp", "run_procedure")).text());
    expect(says.filter((sentence) => !text.includes(sentence))).toEqual([]);
  });

  it("says it in the order that was asked", async () => {
    const text = asRead(await (await toolMarkdown("nonetss-komodo-mcp", "run_procedure")).text());
    const places = KOMODO_PAGE.map(({ says: [first = ""] }) => text.indexOf(first));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  it("recommends the very document that was asked for, byte for byte but for what indents its lines", async () => {
    const page = await readToolPage("nonetss-komodo-mcp", "run_procedure");
    const text = page?.content.rule.text ?? "";
    expect(text.replace(/^ +/gm, "")).toBe(KOMODO_POLICY);
    expect(text).toBe(JSON.stringify(JSON.parse(KOMODO_POLICY), null, 2));
    expect(await (await toolMarkdown("nonetss-komodo-mcp", "run_procedure")).text()).toContain(text);
  });

  it("names the size of the catalogue that is counted, and when", async () => {
    const totals = await catalogueTotals(getDeps());
    const text = asRead(await (await toolMarkdown("nonetss-komodo-mcp", "run_procedure")).text());
    expect(text).toContain(
      `1 Komodo MCP Server tool catalogued and risk-classified — across an index of ${totals.servers} MCP servers with ${totals.tools} tools, counted on ${totals.as_of?.slice(0, 10)}.`,
    );
  });
});

describe("Markdown of the pages", () => {
  it("is there for a search, a server, a tool and a pattern, and absent for what isn't", async () => {
    const search = await (await getSearch(ask("/catalogue/index.md?q=playwright"))).text();
    expect(search).toContain("/catalogue/microsoft-playwright-mcp>");
    const params = { params: Promise.resolve({ server: "modelcontextprotocol-server-filesystem" }) };
    const server = await (await getServer(ask("/x"), params)).text();
    expect(server).toMatch(/## Tools, riskiest first[\s\S]+## Recommended policy[\s\S]+"default": "deny"/);
    const attack = await getAttack(ask("/x"), { params: Promise.resolve({ slug: "path-traversal" }) });
    expect(await attack.text()).toContain("[CWE-22: ");
    expect((await toolMarkdown("nonetss-komodo-mcp", "absent")).status).toBe(404);
    expect((await getServer(ask("/x"), { params: Promise.resolve({ server: "a\0b" }) })).status).toBe(404);
    expect((await getSearch(ask("/catalogue/index.md?cursor=made-up"))).status).toBe(404);
  });

  it("isn't sent again to whoever has it", async () => {
    const first = await toolMarkdown("nonetss-komodo-mcp", "run_procedure");
    expect(first.headers.get("cache-control")).toBe("public, max-age=300, stale-while-revalidate=86400");
    const again = await toolMarkdown("nonetss-komodo-mcp", "run_procedure", {
      "if-none-match": first.headers.get("etag") ?? "",
    });
    expect([again.status, await again.text()]).toEqual([304, ""]);
  });

  it("names every page in the sitemap once, and the catalogue in llms.txt", async () => {
    const sitemap = await (await getSitemap(ask("/sitemap.xml"))).text();
    const addresses = [...sitemap.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address]) => address);
    const totals = await catalogueTotals(getDeps());
    expect(addresses.filter((address) => address?.includes("/catalogue/"))).toHaveLength(totals.servers + totals.tools);
    expect(new Set(addresses).size).toBe(addresses.length);
    expect(addresses).toContain("http://127.0.0.1:3000/catalogue/nonetss-komodo-mcp/run_procedure");
    const llms = await (await getLlms(ask("/llms.txt"))).text();
    expect(llms).toMatch(/^# PolicyLayer\n\n> /);
    expect(llms).toContain(`${totals.servers} servers with ${totals.tools} tools`);
    expect(llms).toContain("/attacks/prompt-injection/index.md>)");
  });
});

describe("a server without an address", () => {
  it("comes into the console with the command that serves it, and the policy of one tool or of all", async () => {
    const all = await readDraftedStart("microsoft-playwright-mcp", null);
    expect(all).toMatchObject({ url: null, policy: { name: "Catalogue draft" } });
    expect(all?.command).toMatch(/^npx -y supergateway --stdio "npx -y @playwright\/mcp@[\d.]+" /);
    const one = await readDraftedStart("nonetss-komodo-mcp", "run_procedure");
    expect(one?.policy?.text.replace(/^ +/gm, "")).toBe(KOMODO_POLICY);
    expect(await readDraftedStart("absent", null)).toBeNull();
  });

  it("has no page once it isn't known, and one that says so once it is withdrawn", async () => {
    const server = { name: "acme/gone", title: "Gone", remotes: [{ type: "sse", url: "https://gone.example/sse" }] };
    await recordListing(getDeps(), "file", [
      { server, tools: [{ name: "wipe_disk" }], listedAt: new Date("2026-12-01") },
    ]);
    expect((await readDraftedStart("acme-gone", null))?.url).toBe("https://gone.example/sse");
    const deleted = {
      server: { ...server, status: "deleted" as const },
      tools: null,
      listedAt: new Date("2026-12-02"),
    };
    await recordListing(getDeps(), "file", [deleted]);
    const page = await readServerPage("acme-gone");
    expect(page?.server.status).toBe("deleted");
    expect(page?.content.policy).toBeNull();
    expect(await readDraftedStart("acme-gone", null)).toBeNull();
    expect(await readServerPage("never-was")).toBeNull();
  });
});

describe("what a hostile server lists", () => {
  const deep = Array.from({ length: 4_000 }).reduce<object>((inner) => ({ properties: { a: inner } }), {});
  const HOSTILE = [
    { name: "megabyte", description: "deletes ".repeat(131_072) },
    { name: "deep", inputSchema: deep },
    { name: "wide", inputSchema: { properties: Object.fromEntries(names(5_000).map((name) => [name, {}])) } },
    {
      name: "](javascript:alert(1)) <script>",
      description: "# A heading\n\n<img src=x onerror=alert(1)> \u202e\u{e0061}",
    },
  ];
  const params = (tool?: string) => ({ params: Promise.resolve({ server: "acme-hostile", tool: tool ?? "" }) });

  beforeAll(async () => {
    const server = {
      name: "acme/hostile",
      title: "[Hostile](javascript:alert(1))",
      description: "<script>\n# Heading",
    };
    await recordListing(getDeps(), "file", [{ server, tools: HOSTILE, listedAt: new Date("2026-12-01") }]);
  });

  it("is a page of a few kilobytes, without markup of its own", async () => {
    const pages = [
      await (await getServer(ask("/x"), params())).text(),
      ...(await Promise.all(
        HOSTILE.map(async ({ name }) => (await getTool(ask("/x"), params(encodeURIComponent(name)))).text()),
      )),
    ];
    expect(pages).toHaveLength(5);
    for (const page of pages) {
      expect(page.length).toBeLessThan(100_000);
      expect(withoutCode(page)).not.toMatch(/<(script|img)|(?<!\\)\]\(javascript|^# (A heading|Heading)/m);
    }
    expect(pages[1]).toContain("Destructive");
  });

  /** In a block or a span of code, markup is text. */
  function withoutCode(markdown: string): string {
    return markdown.replace(/^(```+)[\s\S]*?^\1$/gm, "").replace(/(`+)[^`]+\1/g, "");
  }

  function names(count: number): string[] {
    return Array.from({ length: count }, (_, n) => `parameter_${n}`);
  }
});
