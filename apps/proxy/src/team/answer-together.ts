import type { Exchange } from "../http/exchange";
import type { Runtime } from "../runtime";
import { ClientStream } from "../upstream/client-stream";
import type { FrameSink } from "../upstream/frame-sink";
import { UnresumableSink } from "../upstream/unresumable-sink";
import { MergedSink } from "./merged-sink";

/**
 * The answer to what several servers are asked at once: what they say or ask before they answer reaches the client as on a call's
 * stream, and the one answer is then its last event; else it is plain JSON. Rejects as `ask` does, and a stream that was open
 * by then ends without an answer.
 */
export async function answerTogether(
  { settings, openStreams }: Pick<Runtime, "settings" | "openStreams">,
  exchange: Exchange,
  ask: (sink: FrameSink) => Promise<string>,
): Promise<void> {
  const stream = new ClientStream(exchange, settings.clientDrainMs, openStreams);
  try {
    stream.end(await ask(new MergedSink(new UnresumableSink(stream))));
  } catch (error) {
    if (stream.isOpen) stream.close();
    throw error;
  }
}
