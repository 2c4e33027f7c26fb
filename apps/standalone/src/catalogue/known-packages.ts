export interface KnownPackage {
  readonly identifier: string;
  /** What it is started with; `{dir}` is its throw-away folder. */
  readonly args?: readonly string[];
  /** What people call it, where its package doesn't say. */
  readonly title: string;
  /** Published by whoever makes what it serves. */
  readonly official: boolean;
}

/** Servers that start and list their tools without an account, a key or a service behind them. */
export const knownPackages: readonly KnownPackage[] = [
  { identifier: "@modelcontextprotocol/server-everything", args: ["stdio"], title: "Everything", official: true },
  { identifier: "@modelcontextprotocol/server-filesystem", args: ["{dir}"], title: "Filesystem", official: true },
  { identifier: "@modelcontextprotocol/server-memory", title: "Memory", official: true },
  { identifier: "@modelcontextprotocol/server-sequential-thinking", title: "Sequential Thinking", official: true },
  {
    identifier: "@modelcontextprotocol/server-budget-allocator",
    args: ["--stdio"],
    title: "Budget Allocator",
    official: true,
  },
  { identifier: "@modelcontextprotocol/server-debug", args: ["--stdio"], title: "Debug", official: true },
  { identifier: "@modelcontextprotocol/server-github", title: "GitHub (reference server)", official: false },
  {
    identifier: "@modelcontextprotocol/server-postgres",
    args: ["postgresql://127.0.0.1:1/none"],
    title: "PostgreSQL (reference server)",
    official: false,
  },
  { identifier: "@playwright/mcp", args: ["--headless"], title: "Playwright", official: true },
  { identifier: "chrome-devtools-mcp", title: "Chrome DevTools", official: true },
  { identifier: "@upstash/context7-mcp", title: "Context7", official: true },
  { identifier: "@notionhq/notion-mcp-server", title: "Notion", official: true },
  { identifier: "mongodb-mcp-server", title: "MongoDB", official: true },
  { identifier: "@eslint/mcp", title: "ESLint", official: true },
  { identifier: "@wonderwhy-er/desktop-commander", title: "Desktop Commander", official: true },
];
