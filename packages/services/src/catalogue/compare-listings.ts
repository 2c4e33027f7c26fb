import { canonicalText } from "@policylayer/policy";
import { z } from "zod";
import type { ToolRecord } from "./tool-record";
import type { NewChange } from "./write-changes";
import type { Listing } from "./write-listings";

/** What is known of a tool from the listing before. */
export interface KnownTool {
  readonly class: string;
  readonly hash: string;
  readonly description: string | null;
  readonly parameters: unknown;
  readonly annotations: unknown;
}

export interface ComparedListing {
  readonly listing: Listing;
  readonly written: readonly ToolRecord[];
  readonly gone: readonly string[];
  readonly changes: readonly NewChange[];
}

/** Lines of history that one listing may add; a server that renames all its tools every day doesn't fill the table. */
const CHANGES_MAX = 200;

/** What is different from what was known. The first listing of a server is one line, not one for each tool. */
export function compareListings(listing: Listing, known: ReadonlyMap<string, KnownTool>): ComparedListing {
  const { server, tools, classifierVersion } = listing;
  const serverId = server.id;
  if (server.listingHash === null) {
    const detail = { tools: tools.length };
    return { listing, written: tools, gone: [], changes: [{ serverId, kind: "listed", tool: null, detail }] };
  }
  const names = new Set(tools.map(({ name }) => name));
  const gone = [...known.keys()].filter((name) => !names.has(name));
  const isReclassified = server.classifierVersion !== classifierVersion;
  const written = tools.filter((tool) => isReclassified || known.get(tool.name)?.hash !== tool.hash);
  const changes = [
    ...gone.map(
      (name): NewChange => ({ serverId, kind: "tool_removed", tool: name, detail: { class: known.get(name)?.class } }),
    ),
    ...written.flatMap((tool) => changeOf(serverId, known.get(tool.name), tool) ?? []),
  ];
  const kept = changes.slice(0, CHANGES_MAX);
  const left = changes.length - kept.length;
  if (left > 0) kept.push({ serverId, kind: "more", tool: null, detail: { changes: left } });
  return { listing, written, gone, changes: kept };
}

function changeOf(serverId: string, before: KnownTool | undefined, tool: ToolRecord): NewChange | null {
  const base = { serverId, tool: tool.name };
  if (before === undefined) return { ...base, kind: "tool_added", detail: { class: tool.class } };
  const classes =
    before.class === tool.class ? { class: tool.class } : { class: tool.class, class_before: before.class };
  if (before.hash === tool.hash) {
    return before.class === tool.class ? null : { ...base, kind: "reclassified", detail: classes };
  }
  const names = new Set(tool.parameters.map(({ name }) => name));
  const namesBefore = parameterNames(before.parameters);
  return {
    ...base,
    kind: "tool_changed",
    detail: {
      ...classes,
      parameters_added: [...names].filter((name) => !namesBefore.has(name)).slice(0, 20),
      parameters_removed: [...namesBefore].filter((name) => !names.has(name)).slice(0, 20),
      description_changed: before.description !== tool.description,
      hints_changed: canonicalText(before.annotations) !== canonicalText(tool.annotations),
    },
  };
}

const storedParametersSchema = z.array(z.object({ name: z.string() })).catch([]);

function parameterNames(parameters: unknown): ReadonlySet<string> {
  return new Set(storedParametersSchema.parse(parameters).map(({ name }) => name));
}
