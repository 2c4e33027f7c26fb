import { describe, expect, it } from "vitest";
import { readServerEntries } from "../config/read-server-entries";
import { clientExamples, secretsInside } from "../fixtures/client-configurations";
import { describeLaunch } from "./describe-launch";

function described(server: unknown): string {
  const read = readServerEntries(JSON.stringify({ mcpServers: { one: server } }));
  const launch = read.ok ? read.entries[0]?.launch : null;
  return launch ? describeLaunch(launch) : "nothing";
}

describe("what a launch does, in words", () => {
  it.each([
    [
      { command: "npx", args: ["-y", "some-server@1.2.3", "--token", "hunter"], env: { TOKEN: "hunter" } },
      "run npx for the npm package some-server@1.2.3, with 4 arguments (not shown), environment variables: TOKEN",
    ],
    [{ command: "/opt/tools/my-server" }, "run /opt/tools/my-server, without arguments"],
    [
      { command: "C:\\Program Files\\nodejs\\npx.cmd", args: ["x"] },
      "run C:\\Program Files\\nodejs\\npx.cmd for the npm package x, with 1 argument (not shown)",
    ],
    [{ command: "my-server hunter" }, "run a command that isn't shown, without arguments"],
    [{ command: "my-server --password=hunter" }, "run a command that isn't shown, without arguments"],
    [
      {
        url: "http://maria:hunter@localhost:8080/mcp/s/hunter?key=hunter#hunter",
        headers: { Authorization: "hunter" },
      },
      "connect to http://localhost:8080/mcp/… (the rest of the path isn't shown), with a query that isn't shown, headers: Authorization",
    ],
    [{ url: "file:///etc/hunter" }, "connect to an address that can't be read"],
  ])("%j", (server, words) => {
    expect(described(server)).toBe(words);
  });

  it("holds no secret of any example but the program's own path", () => {
    const words = clientExamples.flatMap(({ text }) => {
      const read = readServerEntries(text);
      return read.ok ? read.entries.map(({ launch }) => (launch === null ? "" : describeLaunch(launch))) : [];
    });
    const own = "run /Users/maria/Documents/salaries/run.sh, with 1 argument (not shown)";
    expect(words).toContain(own);
    const others = words.filter((each) => each !== own).join("\n");
    // The owner of the machine may see the host that is connected to.
    const hidden = secretsInside.filter((secret) => secret !== "acme-secret-project");
    expect(hidden.filter((secret) => others.includes(secret))).toEqual([]);
  });
});
