-- Calls that wait for a person, and what people said to them.
CREATE TABLE "approvals" (
    "id" TEXT NOT NULL,
    "organization_id" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "binding" TEXT NOT NULL,
    "call_id" TEXT NOT NULL,
    "grant_id" TEXT NOT NULL,
    "grant_label" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "team_slug" TEXT NOT NULL,
    "server_id" TEXT NOT NULL,
    "server_slug" TEXT NOT NULL,
    "tool" TEXT NOT NULL,
    "tool_hash" TEXT NOT NULL,
    "policy_id" TEXT NOT NULL,
    "policy_version" INTEGER NOT NULL,
    "rule" TEXT,
    "reason" TEXT NOT NULL,
    "argument_keys" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "arguments_hash" TEXT NOT NULL,
    "arguments_ciphertext" BYTEA,
    "approvers" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_at" TIMESTAMPTZ(3),
    "used_at" TIMESTAMPTZ(3),
    "used_by_call" TEXT,

    CONSTRAINT "approvals_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "approvals_status_check" CHECK ("status" IN ('pending', 'approved', 'denied', 'expired', 'used'))
);

CREATE TABLE "approval_votes" (
    "organization_id" TEXT NOT NULL,
    "approval_id" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "verdict" TEXT NOT NULL,
    "note" TEXT,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "actor_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "approval_votes_pkey" PRIMARY KEY ("approval_id","person"),
    CONSTRAINT "approval_votes_verdict_check" CHECK ("verdict" IN ('approved', 'denied'))
);

CREATE UNIQUE INDEX "approvals_organization_id_id_key" ON "approvals"("organization_id", "id");
CREATE INDEX "approvals_organization_id_created_at_idx" ON "approvals"("organization_id", "created_at");
CREATE INDEX "approvals_organization_id_binding_idx" ON "approvals"("organization_id", "binding");
CREATE INDEX "approval_votes_organization_id_idx" ON "approval_votes"("organization_id");

-- A second call of the same binding joins the one that waits, also when both come at the same moment.
CREATE UNIQUE INDEX "approvals_pending_binding_key" ON "approvals"("organization_id", "binding") WHERE "status" = 'pending';
-- How many of a grant wait, and which have come to their end.
CREATE INDEX "approvals_pending_grant_idx" ON "approvals"("organization_id", "grant_id") WHERE "status" = 'pending';
CREATE INDEX "approvals_open_expires_at_idx" ON "approvals"("expires_at") WHERE "status" IN ('pending', 'approved');

ALTER TABLE "approvals" ADD CONSTRAINT "approvals_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "approval_votes" ADD CONSTRAINT "approval_votes_organization_id_approval_id_fkey" FOREIGN KEY ("organization_id", "approval_id") REFERENCES "approvals"("organization_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

DO $$
DECLARE
  tenant_table text;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY['approvals', 'approval_votes'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('CREATE POLICY tenant ON %I TO policylayer_app
      USING (organization_id = current_setting(''app.organization_id'', true))
      WITH CHECK (organization_id = current_setting(''app.organization_id'', true))', tenant_table);
    EXECUTE format('CREATE POLICY system ON %I TO policylayer_system USING (true) WITH CHECK (true)', tenant_table);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO policylayer_system', tenant_table);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO policylayer_app', tenant_table);
  END LOOP;
END $$;

-- The approval that a call asked for or used.
ALTER TABLE "calls" ADD COLUMN "approval_id" TEXT;
