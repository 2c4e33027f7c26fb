import { z } from "zod";
import { StartFailure } from "../start-failure";

const problemSchema = z.object({ title: z.string().optional(), detail: z.string().optional() });

export interface Api {
  /** Base of the console, without a trailing slash. */
  dashboardUrl: string;
  apiKey: string;
}

/** One request to the REST API. Throws StartFailure with the answer's own explanation unless it is 2xx. */
export async function callApi<Schema extends z.ZodType>(
  api: Api,
  method: "GET" | "POST",
  path: string,
  answerSchema: Schema,
  body?: object,
): Promise<z.output<Schema>> {
  const answer = await fetch(`${api.dashboardUrl}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${api.apiKey}`, "content-type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) {
    const problem = problemSchema.safeParse(jsonOrNull(text));
    const said = problem.success ? (problem.data.detail ?? problem.data.title) : text.slice(0, 200);
    throw new StartFailure(`The demo could not be made: ${method} ${path} answered ${answer.status} (${said}).`);
  }
  const parsed = answerSchema.safeParse(jsonOrNull(text));
  if (parsed.success) return parsed.data;
  const field = parsed.error.issues[0]?.path.join(".");
  throw new StartFailure(`The demo could not be made: the answer to ${method} ${path} has no usable \`${field}\`.`);
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
