import { createHash, timingSafeEqual } from "node:crypto";

/**
 * Whether an Authorization header carries one of the write keys, as Basic user name with any password. Takes the same
 * time whichever key is right and however much of one is.
 */
export function hasWriteKey(authorization: string | null, keys: readonly string[]): boolean {
  const given = digestOf(userNameOf(authorization ?? "") ?? "");
  let found = false;
  for (const key of keys) found = timingSafeEqual(digestOf(key), given) || found;
  return found;
}

function userNameOf(authorization: string): string | null {
  const credentials = /^basic +([a-z0-9+/_=-]+)$/i.exec(authorization.trim())?.[1];
  if (credentials === undefined) return null;
  try {
    return new TextDecoder().decode(Uint8Array.fromBase64(credentials)).split(":")[0] ?? null;
  } catch {
    return null;
  }
}

/** Equal lengths, which the comparison needs; the keys' own lengths do not show. */
function digestOf(text: string): Uint8Array {
  return createHash("sha256").update(text).digest();
}
