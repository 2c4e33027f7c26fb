import type { Socket } from "node:net";
import { hashToken } from "@policylayer/crypto";

/**
 * The hash of a bearer token, made once a connection: a client sends the same token with every request of it. The token is
 * remembered no longer than the connection that carries it.
 */
export class TokenHashes {
  readonly #last = new WeakMap<Socket, { readonly token: string; readonly hash: string }>();

  constructor(private readonly pepper: Buffer) {}

  of(socket: Socket, token: string): string {
    const last = this.#last.get(socket);
    if (last !== undefined && last.token === token) return last.hash;
    const hash = hashToken(this.pepper, token);
    this.#last.set(socket, { token, hash });
    return hash;
  }
}
