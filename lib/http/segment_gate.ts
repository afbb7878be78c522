/** Who may send Segment's calls. */
import type { Context } from "fresh";
import type { State } from "@/define.ts";
import { problemResponse } from "@/lib/http/problem.ts";
import { ForbiddenError } from "@/lib/platform/errors.ts";
import { hasWriteKey } from "@/lib/segment/write_keys.ts";

/**
 * The answer to a request that carries no write key of ours; `null` when it does.
 *
 * @throws {ForbiddenError} when no write key is configured, so that nobody can have one
 */
export function refuseWithoutWriteKey(ctx: Context<State>): Response | null {
  const keys = ctx.state.services.config.segmentWriteKeys;
  if (keys.length === 0) {
    throw new ForbiddenError(
      "The Segment intake is closed: no write key is configured (SEGMENT_WRITE_KEYS)",
    );
  }
  if (hasWriteKey(ctx.req.headers.get("authorization"), keys)) return null;
  return problemResponse({
    problem: {
      type: "urn:cip:problem:unauthenticated",
      title: "Authentication needed",
      status: 401,
      detail: "The request carries no valid write key; send it as the user name of Basic authentication",
      instance: ctx.url.pathname,
      requestId: ctx.state.requestId,
    },
    headers: { "www-authenticate": 'Basic realm="segment", charset="UTF-8"' },
  });
}
