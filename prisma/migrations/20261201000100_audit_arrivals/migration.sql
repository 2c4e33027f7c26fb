-- Which numbers of each partition's sequence have come into the log. The gate numbers its records without a gap, so a hole that
-- stays is a record that was lost on its way. Of no tenant: a partition holds many.
CREATE TABLE "audit_arrivals" (
    "partition" SMALLINT NOT NULL,
    "arrived" int8multirange NOT NULL,

    CONSTRAINT "audit_arrivals_pkey" PRIMARY KEY ("partition")
);

ALTER TABLE "audit_arrivals" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "audit_arrivals" FORCE ROW LEVEL SECURITY;
CREATE POLICY system ON "audit_arrivals" TO policylayer_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON "audit_arrivals" TO policylayer_system;
