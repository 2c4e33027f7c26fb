/** A server a grant can be given, with its policies. */
export interface ServerChoice {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly policies: readonly { readonly id: string; readonly name: string }[];
}

export interface Binding {
  readonly server: string;
  readonly policy: string | null;
}

/** Servers and policies as the choices of a form, in the servers' order. */
export function serverChoices(
  servers: readonly { readonly id: string; readonly slug: string; readonly name: string }[],
  policies: readonly { readonly id: string; readonly name: string; readonly server: string }[],
): ServerChoice[] {
  return servers.map(({ id, slug, name }) => ({
    id,
    slug,
    name,
    policies: policies.filter(({ server }) => server === id).map((policy) => ({ id: policy.id, name: policy.name })),
  }));
}

/** The name of the field that chooses a server's policy. */
export function policyField(server: string): string {
  return `policy:${server}`;
}

/** Reads the fields of `BindingFields`: the servers that are ticked, each with its policy, or null for none. */
export function readBindings(form: FormData): Binding[] {
  return form.getAll("server").map((server) => {
    const policy = form.get(policyField(String(server)));
    return { server: String(server), policy: typeof policy === "string" && policy !== "" ? policy : null };
  });
}
