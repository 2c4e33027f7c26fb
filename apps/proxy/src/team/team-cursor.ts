import { createHmac, timingSafeEqual } from "node:crypto";
import type { ListMethod } from "@policylayer/mcp";
import { z } from "zod";
import type { Grant } from "../grants/grant";

/** Where a list goes on: at a page of one server, and then with the servers after it. */
export interface TeamPosition {
  readonly server: string;
  /** The server's own cursor; null: its first page. */
  readonly cursor: string | null;
}

const CURSOR = /^([A-Za-z0-9_-]{1,100000})\.([A-Za-z0-9_-]{22})$/;
const positionSchema = z.tuple([z.string(), z.string(), z.string().nullable()]);

/** A cursor of our own. It is signed for the grant and the list, so that no server is ever given a cursor of a client's making. */
export function writeCursor(grant: Grant, method: ListMethod, { server, cursor }: TeamPosition): string {
  const said = Buffer.from(JSON.stringify([method, server, cursor])).toString("base64url");
  return `${said}.${sign(grant, said)}`;
}

/** null for what this grant was never given for this list. A rotated token makes its cursors void. */
export function readCursor(grant: Grant, method: ListMethod, cursor: string): TeamPosition | null {
  const [, said, signature] = CURSOR.exec(cursor) ?? [];
  if (said === undefined || signature === undefined) return null;
  if (!timingSafeEqual(Buffer.from(signature), Buffer.from(sign(grant, said)))) return null;
  const position = positionSchema.parse(JSON.parse(Buffer.from(said, "base64url").toString("utf8")));
  return position[0] === method ? { server: position[1], cursor: position[2] } : null;
}

/** Keyed by what only proxies know of a grant: the hash under which its token is looked up. */
function sign({ tokenHash, grantId }: Grant, said: string): string {
  const mac = createHmac("sha256", tokenHash).update(`team-cursor ${grantId} ${said}`).digest();
  return mac.subarray(0, 16).toString("base64url");
}
