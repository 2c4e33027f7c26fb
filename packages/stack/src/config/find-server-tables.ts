import { type ConfigTable, type ConfigValue, isTable } from "./config-value";

/** Where clients keep their servers, each a path of names. */
const PLACES: readonly (readonly string[])[] = [
  // Claude Code, Claude Desktop, Cursor, Windsurf, Gemini CLI
  ["mcpServers"],
  // VS Code: its own file, and its settings
  ["servers"],
  ["mcp", "servers"],
  // Codex
  ["mcp_servers"],
  // Zed
  ["context_servers"],
];

/** The tables of servers in a file; null if it has none. A table that stands there and is empty counts. */
export function findServerTables(root: ConfigTable): ConfigTable[] | null {
  const found = PLACES.flatMap((path) => {
    const value = path.reduce<ConfigValue | undefined>((at, name) => (isTable(at) ? at.get(name) : undefined), root);
    return isTable(value) ? [value] : [];
  });
  // Claude Code keeps those of a single project under its folder.
  const projects = root.get("projects");
  if (isTable(projects)) {
    for (const project of projects.values()) {
      const servers = isTable(project) ? project.get("mcpServers") : undefined;
      if (isTable(servers)) found.push(servers);
    }
  }
  if (found.length > 0) return found;
  // A fragment: only the servers themselves.
  const values = [...root.values()];
  return values.length > 0 && values.every(isServer) ? [root] : null;
}

function isServer(value: ConfigValue): boolean {
  return isTable(value) && ["command", "url", "serverUrl", "httpUrl"].some((field) => value.has(field));
}
