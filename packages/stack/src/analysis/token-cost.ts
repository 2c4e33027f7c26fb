import type { StackServer, ToolRef } from "./stack-server";

/** What a model of today holds, to set a figure against. */
export const CONTEXT_WINDOW_TOKENS = 200_000;

/** What the definitions of a stack's tools take of the context before anything is asked. Estimates. */
export interface TokenCost {
  readonly total: number;
  /** Of a context window, 0..1 and above. */
  readonly share: number;
  /** The most expensive first; servers whose tools aren't known are left out. */
  readonly servers: readonly { readonly server: string; readonly tokens: number; readonly share: number }[];
  readonly heaviest: (ToolRef & { readonly tokens: number }) | null;
}

export function tokenCost(servers: readonly StackServer[]): TokenCost {
  const costs = servers.flatMap(({ name, tools }) => {
    const tokens = (tools ?? []).reduce((sum, { tokenCount }) => sum + tokenCount, 0);
    return tools === null ? [] : [{ server: name, tokens, share: tokens / CONTEXT_WINDOW_TOKENS }];
  });
  const total = costs.reduce((sum, { tokens }) => sum + tokens, 0);
  let heaviest: TokenCost["heaviest"] = null;
  for (const { name, tools } of servers)
    for (const tool of tools ?? [])
      if (heaviest === null || tool.tokenCount > heaviest.tokens)
        heaviest = { server: name, tool: tool.name, tokens: tool.tokenCount };
  return {
    total,
    share: total / CONTEXT_WINDOW_TOKENS,
    servers: costs.sort((a, b) => b.tokens - a.tokens),
    heaviest,
  };
}
