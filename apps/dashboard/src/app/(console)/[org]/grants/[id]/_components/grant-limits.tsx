import type { ServiceContext } from "@policylayer/services/context";
import { isServiceError } from "@policylayer/services/errors";
import { type GrantLimitsView, listGrantLimits } from "@policylayer/services/grants";
import { LimitTable } from "@/components/limits/limit-table";
import { Notice } from "@/components/ui/notice";
import { TimeText } from "@/components/ui/time-text";

/** What is left of the limits that hold a grant's calls, as it was when the page was read. */
export async function GrantLimits({ ctx, grant }: { ctx: ServiceContext; grant: string }) {
  const limits = await readOrNull(ctx, grant);
  if (limits === null) {
    return (
      <Notice kind="warning" title="The counters can't be read right now." className="m-4">
        What is left of the limits isn't known until the counter store answers again. Read again in a moment.
      </Notice>
    );
  }
  const { data, unreadable, read_at } = limits;
  return (
    <>
      {unreadable.length === 0 ? null : (
        <Notice kind="error" title={`The policy on ${unreadable.join(", ")} can't be read.`} className="m-4">
          Every call to it is refused. Save the policy again.
        </Notice>
      )}
      {data.length === 0 ? (
        <p className="px-4 py-4 text-muted sm:px-5">No limit holds this grant's calls.</p>
      ) : (
        <>
          <LimitTable organization={ctx.organizationSlug} limits={data} />
          <p className="border-line border-t px-4 py-2.5 text-muted text-xs sm:px-5">
            Read at <TimeText at={read_at} show="clock" />. Looking uses nothing up.
          </p>
        </>
      )}
    </>
  );
}

/** null while the counters can't be read: the rest of the page is of use without them. */
async function readOrNull(ctx: ServiceContext, grant: string): Promise<GrantLimitsView | null> {
  try {
    return await listGrantLimits(ctx, { id: grant });
  } catch (error) {
    if (isServiceError(error) && error.code === "STORE_UNAVAILABLE") return null;
    throw error;
  }
}
