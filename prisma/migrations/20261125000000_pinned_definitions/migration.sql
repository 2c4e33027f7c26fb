-- A tool as it was approved, and beside it what its server says now, where that is something else.
ALTER TABLE "tools"
  ADD COLUMN "status" TEXT NOT NULL DEFAULT 'approved',
  ADD COLUMN "approved_at" TIMESTAMPTZ(3),
  ADD COLUMN "pending_definition" JSONB,
  ADD COLUMN "pending_hash" TEXT,
  ADD COLUMN "pending_since" TIMESTAMPTZ(3),
  ADD COLUMN "blocked_hash" TEXT;
ALTER TABLE "tools" ADD CONSTRAINT "tools_status" CHECK ("status" IN ('approved', 'quarantined', 'blocked', 'removed'));
-- What was pinned until now was taken as it came.
UPDATE "tools" SET "approved_at" = "pinned_at";
CREATE UNIQUE INDEX "tools_organization_id_id_key" ON "tools"("organization_id", "id");

ALTER TABLE "servers"
  ADD COLUMN "tools_checked_at" TIMESTAMPTZ(3),
  ADD COLUMN "tools_check_failure" TEXT;
CREATE INDEX "servers_tools_checked_at_idx" ON "servers"("tools_checked_at");

CREATE TABLE "tool_decisions" (
  "id" TEXT NOT NULL,
  "organization_id" TEXT NOT NULL,
  "tool_id" TEXT NOT NULL,
  "verdict" TEXT NOT NULL,
  "hash" TEXT NOT NULL,
  "definition" JSONB NOT NULL,
  "actor_kind" TEXT NOT NULL,
  "actor_id" TEXT NOT NULL,
  "actor_name" TEXT NOT NULL,
  "note" TEXT,
  "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

  CONSTRAINT "tool_decisions_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "tool_decisions_organization_id_tool_id_at_idx" ON "tool_decisions"("organization_id", "tool_id", "at" DESC);
ALTER TABLE "tool_decisions" ADD CONSTRAINT "tool_decisions_organization_id_tool_id_fkey"
  FOREIGN KEY ("organization_id", "tool_id") REFERENCES "tools"("organization_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "tool_decisions" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "tool_decisions" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "tool_decisions" TO policylayer_app
  USING (organization_id = current_setting('app.organization_id', true))
  WITH CHECK (organization_id = current_setting('app.organization_id', true));
CREATE POLICY system ON "tool_decisions" TO policylayer_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "tool_decisions" TO policylayer_system;
-- What somebody decided is never changed by the product's own hand.
GRANT SELECT, INSERT ON "tool_decisions" TO policylayer_app;

INSERT INTO "tool_decisions" ("id", "organization_id", "tool_id", "verdict", "hash", "definition", "actor_kind", "actor_id", "actor_name", "at")
SELECT 'tdc_' || substr("id", 6), "organization_id", "id", 'first_use', "hash", "definition", 'system', 'migration', 'PolicyLayer', "pinned_at"
FROM "tools";
