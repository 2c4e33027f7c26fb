const LOCAL_ENDINGS =
  /(^|\.)(localhost|local|internal|intranet|lan|home|corp|private|test|invalid|example|onion|ts\.net|home\.arpa)$/;

/** Whether a host is of no public name: nothing of such an address may be shown to anybody else. */
export function isPrivateHost(host: string): boolean {
  const name = host
    .toLowerCase()
    .replace(/:[0-9]+$/, "")
    .replace(/\.$/, "");
  // Addresses, public ones too, name a machine and not a product.
  if (/^[0-9.]+$/.test(name) || name.includes(":") || name.startsWith("[")) return true;
  return !name.includes(".") || LOCAL_ENDINGS.test(name);
}
