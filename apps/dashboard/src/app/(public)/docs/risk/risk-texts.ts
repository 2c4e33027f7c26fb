import type { RiskClass, RiskEffect } from "@policylayer/risk";

export const METHOD: readonly string[] = [
  "The name is split where a reader would split it (`github__listIssues`, `jira.create-issue`), the server’s own name is left out, and the verb is found. What follows `by` or `for` only says which.",
  "The verb is read with its object: `get_refund` reads, `create_refund` moves money, `transfer_issue` doesn’t, `open_door` sets a device going.",
  "The description is read in English, Spanish, French, German, Portuguese, Italian, Chinese or Japanese: what the first sentence says the tool does, what is joined to it, and what later sentences say it does too. “Without deleting anything” is held against nobody.",
  "The parameters are read, also behind references, branches and inside other parameters: an `action` that can be `delete`, SQL, text that is run, an amount with somebody it goes to.",
  "The server’s hints are weighed last.",
  "Name, text and parameters that disagree: the graver one wins. The answer quotes the words, parameters and hints that led to it, and says why it isn’t the next class.",
];

export const CLASS_TEXTS: Readonly<Record<RiskClass, { readonly means: string; readonly severity: string }>> = {
  read: {
    means: "It tells, works something out or looks something up. Nothing is different afterwards.",
    severity: "Low; medium if it reaches any URL or path; high if it answers with secrets.",
  },
  write: {
    means: "It makes, changes or sends something, which can be changed again.",
    severity: "Medium; high if it changes who may do what, or if its server warns that what was there may be lost.",
  },
  execute: {
    means:
      "It sets something going whose effects depend on what is given to it: code, commands, queries that can change data, jobs, devices, steps in a browser.",
    severity: "High; critical if its server warns that it may destroy.",
  },
  destructive: { means: "It removes something that may then be gone.", severity: "Critical." },
  financial: { means: "Money moves, or somebody is charged.", severity: "Critical." },
};

export const EFFECT_TEXTS: Readonly<Record<RiskEffect, string>> = {
  reads_secrets: "It answers with something that opens other doors: passwords, keys, tokens, connection strings.",
  sends_outside: "What is given to it leaves the server: mail, messages, posts, webhooks.",
  moves_money: "Said of every financial tool.",
  runs_code: "What is given to it is run: code, a command, a query.",
  changes_access: "It changes who may do what: users, roles, permissions, keys.",
  reaches_any_url: "A parameter takes any address.",
  reaches_any_path: "A parameter takes any path.",
};

export const HINT_RULES: readonly string[] = [
  "`destructiveHint: true` and `readOnlyHint: false` raise a class: a server is believed when it warns.",
  "To the protocol overwriting is as destructive as removing. On a tool whose own words say that it changes something, `destructiveHint: true` therefore raises the severity, not the class.",
  "`readOnlyHint: true` lowers a class only if nothing firm speaks against it and the name, the text or harmless parameters bear it out. Nobody gets `delete_user` called read by saying so.",
  "Hints that contradict each other count for nothing, and neither do all four at the protocol’s defaults, which frameworks write unasked.",
];

export const UNKNOWN_TEXTS: readonly string[] = [
  "If no verb, parameter or hint tells what a tool does, it isn’t guessed: it is unknown, and treated as Execute until somebody says otherwise. A name of nouns alone is read only if it is about something that can only be told, such as a status or a temperature.",
  "A name or text with letters of two alphabets in one word, with hidden letters or with turned direction is never called read.",
  "A definition longer than what is looked at (400 characters of a name, 16,000 of a text, 1,000 parameters) isn’t either, whatever its beginning says.",
];

export const DEFINITION_LIMITS: readonly string[] = [
  "A definition says what a tool claims to do. Code that does something else can’t be found in it, which is why a definition is pinned when you approve it, and a changed one waits for you.",
  "On the page of a server, whoever may write policies can give a tool another class, with a note. From then on that class decides in policies, lists and recommendations; the evidence of the one that was found stays beside it, with who changed it, when and why.",
];
