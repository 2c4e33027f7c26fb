import { parseArgs } from "node:util";
import { benchPolicy } from "./policy-bench";
import { benchProxy } from "./proxy-bench";

/**
 * `npm run bench`: the judge by itself, then the whole path of a call; `npm run bench -- policy` or `-- proxy` for one of
 * them. Prints figures, and ratios to something measured in the same run; asserts none.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: "string", default: "5" }, seconds: { type: "string", default: "3" } },
});
const parts = positionals.length === 0 ? ["policy", "proxy"] : positionals;
const unknown = parts.find((part) => part !== "policy" && part !== "proxy");
if (unknown !== undefined) {
  console.error(
    `There is no benchmark "${unknown}". Use: npm run bench [-- policy | proxy] [--rounds 5] [--seconds 3]`,
  );
  process.exit(1);
}
if (parts.includes("policy")) benchPolicy();
if (parts.includes("proxy")) await benchProxy(Number(values.rounds), Number(values.seconds) * 1000);
