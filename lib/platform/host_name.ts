const HOST = /^(?:\[[0-9a-f:.]+\]|[\w.-]+)(?::\d{0,5})?$/i;

/**
 * The name in a `Host` header, in the one form in which names are compared: lower case, addresses written out, without
 * the port and the dot that may end it.
 *
 * @returns `null` for what is no host: credentials, a path, a port that does not exist, an address that is none
 */
export function hostNameOf(host: string): string | null {
  const address = `http://${host}`;
  return HOST.test(host) && URL.canParse(address) ? new URL(address).hostname.replace(/\.$/, "") : null;
}
