import { rootSitemap } from "@/server/sitemaps";
import { textAnswer } from "@/server/text-answer";

export async function GET(request: Request): Promise<Response> {
  return textAnswer(request, "application/xml", await rootSitemap());
}
