import type { ConfigProblem } from "./config/config-value";
import { readServerEntries } from "./config/read-server-entries";
import { identifyServer } from "./identity/identify-server";
import type { ServerIdentity } from "./identity/server-identity";
import { shownName } from "./identity/shown-name";

/** A server of a configuration, without anything that could be a secret. */
export interface ConfiguredServer {
  /** The name it has in the file, as far as it can be shown. */
  readonly name: string;
  readonly isDisabled: boolean;
  readonly identity: ServerIdentity;
}

export type ClientConfiguration =
  | { readonly ok: true; readonly servers: readonly ConfiguredServer[] }
  | { readonly ok: false; readonly problem: ConfigProblem };

/**
 * Which servers a client's configuration names: Claude Code, Claude Desktop, Cursor, VS Code, Windsurf, Gemini CLI, Zed
 * (JSON, with comments) and Codex (TOML), whole or in part. The answer holds names, packages and public addresses, and
 * nothing of environments, headers, queries, users or other arguments.
 */
export function readClientConfiguration(text: string): ClientConfiguration {
  const read = readServerEntries(text);
  if (!read.ok) return { ok: false, problem: read.problem };
  const servers = read.entries.map(({ name, isDisabled, launch }, index) => ({
    name: shownName(name, index),
    isDisabled,
    identity: identifyServer(launch),
  }));
  return { ok: true, servers };
}
