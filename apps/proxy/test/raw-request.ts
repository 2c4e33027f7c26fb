import { connect } from "node:net";

/** What came back over one connection: everything the proxy wrote until it closed, or until `isEnough`. */
export interface RawAnswer {
  readonly text: string;
  readonly status: number;
  /** Whether the proxy closed the connection by itself. */
  readonly isClosed: boolean;
}

/** Sends these bytes as they stand. Ordinary clients repair or refuse what is to be tried here. */
export function sendRaw(port: number, bytes: string | Buffer): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    let text = "";
    const done = (isClosed: boolean) => {
      socket.destroy();
      resolve({ text, status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0), isClosed });
    };
    socket.setTimeout(5_000, () => done(false));
    socket.on("connect", () => socket.write(bytes));
    socket.on("data", (chunk) => {
      text += chunk.toString("latin1");
      if (isWhole(text)) setImmediate(() => setImmediate(() => done(socket.readableEnded || socket.destroyed)));
    });
    socket.on("end", () => done(true));
    socket.on("error", (error) => (text === "" ? reject(error) : done(true)));
  });
}

/** A whole answer whose connection stays open; one that says `Connection: close` is read to its end. */
function isWhole(text: string): boolean {
  const end = text.indexOf("\r\n\r\n");
  if (end < 0 || /\r\nconnection: close\r\n/i.test(text)) return false;
  const length = Number(/\r\ncontent-length: (\d+)/i.exec(text.slice(0, end))?.[1] ?? 0);
  return text.length >= end + 4 + length;
}
