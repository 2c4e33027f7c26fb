import { type DestinationStream, type Logger, pino } from "pino";

export type Log = Logger;

/** JSON lines on stdout. Nothing of a message's body, of a token or of a header is ever passed to it. */
export function createLog(level: string, destination?: DestinationStream): Log {
  const options = { level, base: { app: "proxy" } };
  return destination === undefined ? pino(options) : pino(options, destination);
}
