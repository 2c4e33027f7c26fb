import figures from "@policylayer/risk/figures";
import firstLook from "@policylayer/risk/first-look";
import { z } from "zod";

const confusionSchema = z.object({
  total: z.int(),
  right: z.int(),
  read_right: z.int(),
  missed: z.int(),
  unknown: z.int(),
  matrix: z.array(z.array(z.int())),
});
export type ConfusionFigures = z.output<typeof confusionSchema>;

const partSchema = z.object({
  set: z.enum(["spoken", "published", "gathered", "recalled", "written"]),
  part: z.enum(["learned", "fresh"]),
  amount: z.enum(["name", "name and description", "name and schema", "all"]),
  all: confusionSchema,
  languages: z.record(z.string(), confusionSchema),
});
export type PartFigures = z.output<typeof partSchema>;

const figuresSchema = z.object({
  measured_on: z.iso.date(),
  tools_per_second: z.int(),
  parts: z.array(partSchema),
});

/** What `npm run -s risk -- evaluate --write` measured last. Throws for a file that isn't its: the page must not show it. */
export function evaluationFigures(): z.output<typeof figuresSchema> {
  return figuresSchema.parse(figures);
}

/** What the fresh tools gave the first time, before anything was learned from them. */
export function firstLookFigures(): z.output<typeof figuresSchema> {
  return figuresSchema.parse(firstLook);
}

export function share(count: number, total: number): string {
  return `${((100 * count) / Math.max(1, total)).toFixed(1)} %`;
}
