import { inOptionNames, parseAdminArguments } from "./admin-arguments";
import { adminTarget } from "./admin-target";
import { readAdminEnv } from "./env";
import { sentenceOf } from "./start-failure";

/** `npm run admin -- bootstrap …`: one line of JSON on stdout, everything else on stderr. */
try {
  const input = parseAdminArguments(process.argv.slice(2));
  const target = await adminTarget(readAdminEnv());
  console.error(`creating what is missing of ${input.organizationSlug}`);
  // Loaded late: it needs the generated database client, which the first `npm start` makes.
  const { bootstrap } = await import("./bootstrap");
  const made = await bootstrap(target, input);
  console.log(JSON.stringify({ ...made, dashboard_url: target.dashboardUrl, proxy_url: target.proxyUrl }));
} catch (error) {
  console.error(inOptionNames(sentenceOf(error)));
  process.exitCode = 1;
}
