import { isJsonObject, type JsonObject, type JsonValue, ownMember } from "../json-value";

/** What several servers can do, together: a capability that one of them has, with every flag that one of them sets. */
export function mergeCapabilities(each: readonly JsonObject[]): JsonObject {
  const merged = new Map<string, JsonValue>();
  for (const capabilities of each) {
    for (const [name, flags] of Object.entries(capabilities)) {
      const known = merged.get(name);
      merged.set(name, isJsonObject(known) && isJsonObject(flags) ? { ...known, ...flags } : flags);
    }
  }
  return Object.fromEntries(merged);
}

const INSTRUCTIONS_CHARS_MAX = 16_384;

/** A server that can't be used at the moment, and why, in words that end a sentence. */
export interface Unavailable {
  readonly server: string;
  readonly reason: string;
}

/** What a client of the team endpoint is told of it and of each server. The servers' own words come under their names. */
export function teamInstructions(
  each: readonly { readonly server: string; readonly introduction: JsonObject }[],
  unavailable: readonly Unavailable[],
): string {
  const servers = [...each.map(({ server }) => server), ...unavailable.map(({ server }) => server)].sort();
  const parts = [
    servers.length === 0
      ? "This endpoint has no servers."
      : `This endpoint joins these servers: ${servers.join(", ")}. A tool or prompt is named {server}__{name}.`,
  ];
  for (const { server, reason } of unavailable) {
    parts.push(`The server ${server} is unavailable: ${reason}. It is tried again with the next list or call.`);
  }
  for (const { server, introduction } of each) {
    const said = ownMember(introduction, "instructions");
    if (typeof said !== "string" || said.trim() === "") continue;
    const kept = said.length > INSTRUCTIONS_CHARS_MAX ? `${said.slice(0, INSTRUCTIONS_CHARS_MAX)}… (cut)` : said;
    parts.push(`Instructions of the server ${server}:\n${kept}`);
  }
  return parts.join("\n\n");
}
