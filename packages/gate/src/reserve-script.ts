import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { Command, type Redis } from "ioredis";
import { bulk, type ReserveText } from "./reserve-text";

/** A command whose text is there already: ioredis would make it anew of each argument. */
class WrittenCommand extends Command {
  constructor(
    name: string,
    private readonly text: string,
  ) {
    super(name);
  }

  override toWritable(): string {
    return this.text;
  }
}

/** The script of every judged call. It runs by its hash, and is sent again when Redis has lost it. */
export class ReserveScript {
  readonly #lua = readFileSync(new URL("./reserve.lua", import.meta.url), "utf8");
  readonly #byHash = bulk("evalsha") + bulk(createHash("sha1").update(this.#lua).digest("hex"));

  constructor(private readonly redis: Redis) {}

  run({ count, before, after }: ReserveText, body: string): Promise<unknown> {
    return this.#send("evalsha", `*${count + 2}\r\n${this.#byHash}${before}${bulk(body)}${after}`);
  }

  /** To be used when `run` rejected with what `isUnknown` knows: nothing has happened then. */
  runWhole({ count, before, after }: ReserveText, body: string): Promise<unknown> {
    return this.#send("eval", `*${count + 2}\r\n${bulk("eval")}${bulk(this.#lua)}${before}${bulk(body)}${after}`);
  }

  #send(name: string, text: string): Promise<unknown> {
    const command = new WrittenCommand(name, text);
    this.redis.sendCommand(command);
    return command.promise;
  }
}

/** Whether Redis refused to run a script by its hash because it has no such script. */
export function isUnknownScript(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith("NOSCRIPT");
}
