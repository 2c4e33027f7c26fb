import type { SeedTool } from "../seed-grant";

/** As many as a large server has. */
export const LISTED_TOOLS = 200;

/** What `tools/list` of the benchmark's upstream answers, of an ordinary length: about half a kilobyte each. */
export const listedTools: readonly SeedTool[] = Array.from({ length: LISTED_TOOLS }, (_, n) => ({
  name: `list_records_${n}`,
  description: `Lists the records of register ${n}, the newest first. Returns at most one page; call again with the cursor of the last answer for more.`,
  inputSchema: {
    type: "object",
    properties: {
      customer_id: { type: "string", description: "Whose records. Starts with cus_." },
      status: { type: "string", enum: ["open", "paid", "void"], description: "Only records in this state." },
      limit: { type: "integer", minimum: 1, maximum: 100, description: "How many to return." },
      cursor: { type: "string", description: "Where to go on." },
    },
    required: ["customer_id"],
  },
  annotations: { readOnlyHint: true },
}));
