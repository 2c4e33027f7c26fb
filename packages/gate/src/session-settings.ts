import type { Redis } from "ioredis";
import { changeStored, type SessionRef } from "./session";

/** What a session remembers of its own settings. What is beyond stays in force, and is lost when its upstream loses it. */
export const SUBSCRIPTIONS_MAX = 100;
const URI_CHARS_MAX = 1024;

/** What a client has set up in its upstream's session, as far as it is to be set up again when that is lost. */
export interface SessionSettings {
  readonly logLevel: string | null;
  /** URIs, the oldest first. */
  readonly subscriptions: readonly string[];
}

export type SettingChange =
  | { readonly kind: "log_level"; readonly level: string }
  | { readonly kind: "subscribed"; readonly uri: string }
  | { readonly kind: "unsubscribed"; readonly uri: string };

/**
 * Keeps what its upstream has accepted with the session, as long as that lives. False when there is no room for it, or the
 * session has ended. Rejects with `StoreUnavailable`.
 */
export async function keepSetting(redis: Redis, ref: SessionRef, change: SettingChange): Promise<boolean> {
  let hasRoom = true;
  const written = await changeStored(redis, ref, (session, stored) => {
    const settings = readSettings(stored);
    const next = changed(settings, change);
    hasRoom = next !== null;
    return next === null || next === settings ? null : { ...session, settings: next };
  });
  return hasRoom && written !== "ended";
}

/** Nothing for a session that has none, or has ended. Rejects with `StoreUnavailable`. */
export async function loadSettings(redis: Redis, ref: SessionRef): Promise<SessionSettings> {
  let settings = NONE;
  await changeStored(redis, ref, (_, stored) => {
    settings = readSettings(stored);
    return null;
  });
  return settings;
}

const NONE: SessionSettings = { logLevel: null, subscriptions: [] };

/** The very settings when nothing is to be changed, null when there is no room. */
function changed(settings: SessionSettings, change: SettingChange): SessionSettings | null {
  const { logLevel, subscriptions } = settings;
  switch (change.kind) {
    case "log_level":
      return change.level === logLevel ? settings : { ...settings, logLevel: change.level };
    case "subscribed":
      if (subscriptions.includes(change.uri)) return settings;
      if (subscriptions.length >= SUBSCRIPTIONS_MAX || change.uri.length > URI_CHARS_MAX) return null;
      return { ...settings, subscriptions: [...subscriptions, change.uri] };
    case "unsubscribed":
      if (!subscriptions.includes(change.uri)) return settings;
      return { ...settings, subscriptions: subscriptions.filter((uri) => uri !== change.uri) };
  }
}

/** What can't be read is as good as never set. */
function readSettings(stored: unknown): SessionSettings {
  if (typeof stored !== "object" || stored === null) return NONE;
  const logLevel = "logLevel" in stored && typeof stored.logLevel === "string" ? stored.logLevel : null;
  const uris = "subscriptions" in stored && Array.isArray(stored.subscriptions) ? stored.subscriptions : [];
  return { logLevel, subscriptions: uris.filter((uri) => typeof uri === "string").slice(0, SUBSCRIPTIONS_MAX) };
}
