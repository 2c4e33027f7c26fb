import { readFileSync } from "node:fs";
import { classifyTool } from "./packages/risk/src/index";
const file = process.argv[2]; let cls = ""; let ok = 0, n = 0, read = 0, bad = 0; const missed: string[] = [];
for (const line of readFileSync(file, "utf8").split("\n")) {
  if (line.startsWith("# ")) { cls = line.slice(2).trim(); continue; }
  for (const [, tool, ps] of line.matchAll(/(\S+?)\(([^)]*)\)/g)) {
    const properties = Object.fromEntries(ps.split(",").filter(Boolean).map((p) => [p, { type: "string" }]));
    const r = classifyTool({ tool, inputSchema: { type: "object", properties } });
    n++; if (r.class === cls) ok++; if ((r.class === "read") === (cls === "read")) read++;
    const grave = r.class === "read" && (cls === "destructive" || cls === "financial"); if (grave) bad++;
    if (r.class !== cls) missed.push(`${grave ? "!!" : "  "}${cls} -> ${r.class}${r.isUnknown ? "?" : ""} ${tool}(${ps})`);
  }
}
if (!process.argv[3]) console.log(missed.join("\n"));
console.log(n, "right", (100 * ok / n).toFixed(1), "read", (100 * read / n).toFixed(1), "bad", bad);
