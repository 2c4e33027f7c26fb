import type { ProductApi } from "./product-api";

export interface Registered {
  readonly serverId: string;
  readonly serverSlug: string;
  readonly policyId: string;
}

/** Registers an upstream, pins its tools and writes a policy for it, by the REST API as a script would. */
export async function registerServer(
  product: ProductApi,
  input: { name: string; slug: string; url: string; policy: unknown },
): Promise<Registered> {
  const { name, slug, url } = input;
  const server = await product.api<{ id: string }>("POST", "/servers", { name, slug, url });
  await product.api("POST", `/servers/${server.id}/discover`);
  const policy = await product.api<{ id: string }>("POST", `/servers/${server.id}/policies`, {
    name: "Rules",
    document: input.policy,
  });
  return { serverId: server.id, serverSlug: slug, policyId: policy.id };
}

export interface MintedGrant {
  readonly id: string;
  readonly token: string;
  /** Path of its proxy URL, the same on every proxy. */
  readonly path: string;
}

/** A new grant for that server and policy. */
export async function mintGrant(product: ProductApi, registered: Registered, label: string): Promise<MintedGrant> {
  const { organization, team } = product.bootstrapped;
  const grant = await product.api<{ id: string; token: string }>("POST", "/grants", {
    label,
    team: team.slug,
    bindings: [{ server: registered.serverId, policy: registered.policyId }],
  });
  return { id: grant.id, token: grant.token, path: `/${organization.slug}/${team.slug}/${registered.serverSlug}/mcp` };
}

export interface CallRow {
  readonly id: string;
  readonly tool: string;
  readonly decision: string;
  readonly code: string;
  readonly rule: string | null;
  readonly outcome: string | null;
}

/** Every recorded call of a grant, newest first. */
export async function listRecordedCalls(product: ProductApi, grantId: string): Promise<CallRow[]> {
  const rows: CallRow[] = [];
  let cursor = "";
  for (;;) {
    const page = await product.api<{ data: CallRow[]; pagination: { next_cursor: string | null } }>(
      "GET",
      `/calls?grant=${grantId}&limit=100${cursor === "" ? "" : `&cursor=${encodeURIComponent(cursor)}`}`,
    );
    rows.push(...page.data);
    if (page.pagination.next_cursor === null) return rows;
    cursor = page.pagination.next_cursor;
  }
}

/** The same, once there are `count` of them with nothing in flight. */
export async function recordedCalls(product: ProductApi, grantId: string, count: number): Promise<CallRow[]> {
  for (;;) {
    const rows = await listRecordedCalls(product, grantId);
    if (rows.length >= count && rows.every((row) => row.outcome !== "in_flight")) return rows;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
