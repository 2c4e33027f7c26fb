export interface ContentsGroup {
  readonly title: string;
  readonly links: readonly { readonly id: string; readonly title: string }[];
}

/** The page's table of contents: beside the text on a wide screen, folded above it on a narrow one. */
export function Contents({ groups }: { groups: readonly ContentsGroup[] }) {
  return (
    <>
      <details className="rounded-lg border border-line bg-surface px-4 py-3 lg:hidden">
        <summary className="font-medium">On this page</summary>
        <nav aria-label="On this page" className="mt-3">
          <Groups groups={groups} />
        </nav>
      </details>
      <nav
        aria-label="On this page"
        className="sticky top-6 hidden max-h-[calc(100dvh-3rem)] overflow-y-auto pr-2 pb-4 lg:block"
      >
        <Groups groups={groups} />
      </nav>
    </>
  );
}

function Groups({ groups }: { groups: readonly ContentsGroup[] }) {
  return (
    <div className="grid gap-5 text-[0.8125rem]">
      {groups.map(({ title, links }) => (
        <div key={title}>
          <p className="mb-1 font-medium">{title}</p>
          <ul className="border-line border-l">
            {links.map(({ id, title: text }) => (
              <li key={id}>
                <a
                  href={`#${id}`}
                  className="-ml-px block border-transparent border-l py-1 pl-3 text-muted hover:border-line-strong hover:text-ink"
                >
                  {text}
                </a>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}
