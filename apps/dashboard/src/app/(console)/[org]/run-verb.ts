import "server-only";
import type { ServiceContext } from "@policylayer/services/context";
import type { ActionResult } from "@/components/form/action-result";
import { presentFormError } from "@/components/form/present-form-error";
import { requireContext } from "@/server/context";

/** One action of the console: in the right of the signed-in member, every expected refusal as a value. */
export async function runVerb<Result extends object>(
  organization: string,
  work: (ctx: ServiceContext) => Promise<Result>,
): Promise<ActionResult<Result>> {
  const ctx = await requireContext(organization);
  try {
    return { ok: true, ...(await work(ctx)) };
  } catch (error) {
    return { ok: false, error: presentFormError(error) };
  }
}
