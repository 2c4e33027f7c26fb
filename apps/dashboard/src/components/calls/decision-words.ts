import { Ban, Check, EyeOff, Hand, HelpCircle, type LucideIcon, Timer } from "lucide-react";
import type { Tone } from "../ui/chip";

export interface DecisionWords {
  readonly word: string;
  /** What it means, for the panel of a call. */
  readonly sentence: string;
  readonly icon: LucideIcon;
  readonly tone: Tone;
}

const DECISIONS: Readonly<Record<string, DecisionWords>> = {
  allow: { word: "Allowed", sentence: "The call was forwarded to the server.", icon: Check, tone: "allow" },
  deny: { word: "Denied", sentence: "The call was refused and never reached the server.", icon: Ban, tone: "deny" },
  hide: {
    word: "Hidden",
    sentence: "The agent was told that there is no such tool. Nothing reached the server.",
    icon: EyeOff,
    tone: "quiet",
  },
  rate_limited: {
    word: "Rate-limited",
    sentence: "A limit was used up, so the call never reached the server.",
    icon: Timer,
    tone: "limit",
  },
  approval_required: {
    word: "Needs approval",
    sentence: "The call needs a person's approval and did not reach the server.",
    icon: Hand,
    tone: "ask",
  },
};

/** The decisions a filter offers, in the order of how often they happen. */
export const DECISION_NAMES = ["allow", "deny", "hide", "rate_limited", "approval_required"] as const;

/** A decision a newer proxy made is shown by its own name. */
export function decisionWords(decision: string): DecisionWords {
  const known = Object.hasOwn(DECISIONS, decision) ? DECISIONS[decision] : undefined;
  return known ?? { word: decision, sentence: "", icon: HelpCircle, tone: "quiet" };
}

/** Codes that say more than their decision. Those of policies have the message that the agent was given. */
const CODES: Readonly<Record<string, string>> = {
  session_mismatch:
    "The agent named an MCP session that belongs to another grant, or to another server. It was told that there is no such session, and nothing reached the server.",
  unknown_server:
    "At the team's URL the agent named something of a server that its grant doesn't have. It was told that there is no such thing, and nothing reached any server.",
};

/** What was decided, in a sentence. */
export function decisionSentence({ decision, code }: { decision: string; code: string }): string {
  return (Object.hasOwn(CODES, code) ? CODES[code] : undefined) ?? decisionWords(decision).sentence;
}

const OUTCOMES: Readonly<Record<string, string>> = {
  ok: "The server answered",
  tool_error: "The tool reported an error",
  upstream_error: "The server could not be reached",
  upstream_protocol: "The server's answer was not valid MCP",
  timeout: "The server did not answer in time",
  cancelled: "The client went away",
  unknown: "Unknown: the connection broke, or the proxy ended, after the call was sent",
  in_flight: "Waiting for the server",
};

/** What became of a call; null for one that never left. */
export function outcomeWords(outcome: string | null): string {
  if (outcome === null) return "Nothing was sent";
  return (Object.hasOwn(OUTCOMES, outcome) ? OUTCOMES[outcome] : undefined) ?? outcome;
}
