import { Prisma } from "@policylayer/db";
import { z } from "zod";
import { parseInput } from "../input/parse-input";
import type { CatalogueDeps } from "./catalogue-deps";
import { readCatalogue } from "./read-catalogue";

export const findByIdentitySchema = z.strictObject({
  /** `npm:@scope/name`, `pypi:name`, `oci:owner/image`, `remote:host/path`. */
  identities: z.array(z.string().regex(/^(npm|pypi|oci|remote):\S{1,300}$/)).max(200),
});
export type FindByIdentityInput = z.input<typeof findByIdentitySchema>;

/** A server of the catalogue that is known by an identity. */
export interface IdentifiedServer {
  readonly identity: string;
  readonly slug: string;
  readonly title: string;
}

/**
 * The servers behind published packages and public addresses; of several that claim one, the one the catalogue ranks first.
 * Identities that nothing is known by are left out. Nothing of the question is kept.
 */
export async function findByIdentity(deps: CatalogueDeps, input: FindByIdentityInput): Promise<IdentifiedServer[]> {
  const { identities } = parseInput(findByIdentitySchema, input);
  if (identities.length === 0) return [];
  const asked = Prisma.sql`ARRAY[${Prisma.join(identities)}]::text[]`;
  return readCatalogue(
    deps.db,
    (tx) => tx.$queryRaw<IdentifiedServer[]>`
      SELECT DISTINCT ON (known.identity) known.identity, s.slug, s.title
      FROM catalogue_servers s CROSS JOIN LATERAL unnest(catalogue_identities(s.packages, s.remotes)) AS known(identity)
      WHERE catalogue_identities(s.packages, s.remotes) && ${asked} AND known.identity = ANY(${asked})
        AND s.status <> 'deleted'
      ORDER BY known.identity, s.rank DESC, s.id`,
  );
}
