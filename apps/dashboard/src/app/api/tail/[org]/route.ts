import { openTail } from "../../../../server/open-tail";

/** For the console's open log: says when there are new calls. Not part of the REST API. */
export async function GET(request: Request, { params }: { params: Promise<{ org: string }> }): Promise<Response> {
  return openTail(request, (await params).org);
}
