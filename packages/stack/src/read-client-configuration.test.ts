import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clientExamples, secretsInside } from "./fixtures/client-configurations";
import { identityKey } from "./identity/server-identity";
import { readClientConfiguration } from "./read-client-configuration";

const read = (servers: Record<string, unknown>) => readClientConfiguration(JSON.stringify({ mcpServers: servers }));
const identityOf = (server: unknown) => {
  const configuration = read({ one: server });
  return configuration.ok ? configuration.servers[0]?.identity : configuration.problem;
};

describe("the servers of a client's configuration", () => {
  it.each(clientExamples)("of $client", ({ text, expected }) => {
    const configuration = readClientConfiguration(text);
    expect(
      configuration.ok
        ? configuration.servers.map(({ name, identity }) => [name, identityKey(identity)])
        : configuration,
    ).toEqual(expected);
  });

  it.each(clientExamples)("of $client without one of its secrets", ({ text }) => {
    const answer = JSON.stringify(readClientConfiguration(text));
    expect(secretsInside.filter((secret) => answer.includes(secret))).toEqual([]);
  });

  it("tells what is switched off, in JSON and in TOML", () => {
    const off = clientExamples.flatMap(({ text }) => {
      const configuration = readClientConfiguration(text);
      return configuration.ok ? configuration.servers.filter(({ isDisabled }) => isDisabled) : [];
    });
    expect(off.map(({ name }) => name)).toEqual(["off", "docs and code"]);
  });

  it("keeps pinned versions and well-known tags, and no other word after the @", () => {
    const versionOf = (spec: string) => identityOf({ command: "npx", args: ["-y", spec] });
    expect(versionOf("some-server@1.2.3-beta.1")).toMatchObject({ name: "some-server", version: "1.2.3-beta.1" });
    expect(versionOf("some-server@latest")).toMatchObject({ version: "latest" });
    expect(versionOf("some-server@hunter")).toMatchObject({ name: "some-server", version: null });
  });
});

describe("what is not taken for a package", () => {
  it.each([
    ["a word after an option that isn't known", { command: "npx", args: ["--password", "swordfish", "server"] }],
    ["a word behind the package", { command: "docker", args: ["run", "--frobnicate", "swordfish"] }],
    ["an argument of a program of one's own", { command: "my-server", args: ["swordfish"] }],
    ["a script for a shell", { command: "sh", args: ["-c", "npx -y swordfish"] }],
    ["a command with its arguments in one text", { command: "npx -y swordfish", args: [] }],
    ["a folder", { command: "npx", args: ["./swordfish"] }],
    ["an address", { command: "npx", args: ["-y", "https://swordfish@registry.acme.dev/x.tgz"] }],
    ["an alias", { command: "npx", args: ["-y", "x@npm:swordfish"] }],
    ["a repository", { command: "uvx", args: ["--from", "git+ssh://git@swordfish/x", "x"] }],
    ["a token where a package should be", { command: "npx", args: ["-y", "a94a8fe5ccb19ba61c4c0873d391e987982fbbd3"] }],
    ["an image of a private registry", { command: "docker", args: ["run", "registry.swordfish.internal/x:1"] }],
    ["a machine's address", { url: "http://10.1.2.3/swordfish" }],
    ["a host with a variable in it", { url: `https://\${SWORDFISH}.acme.dev/mcp` }],
  ])("%s", (_, server) => {
    const identity = identityOf(server);
    expect(identity).toMatchObject({ kind: "unknown" });
    expect(JSON.stringify(identity).toLowerCase()).not.toContain("swordfish");
  });

  it("a name that looks like a token is not shown", () => {
    const configuration = read({ ghp_16C7e42F292c6912E7710c838347Ae178B4a: { url: "https://mcp.linear.app/mcp" } });
    expect(configuration).toMatchObject({ ok: true, servers: [{ name: "server 1" }] });
  });
});

