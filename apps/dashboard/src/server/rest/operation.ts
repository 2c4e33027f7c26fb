import "server-only";
import type { z } from "zod";

export interface Operation {
  readonly method: "get" | "post" | "put" | "patch" | "delete";
  /** Under `/api/v1`. */
  readonly path: string;
  readonly summary: string;
  /** Path, and body or query, in one object. */
  readonly input: z.ZodObject;
  /** Of success. */
  readonly status: 200 | 201;
  readonly output: z.ZodType;
  /** Needs `If-Match`, or heeds it; a policy's ETag is answered. */
  readonly versionTag?: "required" | "optional";
  /** Connects to an upstream, which may not answer as it should: a 502. */
  readonly isUpstream?: boolean;
}
