-- What a server of the catalogue is known by elsewhere: `npm:@scope/name`, `pypi:name`, `oci:ghcr.io/owner/image` and
-- `remote:host/path`, spelt as the readers of clients' configurations spell them: without versions, tags and queries.
CREATE FUNCTION catalogue_identities(packages jsonb, remotes jsonb) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(array_agg(DISTINCT known), '{}') FROM (
    SELECT CASE p ->> 'registry'
      WHEN 'npm' THEN 'npm:' || lower(p ->> 'identifier')
      WHEN 'pypi' THEN 'pypi:' || regexp_replace(lower(p ->> 'identifier'), '[-_.]+', '-', 'g')
      WHEN 'oci' THEN 'oci:' || regexp_replace(regexp_replace(regexp_replace(p ->> 'identifier',
        '@sha256:[0-9a-f]+$', ''), ':[^/:]+$', ''), '^(index\.)?docker\.io/(library/)?', '')
      END AS known
    FROM jsonb_array_elements(packages) AS p
    UNION ALL
    SELECT 'remote:' || lower(regexp_replace(regexp_replace(r ->> 'url',
      '^https?://([^/@]*@)?([^/:?#]*)(:[0-9]+)?([^?#]*).*$', '\2\4'), '/+$', ''))
    FROM jsonb_array_elements(remotes) AS r
  ) AS identities WHERE known IS NOT NULL
$$;

CREATE INDEX "catalogue_servers_identities_idx" ON "catalogue_servers"
  USING GIN (catalogue_identities("packages", "remotes"));
