import { z } from "zod";
import { type ListedTool, listedToolSchema } from "./classify-listed-tool";
import { LISTED_TOOLS_MAX, type ServerListing } from "./record-listing";
import { catalogueStatuses, listedServerSchema } from "./server-entry";

const OFFICIAL = "io.modelcontextprotocol.registry/official";

/** `{server, tools?, listedAt?}`; also an entry as the registry gives it out, whose status is in `_meta`. */
const lineSchema = z.object({
  server: listedServerSchema,
  tools: z.array(z.unknown()).nullish(),
  listedAt: z.iso.datetime({ offset: true }).optional(),
  _meta: z.unknown().optional(),
});
const metaSchema = z.object({ [OFFICIAL]: z.object({ status: z.enum(catalogueStatuses).optional() }).optional() });

export interface ReadListing {
  /** null: the line as a whole can't be used. */
  readonly listing: ServerListing | null;
  /** One sentence each; tools that can't be used are left out and named here. */
  readonly problems: readonly string[];
}

const PROBLEMS_MAX = 5;

export function readListingLine(text: string, now: Date): ReadListing {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return {
      listing: null,
      problems: [`not JSON: ${error instanceof Error ? error.message.slice(0, 200) : "unreadable"}`],
    };
  }
  const read = lineSchema.safeParse(value);
  if (!read.success)
    return { listing: null, problems: read.error.issues.slice(0, PROBLEMS_MAX).map((issue) => sentence("", issue)) };
  const { server, tools, listedAt, _meta } = read.data;
  const meta = metaSchema.safeParse(_meta);
  const status = server.status ?? (meta.success ? meta.data[OFFICIAL]?.status : undefined);
  const problems: string[] = [];
  const listing = {
    server: { ...server, status },
    tools: tools === undefined || tools === null ? null : readTools(tools, problems),
    listedAt: listedAt === undefined ? now : new Date(listedAt),
  };
  return { listing, problems };
}

function readTools(tools: readonly unknown[], problems: string[]): ListedTool[] {
  if (tools.length > LISTED_TOOLS_MAX)
    problems.push(`it has ${tools.length} tools, of which the first ${LISTED_TOOLS_MAX} are kept`);
  let bad = 0;
  const kept = tools.slice(0, LISTED_TOOLS_MAX).flatMap((tool, n) => {
    const read = listedToolSchema.safeParse(tool);
    if (read.success) return read.data;
    bad++;
    const [issue] = read.error.issues;
    if (bad <= PROBLEMS_MAX && issue !== undefined) problems.push(sentence(`tools[${n}]`, issue));
    return [];
  });
  if (bad > PROBLEMS_MAX) problems.push(`${bad - PROBLEMS_MAX} more of its tools can't be used`);
  return kept;
}

function sentence(where: string, issue: z.core.$ZodIssue): string {
  const path = [...(where === "" ? [] : [where]), ...issue.path.map(String)].join(".");
  return path === "" ? issue.message : `${path}: ${issue.message}`;
}
