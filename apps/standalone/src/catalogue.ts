import { parseCatalogueArguments, USAGE } from "./catalogue/catalogue-arguments";
import { catalogueTarget } from "./catalogue/catalogue-target";
import { readCatalogueEnv } from "./env";
import { sentenceOf } from "./start-failure";

/** `npm run -s catalogue -- …`: what was done on stdout, everything else on stderr; 1 if something was wrong, 2 if the call was. */
const command = parseCatalogueArguments(process.argv.slice(2));
const tell = (sentence: string) => console.error(sentence);
try {
  // Loaded late: most need the generated database client, which the first `npm start` makes.
  switch (command?.name) {
    case undefined:
      console.error(USAGE);
      process.exitCode = 2;
      break;
    case "import": {
      const { importFile } = await import("./catalogue/import-file");
      const target = await catalogueTarget(readCatalogueEnv());
      process.exitCode = await importFile(target.databaseUrl, command.file, console.log, tell);
      break;
    }
    case "sync": {
      const { syncNow } = await import("./catalogue/sync-now");
      const env = readCatalogueEnv();
      const registry = command.registry ?? env.CATALOGUE_REGISTRY_URL;
      process.exitCode = await syncNow(await catalogueTarget(env), registry, console.log, tell);
      break;
    }
    case "list-server": {
      const { listServer } = await import("./catalogue/list-server");
      process.exitCode = await listServer(await catalogueTarget(readCatalogueEnv()), command, console.log, tell);
      break;
    }
    case "list-packages": {
      const { listPackages } = await import("./catalogue/list-packages");
      process.exitCode = await listPackages(command.file, tell);
      break;
    }
  }
} catch (error) {
  tell(sentenceOf(error));
  process.exitCode = 1;
}
