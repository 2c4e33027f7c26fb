import { createServer, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { afterEach, expect, test } from "vitest";
import { AddressRefused } from "./address-refused";
import {
  createGuardedConnector,
  type GuardedConnectorOptions,
  type Resolve,
  refusePrivatePeer,
} from "./guarded-connector";

const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
});

function connect(options: GuardedConnectorOptions, url: string, localAddress?: string): Promise<Socket> {
  const { hostname, host, protocol, port } = new URL(url);
  const bare = hostname.replace(/^\[|\]$/g, "");
  return new Promise((resolve, reject) => {
    createGuardedConnector(options)(
      { hostname: bare, host, protocol, port, ...(localAddress && { localAddress }) },
      (error, socket) => {
        if (error !== null) return reject(error);
        cleanUp.push(() => socket.destroy());
        return resolve(socket);
      },
    );
  });
}

async function listen(): Promise<{ server: Server; port: number; connections: () => number }> {
  let count = 0;
  const server = createServer().on("connection", () => count++);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  cleanUp.push(() => new Promise((resolve) => server.close(resolve)));
  return { server, port: (server.address() as AddressInfo).port, connections: () => count };
}

const answers =
  (...rounds: string[][]) =>
  async () =>
    (rounds.length > 1 ? (rounds.shift() ?? []) : (rounds[0] ?? [])).map((address) => ({
      address,
      family: address.includes(":") ? 6 : 4,
    }));

test.each([
  "0x7f.1",
  "2130706433",
  "127.1",
  "017700000001",
  "①②⑦.0.0.1",
  "127.0.0.1",
  "localhost",
  "[::1]",
  "[::ffff:127.0.0.1]",
  "[64:ff9b::7f00:1]",
  "[2002:7f00:1::]",
  "[fc00::1]",
  "100.64.0.1",
  "169.254.169.254",
  "10.0.0.1",
  "0.0.0.0",
])("%s is refused and no connection is opened", async (host) => {
  const { port, connections } = await listen();
  await expect(connect({ allowPrivate: false }, `http://${host}:${port}/`)).rejects.toBeInstanceOf(AddressRefused);
  expect(connections()).toBe(0);
});

test("text that the URL parser never saw is judged by what it resolves to", async () => {
  const { port, connections } = await listen();
  const refused = new Promise((_resolve, reject) => {
    createGuardedConnector({ allowPrivate: false })(
      { hostname: "0x7f.1", protocol: "http:", port: String(port) },
      (...[error]) => reject(error ?? new Error("connected")),
    );
  });
  await expect(refused).rejects.toBeInstanceOf(AddressRefused);
  expect(connections()).toBe(0);
});

test("a name is judged by its addresses, however it is spelt", async () => {
  for (const host of ["localhost.", "LOCALHOST", "127.0.0.1.nip.io"]) {
    const attempt = connect({ allowPrivate: false, resolve: answers(["127.0.0.1"]) }, `http://${host}/`);
    await expect(attempt).rejects.toBeInstanceOf(AddressRefused);
  }
});

test("a name with a public and a private address is refused, in either order", async () => {
  for (const addresses of [
    ["8.8.8.8", "10.0.0.5"],
    ["10.0.0.5", "8.8.8.8"],
    ["8.8.8.8", "::1"],
  ]) {
    const attempt = connect({ allowPrivate: false, resolve: answers(addresses) }, "http://both.example/");
    await expect(attempt).rejects.toBeInstanceOf(AddressRefused);
  }
});

test("the refusal names the host, the address, its kind, and what to do", async () => {
  const attempt = connect({ allowPrivate: false, resolve: answers(["10.0.0.5"]) }, "https://intranet.example/");
  await expect(attempt).rejects.toThrow(
    "refused to connect to intranet.example (10.0.0.5): it is a private address, and only public addresses may be reached; " +
      "use the server's public address, or set ALLOW_PRIVATE_UPSTREAMS=true if this installation may reach its own network",
  );
});

// Bound to the loopback address, a socket can't leave this machine: the system refuses, and its error names the target.
test("a name that turns private after the first answer stays with the first, and is refused the next time", async () => {
  let lookups = 0;
  const counted = (resolve: Resolve) => async (hostname: string) => {
    lookups++;
    return resolve(hostname);
  };
  const rebinding = answers(["8.8.8.8"], ["127.0.0.1"]);
  const options = { allowPrivate: false, resolve: counted(rebinding) };
  await expect(connect(options, "http://rebinding.example/", "127.0.0.1")).rejects.toMatchObject({
    address: "8.8.8.8",
    syscall: "connect",
  });
  expect(lookups).toBe(1);
  await expect(connect(options, "http://rebinding.example/", "127.0.0.1")).rejects.toBeInstanceOf(AddressRefused);
});

test("a private address is reached when that is allowed, through one look-up", async () => {
  const { port, connections } = await listen();
  let lookups = 0;
  const counted = (resolve: Resolve) => async (hostname: string) => {
    lookups++;
    return resolve(hostname);
  };
  const options = { allowPrivate: true, resolve: counted(answers(["127.0.0.1"])) };
  const socket = await connect(options, `http://intranet.example:${port}/`);
  expect(socket.remoteAddress).toBe("127.0.0.1");
  await connect({ allowPrivate: true }, `http://127.0.0.1:${port}/`);
  expect([lookups, connections()]).toEqual([1, 2]);
});

test("a socket that ended up at a private address is refused, also when nothing else noticed", async () => {
  const { port } = await listen();
  const socket = await connect({ allowPrivate: true }, `http://127.0.0.1:${port}/`);
  expect(refusePrivatePeer("public.example", socket)).toMatchObject({ address: "127.0.0.1" });
  expect(refusePrivatePeer("public.example", { remoteAddress: undefined })).toBeInstanceOf(AddressRefused);
  expect(refusePrivatePeer("public.example", { remoteAddress: "8.8.8.8" })).toBeNull();
});

test("a name without an address, and a resolver that fails, fail as the system would say it", async () => {
  await expect(connect({ allowPrivate: false, resolve: answers([]) }, "http://none.example/")).rejects.toMatchObject({
    code: "ENOTFOUND",
  });
  const failing = async () => Promise.reject(Object.assign(new Error("no server"), { code: "EAI_AGAIN" }));
  await expect(connect({ allowPrivate: false, resolve: failing }, "http://x.example/")).rejects.toMatchObject({
    code: "EAI_AGAIN",
  });
});
