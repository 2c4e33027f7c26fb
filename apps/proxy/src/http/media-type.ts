const JSON_TYPE = /^application\/json[ \t]*(?:;[ \t]*charset=(?:utf-8|"utf-8")[ \t]*)?$/i;

/** JSON in UTF-8, and no other parameter: what another reader could take for something else is refused. */
export function isJsonType(contentType: string | null): boolean {
  return contentType !== null && (contentType === "application/json" || JSON_TYPE.test(contentType));
}

/** Whether an `Accept` list takes an event stream, as a GET of Streamable HTTP must. */
export function acceptsEvents(accept: string | null): boolean {
  return accept !== null && (accept === "text/event-stream" || read(accept).events);
}

/** Whether an `Accept` list takes both JSON and an event stream, as a POST of Streamable HTTP must (MCP 2025-11-25, basic/transports). */
export function acceptsBoth(accept: string | null): boolean {
  if (accept === null) return false;
  if (accept === "application/json, text/event-stream") return true;
  const { json, events } = read(accept);
  return json && events;
}

function read(accept: string): { json: boolean; events: boolean } {
  let json = false;
  let events = false;
  for (const range of accept.toLowerCase().split(",")) {
    const [type = "", ...parameters] = range.split(";").map((part) => part.trim());
    if (parameters.some((parameter) => /^q=0(?:\.0*)?$/.test(parameter))) continue;
    json ||= type === "application/json" || type === "application/*" || type === "*/*";
    events ||= type === "text/event-stream" || type === "text/*" || type === "*/*";
  }
  return { json, events };
}
