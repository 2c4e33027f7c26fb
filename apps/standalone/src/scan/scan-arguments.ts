import { parseArgs } from "node:util";
import { type Severity, severities } from "@policylayer/risk";

export interface ScanArguments {
  /** `-` is the standard input. */
  readonly files: readonly string[];
  /** Also read the files that stand in the well-known places. */
  readonly find: boolean;
  /** Connect to the servers and list their tools. */
  readonly list: boolean;
  /** Don't ask before that. */
  readonly yes: boolean;
  readonly json: boolean;
  /** null: no severity fails. */
  readonly failOn: Severity | null;
  /** Where drafted policies are written. */
  readonly policies: string | null;
}

export type ParsedArguments =
  | { readonly ok: true; readonly arguments: ScanArguments }
  | { readonly ok: false; readonly problem: string | null };

export const USAGE = `usage: npm run -s scan -- [options] [FILE…]        (- reads the standard input)

Says what an agent can do with the MCP servers that its client's configuration names: tools by class and effect,
dangerous combinations, token cost, and a drafted policy for each server.

Reads: Claude Code (.mcp.json, ~/.claude.json), Claude Desktop, Cursor (mcp.json), VS Code (mcp.json, settings.json),
Windsurf (mcp_config.json), Codex (config.toml), Gemini CLI (settings.json), Zed. Of these files only the names of
servers, published packages and public addresses are used. Values of environments and headers and other arguments are
never printed. Without --list nothing is started, connected to or sent: what is known of the servers is the catalogue
that comes with this program. A server that isn't in it is unknown, and counts as high.

  --find              also read the files in the well-known places of these clients; prints which before reading
  --list              start the programs and connect to the addresses of the configuration, and list their tools;
                      prints exactly which, and asks
  --yes               with --list: don't ask
  --json              print JSON
  --fail-on SEVERITY  exit with 1 at this severity or above: low, medium, high (default), critical, none
  --policies FOLDER   write a drafted policy for each known server into this new or empty folder
  --help

Exit code: 0 below the severity, 1 at it or above, 2 when the scan couldn't be made.`;

/** Strict: what isn't known is refused, so that a misspelt option never passes for a check. A null problem asks for help. */
export function parseScanArguments(given: readonly string[]): ParsedArguments {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(given);
  } catch (error) {
    return refuse(error instanceof Error ? (error.message.split(". ")[0] ?? "unknown option") : "unknown option");
  }
  const { values, positionals } = parsed;
  if (values.help === true) return { ok: false, problem: null };
  const said = (values["fail-on"] ?? "high").toLowerCase();
  const failOn = severities.find((severity) => severity === said) ?? null;
  if (failOn === null && said !== "none")
    return refuse(`--fail-on is one of ${severities.join(", ")} or none, not ${JSON.stringify(values["fail-on"])}`);
  if (values.yes === true && values.list !== true) return refuse("--yes answers what --list asks: add --list");
  const find = values.find === true;
  if (positionals.length === 0 && !find)
    return refuse("name a configuration file, or let --find look in the well-known places");
  return {
    ok: true,
    arguments: {
      files: [...new Set(positionals)],
      find,
      list: values.list === true,
      yes: values.yes === true,
      json: values.json === true,
      failOn,
      policies: values.policies ?? null,
    },
  };
}

function parse(given: readonly string[]) {
  return parseArgs({
    args: [...given],
    allowPositionals: true,
    options: {
      find: { type: "boolean" },
      list: { type: "boolean" },
      yes: { type: "boolean" },
      json: { type: "boolean" },
      help: { type: "boolean", short: "h" },
      "fail-on": { type: "string" },
      policies: { type: "string" },
    },
  });
}

function refuse(problem: string): ParsedArguments {
  return { ok: false, problem };
}
