/** A client that somebody else wrote, connected. */
export interface ForeignClient {
  /** The revision it speaks with the gateway; null when it doesn't tell. */
  readonly revision: string | null;
  toolNames(): Promise<readonly string[]>;
  /** What it makes of a call: the text it shows, or throws. */
  call(
    tool: string,
    args?: Readonly<Record<string, unknown>>,
  ): Promise<{ readonly text: string; readonly isError: boolean }>;
  close(): Promise<void>;
}

/** Where it connects to, and as whom. */
export interface Access {
  readonly url: string;
  readonly token: string;
}

/** The text of a tool's answer. */
export function textOf(content: unknown): string {
  if (!Array.isArray(content)) throw new Error(`no content: ${JSON.stringify(content)}`);
  return content.map((block: { text?: string }) => block.text ?? "").join("\n");
}
