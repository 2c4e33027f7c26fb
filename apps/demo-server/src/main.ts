import { buildApp } from "./app";
import { createDesk } from "./desk";
import { readEnv } from "./env";
import { seedRecords } from "./seed";

try {
  const { port, host } = readEnv();
  const app = buildApp(createDesk(seedRecords(), () => new Date()));
  app.server.once("error", (error) => {
    console.error(`the demo server can't listen on ${host}:${port}: ${error.message}`);
    process.exitCode = 1;
  });
  app.server.listen(port, host, () => {
    const address = app.server.address();
    const listening = address !== null && typeof address === "object" ? address.port : port;
    console.log(JSON.stringify({ level: "info", message: "listening", url: `http://${host}:${listening}/mcp` }));
  });
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void app.close());
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
