import { createServer } from "node:net";
import type { Settings } from "./env";
import { StartFailure } from "./start-failure";

const WHAT = { dashboard: "dashboard", proxy: "proxy", demo: "demo server", worker: "worker's health check" } as const;

/** Throws StartFailure naming the first port that is taken and the variable that changes it. */
export async function requireFreePorts(ports: Settings["ports"]): Promise<void> {
  for (const name of ["dashboard", "proxy", "demo", "worker"] as const) {
    // Both families: http://localhost reaches whoever listens on ::1 before us.
    for (const host of ["127.0.0.1", "::1"]) {
      if (await isTaken(ports[name], host)) {
        throw new StartFailure(
          `Port ${ports[name]} (for the ${WHAT[name]}) is taken by another program: stop that one, or set ${name.toUpperCase()}_PORT to a free port.`,
        );
      }
    }
  }
}

function isTaken(port: number, host: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") return resolve(true);
      // A machine without IPv6 has no ::1 to be taken.
      if (error.code === "EADDRNOTAVAIL" || error.code === "EAFNOSUPPORT") return resolve(false);
      if (error.code === "EACCES") {
        return reject(new StartFailure(`Port ${port} is one that only root may use: choose one above 1023.`));
      }
      reject(error);
    });
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(false)));
  });
}
