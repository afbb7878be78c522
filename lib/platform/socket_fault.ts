const CODES = new Set<unknown>([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
]);

/** True for what a socket itself reports when it breaks or cannot be opened; drivers let some of it through as it is. */
export function isSocketFault(error: unknown): boolean {
  return error instanceof Error && "code" in error && CODES.has(error.code);
}
