import type { RiskClass, RiskEffect } from "@policylayer/risk";
import type { CatalogueToolView } from "@policylayer/services/catalogue";
import { counted, listed } from "./count-words";
import { code, type Prose, said } from "./prose";

type Facts = Pick<
  CatalogueToolView,
  "name" | "class" | "unknown" | "effects" | "parameters" | "required" | "accepts_unknown"
>;

/** What a tool of the class does for an agent, and how far that reaches. */
export function invokedFor({ name, class: rated, parameters, accepts_unknown }: Facts, server: string): Prose {
  const tool = code(name);
  const takesNothing = parameters === 0 && !accepts_unknown;
  switch (rated) {
    case "read":
      return said`AI agents invoke ${tool} to look something up in ${server}. It changes nothing, but what it answers goes into the agent’s context and on from there: into replies, into logs, into the arguments of other tools.`;
    case "write":
      return said`AI agents invoke ${tool} to make or change something in ${server}. ${depends(takesNothing)}, and it stays until somebody undoes it: values overwritten, entries doubled, other people’s work changed.`;
    case "execute":
      return said`AI agents invoke ${tool} to trigger actions in ${server}. ${depends(takesNothing)}, and its effects often reach beyond the immediate call — builds kicked off, notifications sent, workflows started.`;
    case "destructive":
      return said`AI agents invoke ${tool} to remove something from ${server}. ${depends(takesNothing)}, and what one wrong call removes may be gone for good.`;
    case "financial":
      return said`AI agents invoke ${tool} to move money through ${server}. ${depends(takesNothing)}, and a payment that has left is rarely called back.`;
  }
}

function depends(takesNothing: boolean): string {
  return takesNothing
    ? "It takes no arguments, so what it does is up to the server"
    : "What it does depends on the arguments the agent supplies";
}

/** Why a rule is needed: by the class, by what the schema leaves open, by what else the tool can do. */
export function whyPolicy(facts: Facts, server: string): Prose[] {
  const tool = code(facts.name);
  return [
    facts.unknown
      ? said`Nothing in its definition tells what ${tool} does. It is treated as Execute rather than guessed at: it could perform any operation, from querying to destroying.`
      : CLASS_REASONS[facts.class](tool.code, server),
    schemaSays(facts),
    ...effectsSay(facts),
  ];
}

const CLASS_REASONS: Readonly<Record<RiskClass, (tool: string, server: string) => Prose>> = {
  read: (tool, server) =>
    said`${code(tool)} only looks, and is classified as Read. What it can look at in ${server} is still everything that its credentials reach, and an agent can be told to fetch it by any text that it reads.`,
  write: (tool, server) =>
    said`${code(tool)} changes what is kept in ${server}. Each call may be harmless; a loop of them, or one with somebody else’s instructions in it, isn’t. So it is classified as Write.`,
  execute: (tool, server) =>
    said`${code(tool)} sets something going in ${server} that is defined elsewhere, or in its arguments, and that could perform any operation, from querying to destructive actions. Without visibility into what each call runs, the tool must be classified as Execute.`,
  destructive: (tool, server) =>
    said`${code(tool)} removes what is kept in ${server}. An agent that has misread its task does that as fast as anything else, and nobody is asked. So it is classified as Destructive.`,
  financial: (tool, server) =>
    said`${code(tool)} moves money through ${server}. The amount and the receiver are arguments that an agent fills in, from whatever it has read. So it is classified as Financial.`,
};

function schemaSays({ parameters, required, accepts_unknown }: Facts): Prose {
  if (parameters === 0) {
    return accepts_unknown
      ? said`Its schema names no parameters: nothing that the server publishes bounds what an agent may pass.`
      : said`Its schema takes no parameters at all.`;
  }
  const more = accepts_unknown ? ", and others are accepted besides" : "";
  return said`Its schema names ${counted(parameters, "parameter")}, ${required === 0 ? "none" : String(required)} of them required${more}.`;
}

const EFFECT_REASONS: Readonly<Record<RiskEffect, string>> = {
  reads_secrets: "answers with secrets, which open other doors",
  sends_outside: "sends what it is given to somebody outside",
  moves_money: "moves money",
  runs_code: "runs code that it is given",
  changes_access: "changes who may do what",
  reaches_any_url: "reaches any address that it is given, also inside your network",
  reaches_any_path: "reaches any file path that it is given",
};

function effectsSay({ effects, class: rated }: Facts): Prose[] {
  const told = effects.filter((effect) => effect !== "moves_money" || rated !== "financial");
  if (told.length === 0) return [];
  return [said`Beyond its class it ${listed(told.map((effect) => EFFECT_REASONS[effect]))}.`];
}

/** What the recommended rule does to the tool, in one sentence. */
export function rulePlainly({ name, class: rated }: Facts): Prose {
  const tool = code(name);
  switch (rated) {
    case "read":
      return said`${tool} stays usable as it is, and every call is on record.`;
    case "write":
      return said`${tool} stays usable, but rate-capped — an agent in a loop can’t change hundreds of things before anybody looks.`;
    case "execute":
      return said`${tool} stays usable, but rate-capped — a runaway agent can’t fire it dozens of times a minute.`;
    case "destructive":
      return said`${tool} is hidden: the agent never sees it, and a call by its name is denied all the same.`;
    case "financial":
      return said`${tool} waits for a person: no money moves before somebody has approved that very call.`;
  }
}

/** What a class means for a tool, and what is advised for it. */
export const CLASS_ADVICE: Readonly<
  Record<RiskClass, { readonly means: string; readonly use: string; readonly should: string }>
> = {
  read: {
    means: "it can look things up but changes nothing",
    use: "Allow it, and keep its calls on record.",
    should: "Read tools can be allowed; a rate limit keeps an agent from copying everything.",
  },
  write: {
    means: "it can make or change things",
    use: "Use rate limits and argument validation.",
    should: "Write tools should be rate-limited and have argument validation enabled.",
  },
  execute: {
    means: "it can trigger actions or run processes",
    use: "Use rate limits and argument validation.",
    should: "Execute tools should be rate-limited and have argument validation enabled.",
  },
  destructive: {
    means: "it can remove things for good",
    use: "Hide it, or let a person approve each call.",
    should: "Destructive tools should be hidden from agents, or wait for a person’s approval.",
  },
  financial: {
    means: "it can move money",
    use: "Let a person approve each call, and cap the amounts.",
    should: "Financial tools should wait for a person’s approval and have their amounts capped.",
  },
};
