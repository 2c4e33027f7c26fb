import { z } from "zod";

/**
 * The address of an upstream, as `new URL` normalises it (so that `http://0x7f.1` is stored as the `127.0.0.1` it means).
 * Whether it may be reached is the connection's business; here only what can never be right is refused.
 */
export const serverUrlSchema = z
  .string()
  .trim()
  .max(2_000)
  .transform((text, problems) => {
    const url = URL.canParse(text) ? new URL(text) : null;
    const detail = url === null ? "must be an address like https://mcp.example.com/mcp" : whatIsWrong(url, text);
    if (url === null || detail !== null) {
      problems.addIssue({ code: "custom", message: detail ?? "", input: undefined });
      return z.NEVER;
    }
    return url.href;
  });

function whatIsWrong(url: URL, text: string): string | null {
  // `new URL` drops tabs and line breaks and reads a backslash as a slash: what was typed isn't what would be reached.
  if (/[\s\\\p{Cc}]/u.test(text)) return "must not hold a space, a control character or a backslash";
  if (url.protocol !== "https:" && url.protocol !== "http:") return "must start with https:// or http://";
  if (url.username !== "" || url.password !== "") return "must not hold a user name or password: use a header instead";
  const port = url.port === "" ? 443 : Number(url.port);
  if (port < 1024 && port !== 443 && port !== 80)
    return "uses a port that isn't for HTTP: use 80, 443 or one from 1024";
  if (url.hash !== "" || text.includes("#")) return "must not hold a fragment (#…)";
  return null;
}
