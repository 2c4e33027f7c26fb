import { partOfSitemap } from "../../../server/sitemaps";
import { absentAnswer, textAnswer } from "../../../server/text-answer";

interface Route {
  readonly params: Promise<{ readonly file: string }>;
}

export async function GET(request: Request, { params }: Route): Promise<Response> {
  const text = await partOfSitemap((await params).file);
  return text === null
    ? absentAnswer("There is no such part of the sitemap.")
    : textAnswer(request, "application/xml", text);
}
