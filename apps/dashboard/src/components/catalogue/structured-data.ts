/** What a search engine is told of a page, in schema.org's words. */
export type StructuredData = Readonly<Record<string, unknown>>;

/**
 * JSON for a script element. Nothing in it can end the element or begin a comment, whatever a server is called; JSON reads the
 * escapes back as the same characters.
 */
export function structuredText(data: readonly StructuredData[]): string {
  const [only] = data;
  const text = JSON.stringify(data.length === 1 ? only : data);
  return text.replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

interface Crumb {
  readonly name: string;
  readonly url: string;
}

export function breadcrumbs(crumbs: readonly Crumb[]): StructuredData {
  return {
    "@context": "https://schema.org",
    "@type": "BreadcrumbList",
    itemListElement: crumbs.map(({ name, url }, n) => ({ "@type": "ListItem", position: n + 1, name, item: url })),
  };
}

export function questionsPage(
  questions: readonly { readonly question: string; readonly answer: string }[],
): StructuredData {
  return {
    "@context": "https://schema.org",
    "@type": "FAQPage",
    mainEntity: questions.map(({ question, answer }) => ({
      "@type": "Question",
      name: question,
      acceptedAnswer: { "@type": "Answer", text: answer },
    })),
  };
}

interface Article {
  readonly name: string;
  readonly description: string;
  readonly url: string;
  readonly changedAt: string | null;
}

export function article({ name, description, url, changedAt }: Article): StructuredData {
  return {
    "@context": "https://schema.org",
    "@type": "TechArticle",
    headline: name,
    description,
    url,
    ...(changedAt === null ? {} : { dateModified: changedAt }),
    publisher: { "@type": "Organization", name: "PolicyLayer" },
  };
}
