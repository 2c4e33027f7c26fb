-- What a policy in shadow mode would have decided of a call that it let through.
ALTER TABLE "calls" ADD COLUMN "would_decision" TEXT, ADD COLUMN "would_code" TEXT;
