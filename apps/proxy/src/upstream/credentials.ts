/** Names of headers whose value opens something. */
const CREDENTIAL_NAME = /auth|key|token|secret|password|credential|cookie|signature/;
/** What is shorter could stand in an answer by chance. */
const CHARS_MIN = 12;

/**
 * The credentials among the headers of an upstream, as name, value, name, value: each value, and without its scheme. null
 * when there are none, which spares every answer a look.
 */
export function credentialsIn(headers: readonly string[]): readonly string[] | null {
  let found: string[] | null = null;
  for (let at = 0; at + 1 < headers.length; at += 2) {
    const value = headers[at + 1] ?? "";
    if (!CREDENTIAL_NAME.test(headers[at] ?? "")) continue;
    const bare = value.slice(value.indexOf(" ") + 1).trim();
    const secret = bare.length >= CHARS_MIN ? bare : value;
    if (secret.length < CHARS_MIN) continue;
    found ??= [];
    found.push(secret);
    const escaped = JSON.stringify(secret).slice(1, -1);
    if (escaped !== secret) found.push(escaped);
  }
  return found;
}

/**
 * Whether a message of the upstream repeats one of them, as a tool does that prints the request it got. An upstream that
 * wants to give its own credentials away can disguise them; this is against those that do it unawares.
 */
export function repeatsCredential(text: string, credentials: readonly string[] | null): boolean {
  return credentials?.some((credential) => text.includes(credential)) ?? false;
}
