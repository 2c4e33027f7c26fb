-- How a server is spoken to, as it was found when its tools were last listed.
ALTER TABLE "servers" ADD COLUMN "transport" TEXT NOT NULL DEFAULT 'streamable_http';
ALTER TABLE "servers" ADD CONSTRAINT "servers_transport" CHECK ("transport" IN ('streamable_http', 'http_sse'));
