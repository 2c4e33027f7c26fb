import { newId } from "@policylayer/crypto";
import type { SessionSettings, SettingChange } from "@policylayer/gate";
import { type Forwardable, isLogLevel, rebuildRequest } from "@policylayer/mcp";
import { failureOf } from "../enforcement/failure-mode";
import { isResourceShown } from "../enforcement/is-resource-shown";
import type { Rights } from "../grants/grant";
import type { Runtime } from "../runtime";
import type { ClientSession } from "../sessions/session-directory";
import { HOUSEKEEPING_MS, postHousekeeping } from "./post-housekeeping";

/** Sent side by side: a hundred subscriptions one after the other would keep the message waiting that found the session lost. */
const WIDTH = 8;

type Restored = Forwardable & { readonly id: string };

/** What a session is to keep of a message once the upstream has accepted it; null for the many of which it is nothing. */
export function settingOf(message: Forwardable): SettingChange | null {
  switch (message.kind) {
    case "logging/setLevel":
      return { kind: "log_level", level: message.level };
    case "resources/subscribe":
      return { kind: "subscribed", uri: message.uri };
    case "resources/unsubscribe":
      return { kind: "unsubscribed", uri: message.uri };
    default:
      return null;
  }
}

/**
 * Keeps a setting that the upstream has just accepted, so that it outlives the upstream's session. The client has what it
 * asked for either way: what can't be kept is counted, and is gone should the upstream lose the session.
 */
export async function rememberSetting(
  { sessions, metrics }: Pick<Runtime, "sessions" | "metrics">,
  { grant, binding }: Rights,
  { sessionId }: ClientSession,
  change: SettingChange,
): Promise<void> {
  try {
    if (await sessions.keepSetting(grant, binding, sessionId, change)) return;
  } catch (error) {
    if (failureOf(error) === null) throw error;
  }
  metrics.count("policylayer_sessions_total", "setting_not_kept");
}

/**
 * Sets the log level and the subscriptions of a lost session in the one that takes its place. A subscription that the policy
 * would refuse by now is left out. They are the gateway's repetition of what was recorded when the client asked for it, and
 * leave no rows. What the upstream doesn't take, or not in time, is counted and given up. Never rejects.
 */
export async function restoreSettings(
  { forward, metrics }: Pick<Runtime, "forward" | "metrics">,
  rights: Rights,
  session: ClientSession,
  settings: SessionSettings,
): Promise<void> {
  const queue = messagesOf(rights, settings);
  const untilMs = performance.now() + HOUSEKEEPING_MS;
  async function work(): Promise<void> {
    for (let message = queue.pop(); message !== undefined; message = queue.pop()) {
      const isLate = performance.now() >= untilMs;
      const result = isLate
        ? null
        : await postHousekeeping(forward, rights.binding, session, rebuildRequest(message), message.id);
      const isTaken = result?.kind === "answer" && !result.answer.isRpcError;
      metrics.count("policylayer_sessions_total", isTaken ? "setting_restored" : "setting_not_restored");
    }
  }
  await Promise.all(Array.from({ length: WIDTH }, work));
}

function messagesOf(rights: Rights, { logLevel, subscriptions }: SessionSettings): Restored[] {
  const subscribes = subscriptions
    .filter((uri) => isResourceShown(rights, uri))
    .map((uri): Restored => ({ kind: "resources/subscribe", id: newId("req"), uri, meta: null }));
  if (!isLogLevel(logLevel)) return subscribes;
  return [...subscribes, { kind: "logging/setLevel", id: newId("req"), level: logLevel, meta: null }];
}
