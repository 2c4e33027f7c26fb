const NAMES = new Intl.DisplayNames(["en"], { type: "language" });

/** `es` → Spanish; null for English, and for what is no language's code. */
export function foreignLanguage(tag: string): string | null {
  if (tag === "en" || !/^[a-z]{2}$/.test(tag)) return null;
  const name = NAMES.of(tag);
  return name === undefined || name === tag ? null : name;
}
