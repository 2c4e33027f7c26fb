import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../../..", import.meta.url));

/**
 * Who may import whom (workspace packages only; tests and `packages/testing` itself are free). `types` means
 * `import type`. `only` narrows a permission to some files of the package.
 */
const LAYERS: Record<string, { may: string[]; types?: string[]; only?: Record<string, RegExp>; pure?: boolean }> = {
  "packages/policy": { may: [], pure: true },
  "packages/risk": { may: [], pure: true },
  "packages/stack": { may: ["risk"], pure: true },
  "packages/mcp": { may: [], types: ["policy"], pure: true },
  "packages/gate": { may: [], types: ["policy"] },
  "packages/net": { may: [] },
  "packages/crypto": { may: [] },
  "packages/db": { may: [] },
  "packages/embedded": { may: [] },
  "packages/services": { may: ["db", "policy", "risk", "crypto", "gate", "net"], only: { net: /^src\/discovery\// } },
  "apps/proxy": {
    may: ["policy", "risk", "mcp", "gate", "crypto", "net", "db"],
    only: { db: /^src\/(grants\/|main\.ts|app\.ts)/ },
  },
  "apps/worker": { may: ["gate", "db", "policy", "crypto", "net", "services"] },
  "apps/standalone": { may: ["embedded", "db", "services", "crypto", "gate", "risk", "policy", "stack"] },
  "apps/demo-server": { may: [] },
  "apps/dashboard": {
    may: ["services", "policy", "risk", "stack", "db", "gate", "net", "crypto"],
    only: { db: /^src\/server\//, gate: /^src\/server\//, net: /^src\/server\//, crypto: /^src\/server\// },
  },
};

interface Import {
  readonly file: string;
  readonly specifier: string;
  readonly isTypeOnly: boolean;
}

function sourcesOf(folder: string): string[] {
  return readdirSync(join(root, folder, "src"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.(test|fixture)\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !file.includes("/generated/"));
}

function importsOf(file: string): Import[] {
  const text = readFileSync(file, "utf8");
  const statements = text.matchAll(/^(?:import|export)\s+(type\s+)?(?:[^"';]*?\sfrom\s+)?"([^"]+)"/gm);
  const dynamic = text.matchAll(/\bimport\(\s*"([^"]+)"\s*\)/g);
  return [
    ...[...statements].map((match) => {
      const names = /\{([^}]*)\}/
        .exec(match[0])?.[1]
        ?.split(",")
        .filter((name) => name.trim() !== "");
      const isTypeOnly = match[1] !== undefined || (names?.every((name) => name.trim().startsWith("type ")) ?? false);
      return { file, specifier: match[2] ?? "", isTypeOnly };
    }),
    ...[...dynamic].map((match) => ({ file, specifier: match[1] ?? "", isTypeOnly: false })),
  ];
}

describe("who imports whom", () => {
  const folders = ["packages", "apps"].flatMap((parent) =>
    readdirSync(join(root, parent)).map((name) => `${parent}/${name}`),
  );

  it("names every package and app", () => {
    expect(folders.filter((folder) => folder !== "packages/testing").sort()).toEqual(Object.keys(LAYERS).sort());
  });

  it.each(Object.entries(LAYERS))("%s keeps to its layer", (folder, layer) => {
    const wrong: string[] = [];
    for (const found of sourcesOf(folder).flatMap(importsOf)) {
      const where = relative(join(root, folder), found.file);
      const workspace = /^@policylayer\/([^/]+)(\/.*)?$/.exec(found.specifier);
      if (workspace) {
        const name = workspace[1] ?? "";
        const isAllowed = layer.may.includes(name) || (found.isTypeOnly && (layer.types ?? []).includes(name));
        const isHere = found.isTypeOnly || (layer.only?.[name]?.test(where) ?? true);
        if (!isAllowed || !isHere) wrong.push(`${where} imports ${found.specifier}`);
        if (workspace[2]?.startsWith("/src")) wrong.push(`${where} reaches into ${found.specifier}`);
      }
      if (
        found.specifier.startsWith("..") &&
        relative(join(root, folder), join(found.file, "..", found.specifier)).startsWith("..")
      )
        wrong.push(`${where} leaves its package by ${found.specifier}`);
      if (layer.pure && found.specifier.startsWith("node:"))
        wrong.push(`${where} is pure and imports ${found.specifier}`);
    }
    expect(wrong).toEqual([]);
  });

  it("keeps time and chance out of the judge", () => {
    const wrong = ["packages/policy", "packages/risk", "packages/stack"]
      .flatMap(sourcesOf)
      .filter((file) => /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b/.test(readFileSync(file, "utf8")));
    expect(wrong).toEqual([]);
  });

  it("has one module that knows next-auth", () => {
    const users = sourcesOf("apps/dashboard").filter((file) =>
      importsOf(file).some((found) => /^(next-auth|@auth\/)/.test(found.specifier)),
    );
    expect(
      users.map((file) => relative(root, file)).filter((file) => file !== "apps/dashboard/src/server/auth.ts"),
    ).toEqual([]);
  });

  it("silences no import rule", () => {
    const wrong = folders
      .flatMap(sourcesOf)
      .filter((file) => /biome-ignore[^\n]*(import|noRestricted)/i.test(readFileSync(file, "utf8")));
    expect(wrong).toEqual([]);
  });
});

describe("the lockfile", () => {
  it("names no download host, so that any registry serves it", () => {
    expect(readFileSync(join(root, "package-lock.json"), "utf8")).not.toMatch(/"resolved": "https?:/);
  });
});
