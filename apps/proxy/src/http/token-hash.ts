import type { Socket } from "node:net";
import { hashToken } from "@policylayer/crypto";
import { readBearer } from "./bearer";

/**
 * The hash of the bearer token in an `Authorization` header, made once a connection: a client sends the same header with
 * every request of it. The header is remembered no longer than the connection that carries it.
 */
export class TokenHashes {
  readonly #last = new WeakMap<Socket, { readonly authorization: string; readonly hash: string }>();

  constructor(private readonly pepper: Buffer) {}

  /** null when the header holds no token worth looking up. */
  of(socket: Socket, authorization: string | null): string | null {
    const last = this.#last.get(socket);
    if (last !== undefined && last.authorization === authorization) return last.hash;
    const token = readBearer(authorization);
    if (token === null || authorization === null) return null;
    const hash = hashToken(this.pepper, token);
    this.#last.set(socket, { authorization, hash });
    return hash;
  }
}
