import { Card } from "@/components/ui/card";
import { CodeBlock } from "@/components/ui/code-block";

/** How more servers get into the catalogue; that no registry is read, where none is. */
export function FillCatalogue({ hasRegistry }: { hasRegistry: boolean }) {
  return (
    <Card
      title={hasRegistry ? "More servers" : "No registry is read"}
      description={
        hasRegistry
          ? "From files and other registries, on the machine that runs PolicyLayer."
          : "Nothing connects to one by itself. Whoever runs PolicyLayer can have one read, or take servers in from a file."
      }
    >
      <div className="grid grid-cols-1 gap-4">
        {hasRegistry ? null : (
          <div>
            <p className="mb-1.5">
              Read a registry, and again every hour: set this in the environment of the worker, or of npm start, and
              start it again.
            </p>
            <CodeBlock
              text="CATALOGUE_REGISTRY_URL=https://registry.modelcontextprotocol.io"
              label="environment variable"
              caption="environment"
              isWrapped
            />
          </div>
        )}
        <div>
          <p className="mb-1.5">Take in a file of JSON lines, each a server with its tools:</p>
          <CodeBlock
            text="npm run -s catalogue -- import servers.jsonl"
            label="import command"
            caption="shell"
            isWrapped
          />
        </div>
        <div>
          <p className="mb-1.5">Read a registry once, now:</p>
          <CodeBlock text="npm run -s catalogue -- sync" label="sync command" caption="shell" isWrapped />
        </div>
      </div>
    </Card>
  );
}
