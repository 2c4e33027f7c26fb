import { z } from "zod";

const envSchema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3200),
  HOST: z.string().min(1).default("127.0.0.1"),
});

/** Every variable this process reads. Throws one sentence naming the variable that can't be used. */
export function readEnv(env: Record<string, string | undefined> = process.env): { port: number; host: string } {
  const parsed = envSchema.safeParse({ PORT: env.PORT || undefined, HOST: env.HOST || undefined });
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new Error(`${issue?.path.join(".")}: ${issue?.message}`);
  }
  return { port: parsed.data.PORT, host: parsed.data.HOST };
}
