import {
  CONFIG_CHARACTERS_MAX,
  type ConfigProblem,
  type ConfigTable,
  type ConfigValue,
  isTable,
  type ReadConfig,
  textOf,
  textsOf,
  textTableOf,
} from "./config-value";
import { findServerTables } from "./find-server-tables";
import { readJsonConfig } from "./read-json-config";
import { readTomlConfig } from "./read-toml-config";
import type { Launch, ServerEntry } from "./server-entry";

export type ReadEntries =
  | { readonly ok: true; readonly entries: readonly ServerEntry[] }
  | { readonly ok: false; readonly hasNoServers: boolean; readonly problem: ConfigProblem };

export const ENTRIES_MAX = 200;

/**
 * The servers of a client's configuration, JSON (with comments) or TOML, whole or only the part with the servers. The
 * entries hold secrets. A problem names a line and never what stands in it.
 */
export function readServerEntries(text: string): ReadEntries {
  if (text.length > CONFIG_CHARACTERS_MAX) return refuse("is larger than 1 MiB");
  const config = readConfig(text.replace(/^\uFEFF/, ""));
  if (!config.ok) return { ok: false, hasNoServers: false, problem: config.problem };
  const tables = findServerTables(config.root);
  if (tables === null) return refuse("has no MCP servers: mcpServers, servers or mcp_servers is missing", true);
  const entries = tables.flatMap((table) => [...table].map(([name, value]) => readEntry(name, value)));
  return entries.length > ENTRIES_MAX ? refuse(`has more than ${ENTRIES_MAX} servers`) : { ok: true, entries };
}

function refuse(message: string, hasNoServers = false): ReadEntries {
  return { ok: false, hasNoServers, problem: { line: 1, message } };
}

function readConfig(text: string): ReadConfig {
  const start = /^(?:\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/|#[^\n]*)*/.exec(text)?.[0].length ?? 0;
  if (start === text.length) return { ok: false, problem: { line: 1, message: "is empty" } };
  if (text[start] === "{") return readJsonConfig(text);
  // `"github": {…}` as it stands in the middle of a file.
  if (/^"(?:\\.|[^"\\\n])*"\s*:/.test(text.slice(start))) return readJsonConfig(`{${text}\n}`);
  return readTomlConfig(text);
}

function readEntry(name: string, value: ConfigValue): ServerEntry {
  if (!isTable(value)) return { name, isDisabled: false, launch: null };
  const isDisabled = value.get("disabled") === true || value.get("enabled") === false;
  return { name, isDisabled, launch: readLaunch(value) };
}

function readLaunch(server: ConfigTable): Launch | null {
  const url = textOf(server.get("url")) ?? textOf(server.get("serverUrl")) ?? textOf(server.get("httpUrl"));
  if (url !== null) {
    const transport = transportOf(server);
    return { kind: "address", url, headers: headersOf(server), transport };
  }
  // Some write the command and its arguments as one list.
  const listed = textsOf(server.get("command"));
  const command = listed?.[0] ?? textOf(server.get("command"));
  const args = server.has("args") ? textsOf(server.get("args")) : [];
  if (command === null || command === undefined || args === null) return null;
  return {
    kind: "program",
    command,
    args: [...(listed?.slice(1) ?? []), ...args],
    env: environmentOf(server),
    folder: textOf(server.get("cwd")),
  };
}

function transportOf(server: ConfigTable): "http" | "sse" | null {
  if (server.has("httpUrl")) return "http";
  const said = textOf(server.get("type")) ?? textOf(server.get("transport"));
  if (said === "sse") return "sse";
  return said === "http" || said === "streamable-http" || said === "streamableHttp" ? "http" : null;
}

function environmentOf(server: ConfigTable): ReadonlyMap<string, string> {
  const env = textTableOf(server.get("env"));
  // Codex passes on what it is told to by name.
  for (const name of textsOf(server.get("env_vars")) ?? []) if (!env.has(name)) env.set(name, `\${${name}}`);
  return env;
}

function headersOf(server: ConfigTable): ReadonlyMap<string, string> {
  const headers = new Map([...textTableOf(server.get("headers")), ...textTableOf(server.get("http_headers"))]);
  for (const [header, name] of textTableOf(server.get("env_http_headers"))) headers.set(header, `\${${name}}`);
  const token = textOf(server.get("bearer_token_env_var"));
  if (token !== null) headers.set("Authorization", `Bearer \${${token}}`);
  return headers;
}
