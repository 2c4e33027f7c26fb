import { hashOpaqueToken } from "@policylayer/crypto";
import { asSystem } from "@policylayer/db";
import type { ServiceDeps } from "../context";

/** Signs the browser with this cookie out, from its next request. Nothing happens for a cookie that is none. */
export async function endSession(deps: Pick<ServiceDeps, "db">, cookieValue: string): Promise<void> {
  await asSystem(deps.db, "sign-in", (tx) =>
    tx.session.deleteMany({ where: { sessionToken: hashOpaqueToken(cookieValue) } }),
  );
}
