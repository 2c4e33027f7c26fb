import { riskClasses } from "@policylayer/policy";
import { z } from "zod";
import { instantSchema, instantViewSchema } from "../instant";
import { pageFields, pageViewSchema } from "../page";
import { serverRefSchema } from "../servers/schemas";
import { nameSchema } from "../slug";

const policyIdSchema = z.string().min(1).max(100);

/** The document as JSON value or as JSON text; text gives problems with the line as written. `policy.md` says what it may hold. */
export const documentInputSchema = z.union([z.string().max(1_048_576), z.record(z.string(), z.unknown())]);

export const createPolicySchema = z.strictObject({
  server: serverRefSchema,
  name: nameSchema,
  document: documentInputSchema,
  message: z.string().trim().max(500).optional(),
});
export type CreatePolicyInput = z.input<typeof createPolicySchema>;

export const getPolicySchema = z.strictObject({ id: policyIdSchema });
export type GetPolicyInput = z.input<typeof getPolicySchema>;

export const listPoliciesSchema = z.strictObject({ ...pageFields, server: serverRefSchema.optional() });
export type ListPoliciesInput = z.input<typeof listPoliciesSchema>;

export const savePolicySchema = z.strictObject({
  id: policyIdSchema,
  document: documentInputSchema,
  message: z.string().trim().max(500).optional(),
  /** The version the edit started from; "any" overwrites whatever is there. Absent: PRECONDITION_REQUIRED. */
  ifMatch: z.union([z.int().min(1), z.literal("any")]).optional(),
});
export type SavePolicyInput = z.input<typeof savePolicySchema>;

export const deletePolicySchema = getPolicySchema;

export const listPolicyVersionsSchema = z.strictObject({ ...pageFields, id: policyIdSchema });
export type ListPolicyVersionsInput = z.input<typeof listPolicyVersionsSchema>;

export const getPolicyVersionSchema = z.strictObject({
  id: policyIdSchema,
  version: z.coerce.number<string | number>().int().min(1).max(2_147_483_647),
});
export type GetPolicyVersionInput = z.input<typeof getPolicyVersionSchema>;

export const restorePolicyVersionSchema = getPolicyVersionSchema.extend({
  message: z.string().trim().max(500).optional(),
  /** The version that is taken to be in force; absent: whatever is. */
  ifMatch: z.union([z.int().min(1), z.literal("any")]).optional(),
});
export type RestorePolicyVersionInput = z.input<typeof restorePolicyVersionSchema>;

/** Whose call it is taken to be, and when; a fact that isn't said is a missing value, the time is now. */
const simulatedAsSchema = z.strictObject({
  grant: z.string().min(1).max(256).optional().describe("the grant's label"),
  team: z.string().min(1).max(256).optional().describe("the team's slug"),
  client: z.string().min(1).max(256).optional().describe("the client's name"),
  class: z.enum(riskClasses).optional().describe("the tool's risk class"),
  time: instantSchema.optional(),
});
export type SimulatedAs = z.output<typeof simulatedAsSchema>;

export const simulatePolicySchema = z.strictObject({
  id: policyIdSchema,
  calls: z
    .array(
      z.strictObject({
        tool: z.string().min(1).max(256),
        args: z.record(z.string(), z.unknown()).optional(),
        as: simulatedAsSchema.optional(),
      }),
    )
    .min(1)
    .max(100),
});
export type SimulatePolicyInput = z.input<typeof simulatePolicySchema>;

export const draftPolicyForSchema = z.strictObject({ server: serverRefSchema });
export type DraftPolicyForInput = z.input<typeof draftPolicyForSchema>;

export const policyViewSchema = z.object({
  id: z.string(),
  server: z.string(),
  server_slug: z.string(),
  name: z.string(),
  version: z.int().min(1),
  document: z.record(z.string(), z.unknown()),
  /** The same document as canonical text. */
  text: z.string(),
  grants: z.array(z.object({ id: z.string(), label: z.string() })),
  created_at: instantViewSchema,
  updated_at: instantViewSchema,
});
export type PolicyView = z.output<typeof policyViewSchema>;
export const policyPageSchema = pageViewSchema(policyViewSchema);

export const policyVersionViewSchema = z.object({
  version: z.int().min(1),
  message: z.string().nullable(),
  author: z.string(),
  created_at: instantViewSchema,
  text: z.string(),
});
export type PolicyVersionView = z.output<typeof policyVersionViewSchema>;
export const policyVersionPageSchema = pageViewSchema(policyVersionViewSchema);

export const diffPolicyVersionsSchema = getPolicyVersionSchema.extend({
  from: z.coerce
    .number<string | number>()
    .int()
    .min(1)
    .max(2_147_483_647)
    .optional()
    .describe("the version it is compared with; the one before it when absent"),
});
export type DiffPolicyVersionsInput = z.input<typeof diffPolicyVersionsSchema>;

export const policyDiffViewSchema = z.object({
  /** null: the first version, which has nothing before it. */
  from: z.int().min(1).nullable(),
  version: z.int().min(1),
  changes: z.array(
    z.object({
      /** `added`, `removed`, `changed` or `reordered`. */
      kind: z.string(),
      /** RFC 6901: into the document of `version`, and for what was removed into that of `from`. */
      pointer: z.string(),
      /** As JSON; null where there was nothing. */
      before: z.string().nullable(),
      after: z.string().nullable(),
      sentence: z.string(),
    }),
  ),
  /** How many there are; `changes` holds the first 500. */
  total: z.int().min(0),
});
export type PolicyDiffView = z.output<typeof policyDiffViewSchema>;

const explainedRuleSchema = z.object({
  /** RFC 6901 pointer into the document. */
  pointer: z.string(),
  kind: z.string(),
  /** `does_not_apply`, `applies` or `decides`. */
  outcome: z.string(),
  conditions: z.array(
    z.object({
      pointer: z.string(),
      path: z.string(),
      op: z.string(),
      /** As JSON. */
      wanted: z.string().nullable(),
      found: z.array(z.object({ type: z.string(), value: z.string() })),
      /** null: the value couldn't be judged. */
      holds: z.boolean().nullable(),
    }),
  ),
});

export const simulatedCallViewSchema = z.object({
  decision: z.string(),
  code: z.string(),
  /** RFC 6901 pointer into the document; null when no document decided. */
  rule: z.string().nullable(),
  message: z.string().nullable(),
  /** In shadow mode, what would be decided were the policy enforced; else null. */
  would: z.object({ decision: z.string(), code: z.string(), message: z.string().nullable() }).nullable(),
  /** Every rule that was looked at, in order, up to the one that decided. */
  trace: z.array(explainedRuleSchema),
});
export type SimulatedCallView = z.output<typeof simulatedCallViewSchema>;
export const simulationViewSchema = z.object({ data: z.array(simulatedCallViewSchema) });
