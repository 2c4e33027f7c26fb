import { ReadableStream, type ReadableStreamDefaultReader } from "node:stream/web";

/** An answer that is larger than the reader may take. */
export class BodyTooLarge extends Error {
  override readonly name = "BodyTooLarge";
  readonly code = "BODY_TOO_LARGE";

  constructor(readonly bodyBytesMax: number) {
    super(`the answer is larger than ${bodyBytesMax} bytes`);
  }
}

/** The same bytes, failing with `BodyTooLarge` at the first one too many. `onEnd` runs once: end, failure or cancellation. */
export function limitBody(body: ReadableStream, bodyBytesMax: number, onEnd: () => void): ReadableStream<Uint8Array> {
  const reader: ReadableStreamDefaultReader<Uint8Array> = body.getReader();
  let bytes = 0;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (done) {
          onEnd();
          return controller.close();
        }
        bytes += value.byteLength;
        if (bytes > bodyBytesMax) throw new BodyTooLarge(bodyBytesMax);
        controller.enqueue(value);
      } catch (error) {
        onEnd();
        controller.error(error);
        // The connection is of no more use; that it may be broken already is no news.
        await reader.cancel(error).catch(() => undefined);
      }
    },
    async cancel(reason) {
      onEnd();
      await reader.cancel(reason);
    },
  });
}
