import { type DestinationStream, type Logger, pino } from "pino";

export type Log = Logger;

/** JSON lines on stdout. Nothing of a call's own content is ever passed to it. */
export function createLog(level: string, destination?: DestinationStream): Log {
  const options = { level, base: { app: "worker" } };
  return destination === undefined ? pino(options) : pino(options, destination);
}
