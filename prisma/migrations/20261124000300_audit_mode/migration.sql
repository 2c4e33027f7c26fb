-- What an organization wants of its calls while Redis can't be reached: none (strict), or those whose limits allow it.
CREATE TYPE "audit_mode" AS ENUM ('strict', 'available');
ALTER TABLE "organizations" ADD COLUMN "audit_mode" "audit_mode" NOT NULL DEFAULT 'strict';
-- A call that was judged then: uncounted, and recorded once Redis was back.
ALTER TABLE "calls" ADD COLUMN "degraded" BOOLEAN NOT NULL DEFAULT false;
