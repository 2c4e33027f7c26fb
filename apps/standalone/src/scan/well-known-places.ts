import { homedir } from "node:os";
import { join } from "node:path";
import { applicationData } from "./env";

/** Where clients keep their servers: in this folder, and for this user. */
export function wellKnownPlaces(folder = process.cwd(), home = homedir(), platform = process.platform): string[] {
  const settings =
    platform === "darwin"
      ? join(home, "Library", "Application Support")
      : platform === "win32"
        ? (applicationData() ?? join(home, "AppData", "Roaming"))
        : join(home, ".config");
  return [
    join(folder, ".mcp.json"),
    join(folder, ".cursor", "mcp.json"),
    join(folder, ".vscode", "mcp.json"),
    join(folder, ".gemini", "settings.json"),
    join(folder, ".codex", "config.toml"),
    join(home, ".claude.json"),
    join(settings, "Claude", "claude_desktop_config.json"),
    join(home, ".cursor", "mcp.json"),
    join(settings, "Code", "User", "mcp.json"),
    join(home, ".codeium", "windsurf", "mcp_config.json"),
    join(home, ".codex", "config.toml"),
    join(home, ".gemini", "settings.json"),
  ];
}
