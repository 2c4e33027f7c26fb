export interface SseEvent {
  /** Left out when it holds a line break or NUL: such an id can't be sent (WHATWG HTML, server-sent events). */
  readonly id?: string;
  /** Reconnection time in whole milliseconds. */
  readonly retryMs?: number;
  readonly data: string;
}

/** One event of type `message`, ready to write. Line breaks in `data` become further `data:` lines, which readers join again. */
export function encodeSseEvent(event: SseEvent): string {
  let text = "";
  if (event.id !== undefined && isSendableId(event.id)) text += `id: ${event.id}\n`;
  if (event.retryMs !== undefined) text += `retry: ${event.retryMs}\n`;
  const hasBreak = event.data.includes("\n") || event.data.includes("\r");
  const data = hasBreak ? event.data.split(/\r\n|\r|\n/).join("\ndata: ") : event.data;
  return `${text}data: ${data}\n\n`;
}

function isSendableId(id: string): boolean {
  return !id.includes("\n") && !id.includes("\r") && !id.includes("\0");
}
