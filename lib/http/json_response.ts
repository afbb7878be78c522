import { createHash } from "node:crypto";

/** A JSON answer with an ETag of its content; 304 when the caller has it already. */
export function jsonWithEtag(
  request: Request,
  value: unknown,
  headers: Record<string, string> = {},
): Response {
  const body = JSON.stringify(value);
  const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
  const common = { ...headers, etag, "cache-control": "private, no-cache" };
  if (matches(request.headers.get("if-none-match"), etag)) {
    return new Response(null, { status: 304, headers: common });
  }
  return new Response(body, { headers: { ...common, "content-type": "application/json" } });
}

/** Weak comparison over a list of entity tags, as If-None-Match wants it. */
export function matches(header: string | null, etag: string): boolean {
  if (header === null) return false;
  return header.split(",").map((tag) => tag.trim()).some((tag) =>
    tag === "*" || tag.replace(/^W\//, "") === etag
  );
}
