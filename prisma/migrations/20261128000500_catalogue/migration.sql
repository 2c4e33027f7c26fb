-- The public catalogue: servers and tools that anybody may read, of no tenant. Typing mistakes are forgiven by trigrams, which
-- an owner of the database may install (pg_trgm is a trusted extension since Postgres 13).
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- `io.github.acme/listIssues_v2` as words: io github acme list Issues v2. Letters beyond ASCII stay as they are; hidden
-- characters, which are stored written out (`⟨U+200B⟩`), are no part of a word.
CREATE FUNCTION catalogue_words(txt text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT regexp_replace(regexp_replace(replace(regexp_replace(txt, '⟨[Uu]\+[0-9A-Fa-f]+⟩', '', 'g'), '…', ' '),
    '([a-z0-9])([A-Z])', '\1 \2', 'g'), '[^A-Za-z0-9\u0080-\U0010FFFF]+', ' ', 'g')
$$;

-- Names as they stand and as stems, texts as stems: a name weighs A, a text B, the names of a server's tools D.
CREATE FUNCTION catalogue_search(names text, body text, minor text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT setweight(to_tsvector('simple', catalogue_words(names)) || to_tsvector('english', catalogue_words(names)), 'A')
    || setweight(to_tsvector('english', coalesce(body, '')), 'B')
    || setweight(to_tsvector('simple', catalogue_words(minor)), 'D')
$$;

CREATE TABLE "catalogue_servers" (
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT,
    "repository_url" TEXT,
    "website_url" TEXT,
    "packages" JSONB NOT NULL DEFAULT '[]',
    "remotes" JSONB NOT NULL DEFAULT '[]',
    "transports" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
    "official" BOOLEAN NOT NULL DEFAULT false,
    "version" TEXT,
    "status" TEXT NOT NULL DEFAULT 'active',
    "source" TEXT NOT NULL,
    "flags" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
    "entry_hash" TEXT NOT NULL,
    "listing_hash" TEXT,
    "listing_source" TEXT,
    "listed_at" TIMESTAMPTZ(3),
    "classifier_version" TEXT,
    "tool_count" INTEGER NOT NULL DEFAULT 0,
    "read_count" INTEGER NOT NULL DEFAULT 0,
    "write_count" INTEGER NOT NULL DEFAULT 0,
    "execute_count" INTEGER NOT NULL DEFAULT 0,
    "destructive_count" INTEGER NOT NULL DEFAULT 0,
    "financial_count" INTEGER NOT NULL DEFAULT 0,
    "unknown_count" INTEGER NOT NULL DEFAULT 0,
    "token_count" INTEGER NOT NULL DEFAULT 0,
    "effects" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
    "tool_words" TEXT NOT NULL DEFAULT '',
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    -- The gravest class among its tools; null: none are known.
    "risk" TEXT GENERATED ALWAYS AS (CASE
      WHEN "financial_count" > 0 THEN 'financial' WHEN "destructive_count" > 0 THEN 'destructive'
      WHEN "execute_count" > 0 THEN 'execute' WHEN "write_count" > 0 THEN 'write'
      WHEN "read_count" > 0 THEN 'read' END) STORED,
    -- What comes first where nothing else decides: published by its owner, tools known, many of them.
    "rank" INTEGER NOT NULL GENERATED ALWAYS AS (
      CASE WHEN "official" THEN 4000 ELSE 0 END + CASE WHEN "tool_count" > 0 THEN 2000 ELSE 0 END + LEAST("tool_count", 999)) STORED,
    -- The first is what the index finds by; it may be long, and then lies elsewhere. The small ones tell what matched.
    "search" TSVECTOR NOT NULL GENERATED ALWAYS AS (catalogue_search("title" || ' ' || "key", "description", "tool_words")) STORED,
    "name_search" TSVECTOR NOT NULL GENERATED ALWAYS AS (catalogue_search("title" || ' ' || "key", '', '')) STORED,
    "text_search" TSVECTOR NOT NULL GENERATED ALWAYS AS (catalogue_search("title" || ' ' || "key", "description", '')) STORED,

    CONSTRAINT "catalogue_servers_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "catalogue_servers_status_check" CHECK ("status" IN ('active', 'deprecated', 'deleted')),
    CONSTRAINT "catalogue_servers_source_check" CHECK ("source" IN ('built_in', 'registry', 'file', 'listing'))
);
CREATE UNIQUE INDEX "catalogue_servers_key_key" ON "catalogue_servers"("key");
CREATE UNIQUE INDEX "catalogue_servers_slug_key" ON "catalogue_servers"("slug");
CREATE INDEX "catalogue_servers_rank_id_idx" ON "catalogue_servers"("rank" DESC, "id");
-- For counting what there is of each kind without reading the rows.
CREATE INDEX "catalogue_servers_facets_idx" ON "catalogue_servers"("risk", "official", "transports") WHERE "status" <> 'deleted';
CREATE INDEX "catalogue_servers_classifier_version_idx" ON "catalogue_servers"("classifier_version", "id");
CREATE INDEX "catalogue_servers_search_idx" ON "catalogue_servers" USING GIN ("search");
CREATE INDEX "catalogue_servers_title_idx" ON "catalogue_servers" USING GIN ("title" gin_trgm_ops);

-- What is searched and counted; narrow, because a common word matches a fifth of all tools.
CREATE TABLE "catalogue_tools" (
    "server_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "class" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "effects" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
    "is_unknown" BOOLEAN NOT NULL,
    "confidence" REAL NOT NULL,
    "token_count" INTEGER NOT NULL,
    "parameter_count" INTEGER NOT NULL,
    "required_count" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "gravity" SMALLINT NOT NULL GENERATED ALWAYS AS (CASE "class"
      WHEN 'read' THEN 0 WHEN 'write' THEN 1 WHEN 'execute' THEN 2 WHEN 'destructive' THEN 3 ELSE 4 END) STORED,
    "search" TSVECTOR NOT NULL,

    CONSTRAINT "catalogue_tools_pkey" PRIMARY KEY ("server_id", "name"),
    CONSTRAINT "catalogue_tools_class_check" CHECK ("class" IN ('read', 'write', 'execute', 'destructive', 'financial'))
);
CREATE INDEX "catalogue_tools_search_idx" ON "catalogue_tools" USING GIN ("search");
CREATE INDEX "catalogue_tools_name_trgm_idx" ON "catalogue_tools" USING GIN ("name" gin_trgm_ops);
CREATE INDEX "catalogue_tools_name_idx" ON "catalogue_tools" (lower("name"));
ALTER TABLE "catalogue_tools" ADD CONSTRAINT "catalogue_tools_server_id_fkey"
  FOREIGN KEY ("server_id") REFERENCES "catalogue_servers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The rest of a tool, for its page.
CREATE TABLE "catalogue_tool_details" (
    "server_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "title" TEXT,
    "description" TEXT,
    "parameters" JSONB NOT NULL DEFAULT '[]',
    "accepts_unknown" BOOLEAN NOT NULL DEFAULT true,
    "annotations" JSONB NOT NULL DEFAULT '{}',
    "evidence" JSONB NOT NULL DEFAULT '[]',
    "language" TEXT NOT NULL DEFAULT 'en',
    "flags" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "catalogue_tool_details_pkey" PRIMARY KEY ("server_id", "name")
);
ALTER TABLE "catalogue_tool_details" ADD CONSTRAINT "catalogue_tool_details_server_id_name_fkey"
  FOREIGN KEY ("server_id", "name") REFERENCES "catalogue_tools"("server_id", "name") ON DELETE CASCADE ON UPDATE CASCADE;

-- What was different from one listing to the next.
CREATE TABLE "catalogue_changes" (
    "seq" BIGSERIAL NOT NULL,
    "server_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "tool" TEXT,
    "detail" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "catalogue_changes_pkey" PRIMARY KEY ("seq")
);
CREATE INDEX "catalogue_changes_server_id_seq_idx" ON "catalogue_changes"("server_id", "seq" DESC);
ALTER TABLE "catalogue_changes" ADD CONSTRAINT "catalogue_changes_server_id_fkey"
  FOREIGN KEY ("server_id") REFERENCES "catalogue_servers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Where entries come from, and how far each source is read.
CREATE TABLE "catalogue_sources" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'idle',
    -- Counts up with every page and every failure: of two workers with the same page one loses.
    "step" INTEGER NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(3),
    "lease_holder" TEXT,
    "next_at" TIMESTAMPTZ(3),
    "run_started_at" TIMESTAMPTZ(3),
    -- The registry's own clock when the run began: what the next run asks for.
    "run_as_of" TIMESTAMPTZ(3),
    "cursor" TEXT,
    -- An earlier cursor of this run: meeting it again is a circle.
    "cursor_mark" TEXT,
    "updated_since" TIMESTAMPTZ(3),
    "pages" INTEGER NOT NULL DEFAULT 0,
    "entries" INTEGER NOT NULL DEFAULT 0,
    "applied" INTEGER NOT NULL DEFAULT 0,
    "deleted" INTEGER NOT NULL DEFAULT 0,
    "refused" INTEGER NOT NULL DEFAULT 0,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "restarts" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "last_error_at" TIMESTAMPTZ(3),
    "completed_at" TIMESTAMPTZ(3),
    "content_hash" TEXT,

    CONSTRAINT "catalogue_sources_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "catalogue_sources_state_check" CHECK ("state" IN ('idle', 'running', 'failed'))
);

-- One row: what all pages say of the size of the catalogue, and when it was counted.
CREATE TABLE "catalogue_totals" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "servers" INTEGER NOT NULL,
    "servers_listed" INTEGER NOT NULL,
    "servers_official" INTEGER NOT NULL,
    "tools" INTEGER NOT NULL,
    "by_class" JSONB NOT NULL,
    "by_risk" JSONB NOT NULL,
    "by_transport" JSONB NOT NULL,
    "as_of" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "catalogue_totals_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "catalogue_totals_one_row" CHECK ("id" = 1)
);

-- Public: the product's role reads all of it, and writes none of it.
DO $$
DECLARE
  catalogue_table text;
BEGIN
  FOREACH catalogue_table IN ARRAY ARRAY['catalogue_servers', 'catalogue_tools', 'catalogue_tool_details', 'catalogue_changes',
    'catalogue_sources', 'catalogue_totals'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', catalogue_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', catalogue_table);
    EXECUTE format('CREATE POLICY public_read ON %I FOR SELECT TO policylayer_app USING (true)', catalogue_table);
    EXECUTE format('CREATE POLICY system ON %I TO policylayer_system USING (true) WITH CHECK (true)', catalogue_table);
    EXECUTE format('GRANT SELECT ON %I TO policylayer_app', catalogue_table);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO policylayer_system', catalogue_table);
  END LOOP;
END $$;
GRANT USAGE ON SEQUENCE catalogue_changes_seq_seq TO policylayer_system;
