import { Select } from "../ui/select";
import { type Binding, policyField, type ServerChoice } from "./binding-choices";

interface BindingFieldsProps {
  readonly choices: readonly ServerChoice[];
  /** What is bound now. */
  readonly bindings: readonly Binding[];
  /** Without it the policies can be chosen, the servers not. */
  readonly canChooseServers: boolean;
  readonly error?: string | undefined;
}

/** For each server: whether the grant has it, and the policy its calls are judged by. */
export function BindingFields({ choices, bindings, canChooseServers, error }: BindingFieldsProps) {
  const bound = new Map(bindings.map(({ server, policy }) => [server, policy]));
  const shown = canChooseServers ? choices : choices.filter(({ id }) => bound.has(id));
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 font-medium">Servers</legend>
      <ul className="divide-y divide-line rounded-md border border-line">
        {shown.map((choice) => (
          <li
            key={choice.id}
            className="group grid items-center gap-x-4 gap-y-2 px-3 py-2.5 sm:grid-cols-[minmax(0,1fr)_minmax(0,16rem)]"
          >
            <label className="flex min-w-0 items-center gap-2.5">
              {canChooseServers ? null : <input type="hidden" name="server" value={choice.id} />}
              <input
                type="checkbox"
                {...(canChooseServers ? { name: "server", value: choice.id } : { disabled: true })}
                defaultChecked={bound.has(choice.id)}
                className="size-4 shrink-0 accent-[var(--accent)]"
              />
              <span className="min-w-0">
                <span className="block truncate font-medium">{choice.name}</span>
                <span className="block truncate font-mono text-muted text-xs">{choice.slug}</span>
              </span>
            </label>
            <Select
              name={policyField(choice.id)}
              aria-label={`Policy for ${choice.name}`}
              defaultValue={bound.has(choice.id) ? (bound.get(choice.id) ?? "") : (choice.policies[0]?.id ?? "")}
              className="opacity-60 group-has-checked:opacity-100"
            >
              {choice.policies.map((policy) => (
                <option key={policy.id} value={policy.id}>
                  {policy.name}
                </option>
              ))}
              <option value="">No policy: every call is denied</option>
            </Select>
          </li>
        ))}
      </ul>
      {error ? (
        <p role="alert" className="mt-1.5 font-medium text-[0.8125rem] text-deny">
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}
