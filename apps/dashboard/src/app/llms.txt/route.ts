import { catalogueTotals } from "@policylayer/services/catalogue";
import { llmsText } from "../../components/catalogue/llms-text";
import { getDeps } from "../../server/deps";
import { textAnswer } from "../../server/text-answer";

/** Names the deployment's own address, which a build doesn't know. */
export const dynamic = "force-dynamic";

export async function GET(request: Request): Promise<Response> {
  const deps = getDeps();
  return textAnswer(request, "text/plain", llmsText(await catalogueTotals(deps), deps.urls.dashboard));
}
