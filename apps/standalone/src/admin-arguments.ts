import { parseArgs } from "node:util";
import type { BootstrapInput } from "./bootstrap";
import { StartFailure, sentenceOf } from "./start-failure";

export const ADMIN_USAGE = "Usage: npm run admin -- bootstrap --org acme --team agents --email you@example.com";

/** What `npm run admin --` was asked for. Throws StartFailure with the usage. */
export function parseAdminArguments(args: string[]): BootstrapInput {
  const { values, positionals } = parse(args);
  const { org, team, email } = values;
  if (positionals.length !== 1 || positionals[0] !== "bootstrap") throw new StartFailure(ADMIN_USAGE);
  if (org === undefined || team === undefined || email === undefined) {
    const missing = Object.entries({ org, team, email }).filter(([, value]) => value === undefined);
    throw new StartFailure(`Missing: ${missing.map(([name]) => `--${name}`).join(", ")}. ${ADMIN_USAGE}`);
  }
  return { organizationSlug: org, teamSlug: team, email };
}

/** A verb's refusal names its input by pointer; the person typed options. */
export function inOptionNames(sentence: string): string {
  return sentence
    .replace("/organizationSlug", "--org")
    .replace("/teamSlug", "--team")
    .replace(/^\/email/, "--email");
}

function parse(args: string[]) {
  const option = { type: "string" } as const;
  try {
    return parseArgs({ args, allowPositionals: true, options: { org: option, team: option, email: option } });
  } catch (error) {
    throw new StartFailure(`${sentenceOf(error).replace(/\.?$/, ".")} ${ADMIN_USAGE}`);
  }
}
