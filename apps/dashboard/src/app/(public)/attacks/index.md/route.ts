import { attackPatterns } from "../../../../components/catalogue/attack-patterns";
import { attacksMarkdown } from "../../../../components/catalogue/attack-words";
import { getDeps } from "../../../../server/deps";
import { markdownAnswer } from "../../../../server/text-answer";

/** Names the deployment's own address, which a build doesn't know. */
export const dynamic = "force-dynamic";

export function GET(request: Request): Response {
  return markdownAnswer(request, attacksMarkdown(attackPatterns, getDeps().urls.dashboard));
}
