/**
 * Entity tags of things that users change: `"<version>-<hash>"`. The hash changes with anything shown, so that
 * `If-None-Match` is right when a score moves; `If-Match` compares the version alone, so that a scoring between read and
 * write makes no write fail.
 */
import { createHash } from "node:crypto";
import type { ExpectedVersions } from "@/lib/platform/version.ts";

const VERSIONED = /^"(\d{1,15})-[\w-]+"$/;
const HASH_LENGTH = 22;

export function hashOf(body: string): string {
  return createHash("sha256").update(body).digest("base64url").slice(0, HASH_LENGTH);
}

export function versionedTag(version: number, body: string): string {
  return `"${version}-${hashOf(body)}"`;
}

/** The versions that `If-Match` names; `null` when there is no such header, or any version will do (`*`). */
export function expectedVersions(request: Request): ExpectedVersions {
  const header = request.headers.get("if-match");
  if (header === null) return null;
  const tags = header.split(",").map((tag) => tag.trim());
  if (tags.includes("*")) return null;
  // A weak tag never matches here, nor does one that is not of ours.
  return tags.flatMap((tag) => VERSIONED.exec(tag)?.slice(1).map(Number) ?? []);
}

/** Weak comparison over a list of entity tags, as If-None-Match wants it. */
export function matches(header: string | null, etag: string): boolean {
  if (header === null) return false;
  return header.split(",").map((tag) => tag.trim()).some((tag) =>
    tag === "*" || tag.replace(/^W\//, "") === etag
  );
}
