-- When the reading of a source last went as it should, by this server's clock: it was begun, took a page, planned another try,
-- or was found waiting for what it had planned. Whoever reads may die; then this stands still.
ALTER TABLE "catalogue_sources" ADD COLUMN "active_at" TIMESTAMPTZ(3);
