import { type BuiltInServer, builtInServer } from "@policylayer/services/built-in-catalogue";

/** The day its page was read. */
const LISTED_AT = new Date("2026-11-22T00:00:00Z");
const DESCRIPTION = "Ejecuta un procedimiento específico";

/**
 * The Komodo MCP server as far as its public page describes it: one tool, whose description is short enough to be quoted as the
 * evidence that it is.
 */
export function seedServer(): BuiltInServer {
  const server = {
    name: "nonetss/komodo-mcp",
    title: "Komodo MCP Server",
    repository: { url: "https://github.com/nonetss/komodo-mcp" },
  };
  const seed = builtInServer(server, [{ name: "run_procedure", description: DESCRIPTION }], LISTED_AT);
  return { ...seed, tools: seed.tools.map((tool) => ({ ...tool, description: DESCRIPTION })) };
}
