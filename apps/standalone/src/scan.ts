#!/usr/bin/env -S node --import tsx
import { existsSync } from "node:fs";
import { severities } from "@policylayer/risk";
import { writePolicies } from "./scan/draft-policies";
import { listServers } from "./scan/list-servers";
import { offlineCatalogue } from "./scan/offline-catalogue";
import { readConfigurations } from "./scan/read-configurations";
import { reportJson } from "./scan/report-json";
import { reportText } from "./scan/report-text";
import { parseScanArguments, type ScanArguments, USAGE } from "./scan/scan-arguments";
import { ScanFailure } from "./scan/scan-failure";
import { scannedStack } from "./scan/scanned-stack";
import { wellKnownPlaces } from "./scan/well-known-places";

/** `npm run -s scan -- …`: the report on stdout, everything else on stderr; 1 at the severity or above, 2 without a report. */
const parsed = parseScanArguments(process.argv.slice(2));
try {
  if (parsed.ok) await scan(parsed.arguments);
  else if (parsed.problem === null) console.log(USAGE);
  else {
    console.error(`${parsed.problem}\n\n${USAGE}`);
    process.exitCode = 2;
  }
} catch (error) {
  // Only our own sentences are safe to repeat: others may quote what was read.
  console.error(error instanceof ScanFailure ? error.message : "the scan failed for a reason that isn't known");
  process.exitCode = 2;
}

async function scan({ files, find, list, yes, json, failOn, policies }: ScanArguments): Promise<void> {
  const configurations = await readConfigurations(files, find ? findFiles(files) : []);
  const terminal = { input: process.stdin, output: process.stderr };
  const listed = list ? await listServers(configurations.servers, yes, terminal) : new Map();
  const stack = scannedStack(configurations, offlineCatalogue(), listed);
  const { severity } = stack.report;
  const hasFailed = failOn !== null && severity !== null && severities.indexOf(severity) >= severities.indexOf(failOn);
  if (json) console.log(JSON.stringify(reportJson(stack, failOn, hasFailed), null, 2));
  else console.log(reportText(stack));
  if (policies !== null)
    for (const file of await writePolicies(policies, stack.servers)) console.error(`wrote ${file}`);
  if (hasFailed) process.exitCode = 1;
}

/** Says where it looks before it reads. */
function findFiles(named: readonly string[]): string[] {
  const places = [...new Set(wellKnownPlaces())].filter((place) => !named.includes(place));
  const found = places.filter((place) => existsSync(place));
  console.error(`Looked for ${places.length} files; ${found.length === 0 ? "none is there." : "reading:"}`);
  for (const place of found) console.error(`  ${place}`);
  return found;
}
