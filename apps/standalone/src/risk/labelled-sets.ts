import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type RiskClass, riskClasses, type ToolFacts } from "@policylayer/risk";
import { z } from "zod";
import { repositoryRoot } from "../repository-root";
import { hintsOf, schemaOf } from "./tool-notation";

/** A tool whose class a person gave it before the classifier saw it. */
export interface LabelledTool {
  readonly set: LabelledSetId;
  readonly part: Part;
  readonly language: string;
  readonly class: RiskClass;
  readonly facts: ToolFacts & { readonly server: string };
}

export const labelledSetIds = ["spoken", "published", "gathered", "recalled", "written"] as const;
export type LabelledSetId = (typeof labelledSetIds)[number];
/** The rules were mended with an eye on the learned part; the fresh one was looked at when they were done. */
export const parts = ["learned", "fresh"] as const;
export type Part = (typeof parts)[number];

const FOLDER = join(repositoryRoot, "packages/risk/evaluation");
const classSchema = z.enum(riskClasses);
const partSchema = z.enum(parts);

/** Parameters that aren't known, as opposed to none. */
const UNKNOWN = "?";

/**
 * Our own tools in eight languages; what published servers list (names, parameters and hints, not their sentences); tools
 * gathered from public code and pages, with a short note of our own in the place of the description; tools of
 * well-known servers, written down from memory; and tools written for this without sight of the rules.
 */
export function readLabelledSets(): LabelledTool[] {
  const spoken = rowsOf("spoken.tsv").map(([part, language, domain, cls, tool, parameters, description]) => {
    const facts = { server: domain, tool, description, inputSchema: schemaOf(parameters) };
    return { set: "spoken" as const, part: partSchema.parse(part), language, class: classSchema.parse(cls), facts };
  });
  const published = rowsOf("published.tsv").map(([part, server, _version, cls, tool, parameters, hints]) => {
    const facts = { server, tool, inputSchema: schemaOf(parameters), annotations: hintsOf(hints) };
    return {
      set: "published" as const,
      part: partSchema.parse(part),
      language: "",
      class: classSchema.parse(cls),
      facts,
    };
  });
  return [...spoken, ...published, ...notedSets.flatMap(rowsWithNote)];
}

const notedSets = ["gathered", "recalled", "written"] as const;

function rowsWithNote(set: (typeof notedSets)[number]): LabelledTool[] {
  return rowsOf(`${set}.tsv`).map(([part, language, server, cls, tool, parameters, hints, note]) => {
    const inputSchema = parameters === UNKNOWN ? undefined : schemaOf(parameters);
    const facts = { server, tool, description: note, inputSchema, annotations: hintsOf(hints) };
    return { set, part: partSchema.parse(part), language, class: classSchema.parse(cls), facts };
  });
}

type Row = readonly [string, string, string, string, string, string, string, string];

function rowsOf(file: string): Row[] {
  const [head = "", ...lines] = readFileSync(join(FOLDER, file), "utf8").trimEnd().split("\n");
  const columns = head.split("\t").length;
  return lines.map((line, index) => {
    const cells = line.split("\t");
    const [a, b, c, d, e, f, g, h] = cells;
    if (cells.length !== columns || a === undefined || b === undefined || c === undefined || d === undefined)
      throw new Error(`${file}, line ${index + 2}: ${cells.length} columns instead of ${columns}`);
    return [a, b, c, d, e ?? "", f ?? "", g ?? "", h ?? ""];
  });
}
