-- Each name that tools have, once, without its capitals: what a misspelt name is compared with. Half of all tools share theirs
-- with others, and these rows are a tenth as wide, so that comparing takes a fraction of what it takes over the tools.
CREATE TABLE "catalogue_tool_names" (
    "name" TEXT NOT NULL,

    CONSTRAINT "catalogue_tool_names_pkey" PRIMARY KEY ("name")
);
INSERT INTO "catalogue_tool_names" SELECT DISTINCT lower("name") FROM "catalogue_tools";
CREATE INDEX "catalogue_tool_names_trgm_idx" ON "catalogue_tool_names" USING GIN ("name" gin_trgm_ops);
DROP INDEX "catalogue_tools_name_trgm_idx";

-- Whoever writes or removes tools, keeps their names with them: there are several ways to do so, and one is a cascade. Two
-- writers at once would each miss what the other adds or removes; the lock of the catalogue admits one. Tools aren't renamed.
CREATE FUNCTION catalogue_tool_names_add() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO catalogue_tool_names (name) SELECT DISTINCT lower(name) FROM added ORDER BY 1 ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE FUNCTION catalogue_tool_names_remove() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM catalogue_tool_names n USING (SELECT DISTINCT lower(name) AS name FROM removed) r
  WHERE n.name = r.name AND NOT EXISTS (SELECT 1 FROM catalogue_tools t WHERE lower(t.name) = r.name);
  RETURN NULL;
END $$;
CREATE TRIGGER catalogue_tool_names_add AFTER INSERT ON "catalogue_tools" REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION catalogue_tool_names_add();
CREATE TRIGGER catalogue_tool_names_remove AFTER DELETE ON "catalogue_tools" REFERENCING OLD TABLE AS removed
  FOR EACH STATEMENT EXECUTE FUNCTION catalogue_tool_names_remove();

-- Public like the rest of the catalogue: the product's role reads all of it, and writes none of it.
ALTER TABLE "catalogue_tool_names" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "catalogue_tool_names" FORCE ROW LEVEL SECURITY;
CREATE POLICY public_read ON "catalogue_tool_names" FOR SELECT TO policylayer_app USING (true);
CREATE POLICY system ON "catalogue_tool_names" TO policylayer_system USING (true) WITH CHECK (true);
GRANT SELECT ON "catalogue_tool_names" TO policylayer_app;
GRANT SELECT, INSERT, DELETE ON "catalogue_tool_names" TO policylayer_system;
