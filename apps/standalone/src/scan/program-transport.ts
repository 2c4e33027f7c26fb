import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { ReadBuffer, serializeMessage } from "@modelcontextprotocol/sdk/shared/stdio.js";
import type { Transport } from "@modelcontextprotocol/sdk/shared/transport.js";
import type { JSONRPCMessage } from "@modelcontextprotocol/sdk/types.js";
import type { ProgramLaunch } from "@policylayer/stack";
import { basicEnvironment } from "./env";

const BUFFER_BYTES_MAX = 16 * 1_048_576;
/** Between closing its input, asking it to end, and ending it. */
const GRACE_MS = 1_500;

/**
 * Speaks with a program over its standard input and output. It is started without a shell, with a basic environment and the
 * one its configuration gives it, in a process group of its own: what it started itself ends with it. What it writes to its
 * error output is thrown away, because it may repeat its secrets.
 */
export class ProgramTransport implements Transport {
  onclose?: () => void;
  onerror?: (error: Error) => void;
  onmessage?: (message: JSONRPCMessage) => void;
  #child: ChildProcess | null = null;
  readonly #buffer = new ReadBuffer({ maxBufferSize: BUFFER_BYTES_MAX });

  constructor(private readonly launch: ProgramLaunch) {}

  async start(): Promise<void> {
    const { command, args, env, folder } = this.launch;
    const child = spawn(command, [...args], {
      env: { ...basicEnvironment(), ...Object.fromEntries(env) },
      stdio: ["pipe", "pipe", "ignore"],
      shell: false,
      detached: process.platform !== "win32",
      windowsHide: true,
      ...(folder === null ? {} : { cwd: folder }),
    });
    this.#child = child;
    child.on("error", (error) => this.onerror?.(error));
    child.on("close", () => this.onclose?.());
    child.stdin?.on("error", (error) => this.onerror?.(error));
    child.stdout?.on("data", (chunk: Buffer) => this.#read(chunk));
    await once(child, "spawn");
  }

  async send(message: JSONRPCMessage): Promise<void> {
    const input = this.#child?.stdin;
    if (!input?.writable) throw new Error("the program has ended");
    if (!input.write(serializeMessage(message))) await once(input, "drain");
  }

  /** Returns when the program and everything in its group is gone. */
  async close(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (child?.pid === undefined) return;
    child.stdin?.end();
    await endedWithin(child, GRACE_MS);
    signalGroup(child.pid, "SIGTERM");
    await endedWithin(child, GRACE_MS);
    signalGroup(child.pid, "SIGKILL");
    child.stdout?.destroy();
  }

  #read(chunk: Buffer): void {
    try {
      this.#buffer.append(chunk);
      for (let message = this.#buffer.readMessage(); message !== null; message = this.#buffer.readMessage())
        this.onmessage?.(message);
    } catch (error) {
      // A line that isn't a message is passed over, as clients do.
      this.onerror?.(error instanceof Error ? error : new Error("unreadable output"));
    }
  }
}

async function endedWithin(child: ChildProcess, milliseconds: number): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const timer = new AbortController();
  const late = new Promise<void>((resolve) => {
    const timeout = setTimeout(resolve, milliseconds);
    timer.signal.addEventListener("abort", () => clearTimeout(timeout));
  });
  await Promise.race([
    once(child, "exit", { signal: timer.signal }).then(
      () => undefined,
      () => undefined,
    ),
    late,
  ]);
  timer.abort();
}

/** On Windows there are no groups: only the program itself is ended. */
function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(process.platform === "win32" ? pid : -pid, signal);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}
