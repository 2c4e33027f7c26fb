/**
 * Why a call was decided as it was, with the sentence that the docs give each code. Stable: clients, rows and docs quote
 * the codes.
 */
export const reasonCodes = {
  allowed: "The policy allows the call, and its limits had room.",
  shadow: "The policy is in shadow mode: the call went through, and what would have been decided is recorded.",
  hidden: "The tool is hidden; the agent is told that it doesn't exist.",
  unknown_tool: "The server has no tool of this name.",
  definition_changed: "The tool's definition changed on its server and hasn't been approved since.",
  no_policy: "No policy is attached to the server, so every call to it is denied.",
  policy_invalid: "The policy can't be read or judged by, so every call is denied.",
  default_deny: "No rule is about the tool, resource or prompt, and the default is to deny.",
  rule_deny: "A rule denies the tool, resource or prompt as such.",
  require_failed: "A condition of `require` doesn't hold.",
  deny_if_matched: "The conditions of an item of `deny_if` all hold.",
  argument_type: "An argument that a rule looks at has another type than the rule compares.",
  unsafe_number: "An argument that a rule compares is a number that a double can't hold exactly.",
  ambiguous_argument:
    "An argument that a rule looks at is there in another spelling (upper or lower case), which some servers would take for it.",
  argument_too_long: "An argument that a rule looks at is too long to be judged in bounded time.",
  schema_mismatch: "The arguments don't fit the tool's pinned input schema, or it doesn't name one of them.",
  schema_unusable: "The rule asks to check arguments by the tool's schema, and there is none that can be used.",
  approval_required: "A person has to approve the call.",
  approval_denied: "A person denied the call.",
  approval_backlog: "Too many calls of the grant wait for a person already.",
  no_session: "A limit counts per session, and the call has none.",
  cost_too_high: "The amount in the argument that a limit counts is more than one call may have.",
  limit_exceeded: "A limit has no room for the call now.",
} as const;

export type ReasonCode = keyof typeof reasonCodes;
