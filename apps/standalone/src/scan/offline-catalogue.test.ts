import { identifyServer, readServerEntries } from "@policylayer/stack";
import { describe, expect, it } from "vitest";
import { draftFor } from "./draft-policies";
import { toKnownTool } from "./known-server";
import { offlineCatalogue } from "./offline-catalogue";

const fact = toKnownTool("files", {
  name: "delete_file",
  inputSchema: { type: "object", properties: { path: { type: "string" } } },
});
const catalogue = offlineCatalogue({
  classifier: "test",
  servers: [
    {
      listedAt: "2026-11-22T12:00:00.000Z",
      server: {
        name: "acme/files",
        version: "1.2.3",
        packages: [
          { registryType: "npm", identifier: "@acme/files-mcp" },
          { registryType: "pypi", identifier: "Acme_Files" },
          { registryType: "oci", identifier: "docker.io/acme/files:1.2.3" },
          { registryType: "nuget", identifier: "acme" },
          { nothing: true },
        ],
        remotes: [{ type: "streamable-http", url: "https://files.acme.dev/mcp/" }],
      },
      tools: [
        {
          ...fact,
          effects: [...fact.effects],
          title: null,
          description: null,
          annotations: {},
          parameters: [{ name: "path", type: "string", required: true }],
          parameterCount: 1,
          requiredCount: 1,
          acceptsUnknown: false,
          confidence: 1,
          language: "en",
          evidence: [],
          hash: "",
          flags: [],
        },
      ],
    },
  ],
});

function find(server: unknown) {
  const read = readServerEntries(JSON.stringify({ mcpServers: { one: server } }));
  return catalogue.find(identifyServer(read.ok ? (read.entries[0]?.launch ?? null) : null));
}

describe("the catalogue that comes with the program", () => {
  it.each([
    [{ command: "npx", args: ["-y", "@acme/files-mcp@9"] }],
    [{ command: "uvx", args: ["acme-files"] }],
    [{ command: "docker", args: ["run", "-i", "acme/files:latest"] }],
    [{ url: "https://files.acme.dev/mcp?key=x" }],
  ])("knows a server by %j", (server) => {
    expect(find(server)).toMatchObject({
      source: "catalogue",
      name: "acme/files",
      version: "1.2.3",
      tools: [{ name: "delete_file", class: "destructive" }],
    });
  });

  it.each([
    [{ command: "npx", args: ["-y", "acme"] }],
    [{ command: "npx", args: ["-y", "files-mcp"] }],
    [{ url: "https://files.acme.dev/other" }],
    [{ command: "acme-files" }],
  ])("doesn't guess at %j", (server) => {
    expect(find(server)).toBeNull();
  });

  it("drafts by its facts", () => {
    const known = find({ command: "uvx", args: ["acme-files"] });
    expect(known === null ? null : JSON.parse(draftFor(known))).toMatchObject({
      default: "deny",
      hide: ["delete_file"],
    });
  });
});
