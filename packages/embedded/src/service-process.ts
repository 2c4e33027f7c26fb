import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream } from "node:fs";

const KEPT_LINES = 40;

export interface ServiceProcessOptions {
  name: string;
  command: string;
  args: string[];
  /** Printed on stdout or stderr once the service takes connections. */
  readyLine: RegExp;
  readyWithinMs: number;
  /** Asks the service to end in order. */
  stopSignal: "SIGINT" | "SIGTERM";
  stopWithinMs: number;
  uid?: number;
  gid?: number;
  /** What the service prints is appended here; otherwise only the last lines are kept, in memory. */
  logFile?: string;
  /** Deleted if this process is killed: the folder of an ephemeral service. */
  removeWhenOrphaned?: string;
}

export interface ServiceProcess {
  pid: number;
  /** Settles when the service has ended, for whatever reason. Never rejects. */
  exited: Promise<void>;
  /** Ends it in order, then by SIGKILL after `stopWithinMs`. Safe to call twice. */
  stop(): Promise<void>;
}

/** A service that ended or stayed silent before it was ready. `lines` is what it printed last. */
export class ServiceStartFailed extends Error {
  override readonly name = "ServiceStartFailed";
  constructor(
    message: string,
    readonly lines: string[],
  ) {
    super(lines.length > 0 ? `${message}. Its last lines:\n${lines.slice(-8).join("\n")}` : message);
  }
}

/**
 * Starts a service in its own process group, so that Ctrl-C reaches only us and we stop it in order.
 * Resolves when it prints `readyLine`; throws ServiceStartFailed (and leaves no process) otherwise.
 */
export async function startServiceProcess(options: ServiceProcessOptions): Promise<ServiceProcess> {
  const { name, command, args, readyLine, readyWithinMs, stopSignal, stopWithinMs } = options;
  const child = spawn(command, args, {
    cwd: "/",
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    ...(options.uid !== undefined && { uid: options.uid }),
    ...(options.gid !== undefined && { gid: options.gid }),
  });
  const lines: string[] = [];
  const logFile =
    options.logFile === undefined ? null : createWriteStream(options.logFile, { flags: "a", mode: 0o600 });
  // A full disk must not end us; the service itself will say what it could not write.
  logFile?.on("error", (error) => lines.push(`log file: ${error.message}`));
  const exited = new Promise<void>((resolve) => {
    child.once("close", () => {
      logFile?.end();
      resolve();
    });
  });
  try {
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new ServiceStartFailed(`${name} was not ready within ${readyWithinMs / 1000} s`, lines)),
        readyWithinMs,
      );
      const settle = (finish: () => void) => {
        clearTimeout(timer);
        finish();
      };
      const read = (text: string) => {
        logFile?.write(text);
        lines.push(...text.split("\n").filter((line) => line.trim() !== ""));
        if (readyLine.test(text) || lines.slice(-20).some((line) => readyLine.test(line))) settle(resolve);
        lines.splice(0, Math.max(0, lines.length - KEPT_LINES));
      };
      child.stdout.setEncoding("utf8").on("data", read);
      child.stderr.setEncoding("utf8").on("data", read);
      child.once("error", (error) =>
        settle(() => reject(new ServiceStartFailed(`${name} could not be started: ${error.message}`, lines))),
      );
      child.once("close", (code, signal) =>
        settle(() => reject(new ServiceStartFailed(`${name} ended at start (${signal ?? `code ${code}`})`, lines))),
      );
    });
  } catch (error) {
    if (child.pid !== undefined) await end(child, exited, "SIGKILL", stopWithinMs);
    throw error;
  }
  const pid = child.pid;
  if (pid === undefined) throw new ServiceStartFailed(`${name} has no process id`, lines);
  const guard = startGuard(stopSignal, pid, options.removeWhenOrphaned);
  void exited.then(() => guard.kill("SIGKILL"));
  return { pid, exited, stop: () => end(child, exited, stopSignal, stopWithinMs) };
}

async function end(child: ChildProcess, exited: Promise<void>, signal: NodeJS.Signals, withinMs: number) {
  if (child.exitCode === null && child.signalCode === null) child.kill(signal);
  const timer = setTimeout(() => child.kill("SIGKILL"), withinMs);
  await exited;
  clearTimeout(timer);
}

/**
 * A shell that waits on a pipe only we hold open. If we are killed outright the pipe closes and it ends the service:
 * without it a killed test run or start would leave servers behind. It is itself ended as soon as the service has.
 */
function startGuard(signal: "SIGINT" | "SIGTERM", pid: number, folder: string | undefined): ChildProcess {
  const script = [
    "read -r _",
    'kill -s "$1" "$2" 2>/dev/null',
    '[ -n "$3" ] || exit 0',
    "i=0",
    'while kill -0 "$2" 2>/dev/null && [ "$i" -lt 100 ]; do sleep 0.1; i=$((i+1)); done',
    'rm -rf "$3"',
  ].join("\n");
  const guard = spawn("/bin/sh", ["-c", script, "policylayer-guard", signal.slice(3), String(pid), folder ?? ""], {
    cwd: "/",
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  guard.on("error", (error) => process.emitWarning(`a service may outlive this process: ${error.message}`));
  guard.stdin?.on("error", (error) => process.emitWarning(`a service may outlive this process: ${error.message}`));
  guard.unref();
  if (guard.stdin !== null && "unref" in guard.stdin && typeof guard.stdin.unref === "function") guard.stdin.unref();
  return guard;
}
