import { rootSitemap } from "../../server/sitemaps";
import { textAnswer } from "../../server/text-answer";

/** Names the deployment's own address, which a build doesn't know. */
export const dynamic = "force-dynamic";

export async function GET(request: Request): Promise<Response> {
  return textAnswer(request, "application/xml", await rootSitemap());
}
