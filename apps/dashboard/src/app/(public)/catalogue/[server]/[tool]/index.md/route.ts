import { toolMarkdown } from "../../../../../../components/catalogue/tool-markdown";
import { readToolPage } from "../../../../../../server/catalogue-pages";
import { absentAnswer, markdownAnswer } from "../../../../../../server/text-answer";

interface Route {
  readonly params: Promise<{ readonly server: string; readonly tool: string }>;
}

/** The tool's page as Markdown: the same content, read in the same way. */
export async function GET(request: Request, { params }: Route): Promise<Response> {
  const { server, tool } = await params;
  // Handlers get the parts of the address decoded; pages get them as they are.
  const page = await readToolPage(server, encodeURIComponent(tool));
  if (page === null) return absentAnswer("No tool of the catalogue has this address.");
  return markdownAnswer(request, toolMarkdown(page.tool, page.content, page.base));
}
