-- The risk class a person gave a tool, instead of the one worked out.
CREATE TABLE "tool_risk_overrides" (
    "organization_id" TEXT NOT NULL,
    "server_id" TEXT NOT NULL,
    "tool_name" TEXT NOT NULL,
    "risk_class" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "tool_hash" TEXT NOT NULL,
    "actor_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "tool_risk_overrides_pkey" PRIMARY KEY ("server_id","tool_name"),
    CONSTRAINT "tool_risk_overrides_class_check" CHECK ("risk_class" IN ('read', 'write', 'execute', 'destructive', 'financial'))
);

CREATE INDEX "tool_risk_overrides_organization_id_idx" ON "tool_risk_overrides"("organization_id");

ALTER TABLE "tool_risk_overrides" ADD CONSTRAINT "tool_risk_overrides_organization_id_server_id_fkey" FOREIGN KEY ("organization_id", "server_id") REFERENCES "servers"("organization_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "tool_risk_overrides" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "tool_risk_overrides" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "tool_risk_overrides" TO policylayer_app
  USING (organization_id = current_setting('app.organization_id', true))
  WITH CHECK (organization_id = current_setting('app.organization_id', true));
CREATE POLICY system ON "tool_risk_overrides" TO policylayer_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "tool_risk_overrides" TO policylayer_system, policylayer_app;
