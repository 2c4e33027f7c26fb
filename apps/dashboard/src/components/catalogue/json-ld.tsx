import { type StructuredData, structuredText } from "./structured-data";

/** Data, not a script: browsers don't run it, so the page's policy for scripts doesn't ask it for a nonce. */
export function JsonLd({ data }: { data: readonly StructuredData[] }) {
  return (
    <script
      type="application/ld+json"
      // biome-ignore lint/security/noDangerouslySetInnerHtml: escaped by structuredText; React would escape quotes, which JSON keeps
      dangerouslySetInnerHTML={{ __html: structuredText(data) }}
    />
  );
}