describe("a text that can't be read", () => {
  it.each([
    ["nothing", "  \n", 1, "empty"],
    ["no servers", `{"theme": "swordfish"}`, 1, "no MCP servers"],
    ["JSON that breaks off", `{\n"mcpServers": {\n"x": {"env": {"K": "swordfish`, 3, "closing double quote"],
    ["a bare word", `{\n"mcpServers": swordfish}`, 2, "double quotes"],
    ["TOML that breaks off", `[mcp_servers.x]\ncommand = "swordfish`, 2, "closing quote"],
    ["TOML with more on a line", `a = 1\nb = 2 swordfish`, 2, "one statement"],
    ["TOML with a name twice", `a = 1\na = "swordfish"`, 2, "twice"],
    ["a list of servers", `{"mcpServers": ["swordfish"]}`, 1, "no MCP servers"],
    ["depth", `{"mcpServers": ${"[".repeat(5000)}`, 1, "levels deep"],
  ])("%s is told by its line and not quoted", (_, text, line, words) => {
    const configuration = readClientConfiguration(text);
    expect(configuration).toMatchObject({ ok: false, problem: { line, message: expect.stringContaining(words) } });
    expect(JSON.stringify(configuration)).not.toContain("swordfish");
  });

  it("never throws", () => {
    const soup = fc.array(
      fc.constantFrom(
        "{",
        "}",
        "[",
        "]",
        '"',
        "'",
        '"""',
        "=",
        ".",
        "mcp_servers",
        "a",
        "\n",
        "#",
        ",",
        ":",
        "\\",
        "1",
      ),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: "binary" }),
          soup.map((parts) => parts.join("")),
        ),
        (text) => {
          expect(typeof readClientConfiguration(text).ok).toBe("boolean");
        },
      ),
      { numRuns: 2000 },
    );
  });
});

/** Words that no package, host or sentence of ours holds, and tokens: both can be passwords. */
const secret = fc.oneof(
  fc.stringMatching(/^zq[a-z]{6,12}$/),
  fc.stringMatching(/^Zq[A-Za-z0-9]{18,40}$/),
  fc.uuid(),
  fc.stringMatching(/^[0-9a-f]{32}$/).filter((text) => /[0-9]/.test(text)),
);
const published = fc.constantFrom("some-server", "@acme/notes-mcp", "@acme/notes-mcp@1.2.3", "server@latest");
const launch = fc.oneof(
  fc.record({
    command: fc.constantFrom(
      "npx",
      "uvx",
      "bunx",
      "docker",
      "cmd",
      "uv",
      "pipx",
      "node",
      "python",
      "npm",
      "sh",
      "/opt/zz/npx",
    ),
    args: fc
      .tuple(
        fc.constantFrom(
          [],
          ["-y"],
          ["run"],
          ["run", "-i", "--rm"],
          ["exec"],
          ["/c", "npx", "-y"],
          ["tool", "run"],
          ["--from"],
        ),
        fc.option(published, { nil: undefined }),
      )
      .map(([before, spec]) => ({ before, spec })),
  }),
  fc.record({ url: fc.constantFrom("https://mcp.acme.dev/mcp", "https://api.acme.dev", "http://localhost:1") }),
);

describe("what leaves", () => {
  it("holds nothing of environments, headers, queries, users or arguments", () => {
    fc.assert(
      fc.property(launch, fc.array(secret, { minLength: 8, maxLength: 8 }), fc.boolean(), (made, secrets, known) => {
        const [a = "", b = "", c = "", d = "", e = "", f = "", g = "", h = ""] = secrets;
        const server =
          "url" in made
            ? {
                url: `${made.url.replace("://", `://${a}:${b}@`)}/s/${c}?key=${d}#${e}`,
                headers: { Authorization: `Bearer ${f}`, [g]: h },
              }
            : {
                command: made.command,
                // Only what stands where a package must stand may be one; a secret there is a file that names no server.
                args: [
                  ...made.args.before,
                  ...(made.args.spec === undefined ? ["--token", a] : [made.args.spec]),
                  b,
                  `--key=${c}`,
                  "--x",
                  d,
                ],
                env: { [e]: f, KEY: g },
                cwd: `/home/${h}`,
              };
        const text = known
          ? JSON.stringify({ mcpServers: { gw: server } })
          : JSON.stringify({ servers: { gw: server }, inputs: [a] });
        const answer = JSON.stringify(readClientConfiguration(text));
        expect(secrets.filter((each) => answer.includes(each))).toEqual([]);
      }),
      { numRuns: 3000 },
    );
  });
});
