import { getDeps } from "../../server/deps";
import { textAnswer } from "../../server/text-answer";

/** Names the deployment's own address, which a build doesn't know. */
export const dynamic = "force-dynamic";

/** Public pages may be read by everybody; the console refuses by itself, so that it isn't named here. */
export function GET(request: Request): Response {
  const text = `User-agent: *\nDisallow: /api/\nDisallow: /console/\n\nSitemap: ${getDeps().urls.dashboard}/sitemap.xml\n`;
  return textAnswer(request, "text/plain", text);
}
