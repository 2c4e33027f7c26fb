import { restartDelayMs } from "./restart-delay";
import { StartFailure, sentenceOf } from "./start-failure";

/** Something that runs until it is stopped or dies. */
export interface Running {
  /** Settles, with how it ended ("code 1"), when it has. Never rejects. */
  exited: Promise<string>;
  /** What it printed last, oldest first. */
  lastLines(): Promise<string[]>;
  stop(): Promise<void>;
}

export interface Kept {
  /** Ends it for good. */
  stop(): Promise<void>;
}

export interface KeepRunningOptions {
  /** As the subject of a sentence: "the proxy", "Redis". */
  name: string;
  start(): Promise<Running>;
  log(line: string): void;
  /** Called once, when it has died too often; nothing is started again then. */
  onGiveUp(failure: StartFailure): void;
}

/**
 * Starts something and starts it again whenever it dies by itself, after the wait of `restartDelayMs`, saying so in one
 * line. Rejects when the first start does.
 */
export async function keepRunning({ name, start, log, onGiveUp }: KeepRunningOptions): Promise<Kept> {
  const deathTimes: number[] = [];
  const stopping = new AbortController();
  let running = await start();

  async function watch(): Promise<void> {
    for (;;) {
      const ending = await running.exited;
      if (stopping.signal.aborted) return;
      if (!(await startAgain(ending, await running.lastLines()))) return;
    }
  }

  async function startAgain(ending: string, lines: string[]): Promise<boolean> {
    deathTimes.push(Date.now());
    const delayMs = restartDelayMs(deathTimes);
    if (delayMs === null) {
      const said = lines.length > 0 ? ` Its last lines:\n${lines.join("\n")}` : "";
      onGiveUp(
        new StartFailure(`${capitalised(name)} died ${deathTimes.length} times within a minute (${ending}).${said}`),
      );
      return false;
    }
    log(`${name} ended by itself (${ending}); starting it again in ${delayMs} ms`);
    await pause(delayMs, stopping.signal);
    if (stopping.signal.aborted) return false;
    try {
      running = await start();
      if (!stopping.signal.aborted) return true;
      await running.stop();
      return false;
    } catch (error) {
      return startAgain(sentenceOf(error), []);
    }
  }

  const watching = watch();
  return {
    async stop() {
      stopping.abort();
      await running.stop();
      await watching;
    },
  };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
