import type { PolicyDocument } from "@policylayer/policy";
import type { RiskClass, RiskEffect } from "@policylayer/risk";

/** Where a pattern is described or was seen. */
export interface AttackSource {
  readonly title: string;
  readonly publisher: string;
  readonly url: string;
}

/** How a policy answers a pattern: a sentence, and a whole document that does it. */
export interface AttackAnswer {
  readonly says: string;
  readonly document: PolicyDocument;
}

/** A documented way of abusing what agents can call. */
export interface AttackPattern {
  readonly slug: string;
  readonly name: string;
  /** One sentence, for lists. */
  readonly summary: string;
  /** What is abused, and how it goes. */
  readonly abuses: readonly string[];
  /** Tools of these classes are abused by it. */
  readonly classes: readonly RiskClass[];
  /** Tools with these effects are, whatever their class. Neither: it is the server that is false, whatever its tools do. */
  readonly effects: readonly RiskEffect[];
  readonly answers: readonly AttackAnswer[];
  /** What no policy stops about it, and what does. */
  readonly beyond: string;
  readonly sources: readonly AttackSource[];
}

export const BEST_PRACTICES: AttackSource = {
  title: "Security Best Practices",
  publisher: "Model Context Protocol",
  url: "https://modelcontextprotocol.io/docs/2026-07-28/tutorials/security/security_best_practices",
};

export const GITHUB_EXPLOITED: AttackSource = {
  title: "GitHub MCP Exploited: Accessing private repositories via MCP",
  publisher: "Invariant Labs, 2025",
  url: "https://invariantlabs.ai/blog/mcp-github-vulnerability",
};

export const TOOL_POISONING: AttackSource = {
  title: "MCP Security Notification: Tool Poisoning Attacks",
  publisher: "Invariant Labs, 2025",
  url: "https://invariantlabs.ai/blog/mcp-security-notification-tool-poisoning-attacks",
};

export function owaspMcp(title: string): AttackSource {
  return {
    title: `MCP Top 10 (2025, beta): ${title}`,
    publisher: "OWASP",
    url: "https://owasp.org/www-project-mcp-top-10/",
  };
}

/** `page` is the last part of the address of the risk's own page. */
export function owaspLlm(title: string, page: string): AttackSource {
  return {
    title: `Top 10 for LLM Applications 2025: ${title}`,
    publisher: "OWASP",
    url: `https://genai.owasp.org/llmrisk/${page}/`,
  };
}

export function cve(id: string, title: string, publisher: string): AttackSource {
  return { title, publisher, url: `https://www.cve.org/CVERecord?id=${id}` };
}

export function cwe(number: number, title: string): AttackSource {
  return {
    title: `CWE-${number}: ${title}`,
    publisher: "MITRE",
    url: `https://cwe.mitre.org/data/definitions/${number}.html`,
  };
}
