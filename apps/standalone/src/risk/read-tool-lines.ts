import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { riskClasses } from "@policylayer/risk";
import { z } from "zod";

const toolLineSchema = z.object({
  server: z.string().optional(),
  tool: z.string().min(1),
  title: z.string().nullish(),
  description: z.string().nullish(),
  inputSchema: z.unknown().optional(),
  annotations: z.unknown().optional(),
});
const labelledLineSchema = toolLineSchema.extend({
  class: z.enum(riskClasses),
  language: z.string().optional(),
});
export type ToolLine = z.output<typeof toolLineSchema>;
export type LabelledLine = z.output<typeof labelledLineSchema>;

export const readToolLines = (file: string) => readLines(file, toolLineSchema);
export const readLabelledLines = (file: string) => readLines(file, labelledLineSchema);

export type ReadLine<Line> =
  | { readonly ok: true; readonly line: Line }
  | { readonly ok: false; readonly at: number; readonly problem: string };

/** The lines of a file, one at a time; `-` is the standard input. Empty lines are passed over, bad ones are told apart. */
async function* readLines<Line>(file: string, schema: z.ZodType<Line>): AsyncGenerator<ReadLine<Line>> {
  const input = file === "-" ? process.stdin : createReadStream(file);
  // readline doesn't pass on what its input fails with.
  const failed = new Promise<never>((_, reject) => input.once("error", reject));
  failed.catch(() => undefined);
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })[Symbol.asyncIterator]();
  for (let at = 1; ; at += 1) {
    const next = await Promise.race([lines.next(), failed]);
    if (next.done) return;
    const text = at === 1 ? next.value.replace(/^\uFEFF/, "") : next.value;
    if (text.trim() !== "") yield readLine(text, at, schema);
  }
}

function readLine<Line>(text: string, at: number, schema: z.ZodType<Line>): ReadLine<Line> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { ok: false, at, problem: `not JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return { ok: true, line: parsed.data };
  const [issue] = parsed.error.issues;
  const path = issue?.path.join(".") ?? "";
  return { ok: false, at, problem: `${path === "" ? "" : `${path}: `}${issue?.message ?? "not a tool"}` };
}
