import { hashOf, matches, versionedTag } from "@/lib/http/entity_tag.ts";

const JSON_TYPE = "application/json";
/** A browser may keep it, and asks each time whether it still holds. */
const REVALIDATE = "private, no-cache";

/** A JSON answer with an ETag of its content; 304 when the caller has it already. */
export function jsonWithEtag(
  request: Request,
  value: unknown,
  headers: Record<string, string> = {},
): Response {
  const body = JSON.stringify(value);
  return readAnswer(request, body, `"${hashOf(body)}"`, headers);
}

/** A read of something that has versions: its ETag can be given as `If-Match` to a write. */
export function jsonOfVersion(
  request: Request,
  value: { version: number },
  headers: Record<string, string> = {},
): Response {
  const body = JSON.stringify(value);
  return readAnswer(request, body, versionedTag(value.version, body), headers);
}

/** The answer to a write: the thing as it is now, with the ETag for the next write. */
export function writtenJson(
  value: { version: number },
  init: { status?: number; headers?: Record<string, string> } = {},
): Response {
  const body = JSON.stringify(value);
  const headers = {
    ...init.headers,
    etag: versionedTag(value.version, body),
    "content-type": JSON_TYPE,
    "cache-control": "no-store",
  };
  return new Response(body, { status: init.status ?? 200, headers });
}

function readAnswer(
  request: Request,
  body: string,
  etag: string,
  headers: Record<string, string>,
): Response {
  const common = { ...headers, etag, "cache-control": REVALIDATE };
  if (matches(request.headers.get("if-none-match"), etag)) {
    return new Response(null, { status: 304, headers: common });
  }
  return new Response(body, { headers: { ...common, "content-type": JSON_TYPE } });
}
