import { serverMarkdown } from "../../../../../components/catalogue/server-markdown";
import { readServerPage } from "../../../../../server/catalogue-pages";
import { absentAnswer, markdownAnswer } from "../../../../../server/text-answer";

interface Route {
  readonly params: Promise<{ readonly server: string }>;
}

/** The server's page as Markdown: the same content, read in the same way. */
export async function GET(request: Request, { params }: Route): Promise<Response> {
  const { server } = await params;
  const page = await readServerPage(server);
  if (page === null) return absentAnswer("No server of the catalogue has this address.");
  return markdownAnswer(request, serverMarkdown(page.server, page.content, page.base));
}
