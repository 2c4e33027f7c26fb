import "server-only";
import type { ProblemInput } from "./problem";

/** A request the edge refuses before any verb sees it. */
export class EdgeRefusal extends Error {
  override readonly name = "EdgeRefusal";

  constructor(readonly problem: ProblemInput) {
    super(problem.detail);
  }
}
