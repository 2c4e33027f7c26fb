import { attackPattern } from "../../../../../components/catalogue/attack-patterns";
import { attackMarkdown } from "../../../../../components/catalogue/attack-words";
import { absentAnswer, markdownAnswer } from "../../../../../server/text-answer";

interface Route {
  readonly params: Promise<{ readonly slug: string }>;
}

export async function GET(request: Request, { params }: Route): Promise<Response> {
  const pattern = attackPattern((await params).slug);
  return pattern === null
    ? absentAnswer("No attack pattern has this address.")
    : markdownAnswer(request, attackMarkdown(pattern));
}
