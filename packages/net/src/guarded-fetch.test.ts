import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, expect, test } from "vitest";
import { AddressRefused, BodyTooLarge, createGuardedFetch, type GuardedFetchOptions, RedirectRefused } from "./index";

const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  cleanUp.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function guarded(options: Partial<GuardedFetchOptions> = {}) {
  const guardedFetch = createGuardedFetch({ allowPrivate: true, timeoutMs: 10_000, ...options });
  cleanUp.push(() => guardedFetch.close());
  return guardedFetch;
}

test("it answers as fetch does: method, headers, body, decoding, URL, and the original Host", async () => {
  const origin = await serve((request, response) => {
    request.setEncoding("utf8").on("data", (body) => {
      response.writeHead(201, { "content-encoding": "gzip", "x-host": request.headers.host ?? "" });
      response.end(gzipSync(`${request.method} ${request.headers["x-a"]} ${body}`));
    });
  });
  const port = new URL(origin).port;
  const resolve = async () => [{ address: "127.0.0.1", family: 4 }];
  const response = await guarded({ resolve })(new URL(`http://mcp.example:${port}/a?b=c`), {
    method: "POST",
    headers: new Headers({ "x-a": "1" }),
    body: "hello",
  });
  expect([response.status, response.url, response.headers.get("x-host")]).toEqual([
    201,
    `http://mcp.example:${port}/a?b=c`,
    `mcp.example:${port}`,
  ]);
  expect(response).toBeInstanceOf(Response);
  expect(await response.text()).toBe("POST 1 hello");
});

test("an answer without a body has none", async () => {
  const origin = await serve((_request, response) => response.writeHead(204).end());
  const response = await guarded()(origin);
  expect([response.status, response.body]).toEqual([204, null]);
});

test("a private address is refused with the refusal itself, before anything is sent", async () => {
  let requests = 0;
  const origin = await serve((_request, response) => {
    requests++;
    response.end();
  });
  await expect(guarded({ allowPrivate: false })(origin)).rejects.toBeInstanceOf(AddressRefused);
  expect(requests).toBe(0);
});

test.each([301, 302, 303, 307, 308])("a redirect (%s) is refused and not followed", async (status) => {
  const paths: (string | undefined)[] = [];
  const origin = await serve((request, response) => {
    paths.push(request.url);
    response.writeHead(status, { location: "/elsewhere?token=abc" }).end();
  });
  const attempt = guarded()(`${origin}/mcp`, { redirect: "follow" });
  await expect(attempt).rejects.toBeInstanceOf(RedirectRefused);
  await expect(attempt).rejects.toThrow(
    `${new URL(origin).host} answered with a redirect (${status}) to ${origin}/elsewhere; redirects are not followed: use the final address`,
  );
  expect(paths).toEqual(["/mcp"]);
});

test("an answer larger than the bound fails, also when it is small on the wire", async () => {
  const origin = await serve((_request, response) => {
    response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(Buffer.alloc(100_000)));
  });
  const response = await guarded({ bodyBytesMax: 50_000 })(origin);
  await expect(response.arrayBuffer()).rejects.toBeInstanceOf(BodyTooLarge);
  const whole = await guarded({ bodyBytesMax: 100_000 })(origin);
  expect((await whole.arrayBuffer()).byteLength).toBe(100_000);
});

test("the time bound holds for an answer that never starts and for one that never ends", async () => {
  const origin = await serve((request, response) => {
    if (request.url === "/drip") response.write("first");
  });
  const guardedFetch = guarded({ timeoutMs: 100 });
  await expect(guardedFetch(`${origin}/silent`)).rejects.toMatchObject({ name: "TimeoutError" });
  const dripping = await guardedFetch(`${origin}/drip`);
  await expect(dripping.text()).rejects.toMatchObject({ name: "TimeoutError" });
});

test("the caller's own signal aborts it", async () => {
  const origin = await serve(() => undefined);
  const controller = new AbortController();
  const attempt = guarded()(origin, { signal: controller.signal });
  controller.abort(new Error("changed my mind"));
  await expect(attempt).rejects.toThrow("changed my mind");
  await expect(guarded()(origin, { signal: AbortSignal.abort(new Error("too late")) })).rejects.toThrow("too late");
});
