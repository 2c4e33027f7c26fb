import type { ConnectWay } from "@/components/catalogue/connect-ways";
import { listed } from "@/components/catalogue/count-words";
import { RevealedText } from "@/components/tools/revealed-text";
import { CodeBlock } from "@/components/ui/code-block";

interface ConnectWaysProps {
  readonly title: string;
  readonly ways: readonly ConnectWay[];
  readonly repository: string | null;
}

/** By its address, or by serving its program at one; then through the proxy. */
export function ConnectWays({ title, ways, repository }: ConnectWaysProps) {
  return (
    <div className="grid grid-cols-1 gap-4">
      {ways.length === 0 ? (
        <p className="text-muted">
          The catalogue knows neither an address nor a package of it.{" "}
          {repository === null ? "" : "Its source is below."}
        </p>
      ) : null}
      {ways.map((way) => (
        <Way key={way.kind === "address" ? way.url : `${way.registry} ${way.identifier}`} way={way} />
      ))}
      <p className="text-[0.8125rem] text-muted text-pretty">
        Register the address in PolicyLayer, give a grant a policy for {title}, and put the proxy URL in your client
        where the server’s was.
      </p>
      {repository === null ? null : (
        <a
          href={repository}
          rel="nofollow noopener ugc"
          className="wrap-anywhere rounded text-[0.8125rem] text-accent underline underline-offset-3"
        >
          {repository}
        </a>
      )}
    </div>
  );
}

function Way({ way }: { way: ConnectWay }) {
  const needs =
    way.needs.length === 0 ? null : (
      <p className="mt-1 break-words text-[0.8125rem] text-muted">Needs {listed(way.needs)}.</p>
    );
  if (way.kind === "address") {
    return (
      <div>
        <CodeBlock text={way.url} label="server URL" caption={way.transport} isWrapped />
        {way.isWhole ? null : (
          <p className="mt-1 text-[0.8125rem] text-muted">What is in braces is yours to fill in.</p>
        )}
        {needs}
      </div>
    );
  }
  return (
    <div>
      <p className="mb-1.5 break-words">
        <code className="wrap-anywhere font-mono text-[0.8125rem]">
          <RevealedText text={way.identifier} />
        </code>{" "}
        <span className="text-muted">from {way.registry}</span>
      </p>
      {way.command === null ? null : (
        <>
          <p className="mb-1.5 text-[0.8125rem] text-muted">Started as a program; to serve it at an address:</p>
          <CodeBlock text={way.command} label="command" caption="shell" isWrapped />
        </>
      )}
      {needs}
    </div>
  );
}
