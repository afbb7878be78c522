/**
 * `Idempotency-Key`: a POST that is sent again with the same key and body is answered as before, not done again. Where
 * the process died before it could keep its answer, the work is done again; as the ids of what it creates follow from
 * the key, it then finds what the first one made.
 */
import { createHash, randomUUID } from "node:crypto";
import type { Context } from "fresh";
import type { State } from "@/define.ts";
import { ConflictError, DomainError, InvalidError, MalformedError } from "@/lib/platform/errors.ts";
import { derivedId, newId } from "@/lib/platform/ids.ts";
import { LIMITS } from "@/lib/platform/limits.ts";
import { mediaTypeOf, readText } from "@/lib/http/body.ts";
import type { ApiHandler } from "@/lib/http/api_handler.ts";
import type { StoredAnswer } from "@/lib/http/idempotency_store.ts";

const KEY = /^[\x20-\x7e]{1,255}$/;
const KEPT_HEADERS = ["content-type", "location", "etag"];

/** What a request makes. */
export interface Making {
  /** The id to make it under; the same whenever the work of one key is done. */
  readonly id: string;
  /** To be called when the answer tells of a client: a deletion takes it too. */
  concerns(clientId: string): void;
}

export type MakingHandler = (ctx: Context<State>, making: Making) => Response | Promise<Response>;

/**
 * Lets a handler honour `Idempotency-Key`. An answer is kept for a day; a request that was refused frees its key, as it
 * did nothing; one that failed may be sent again at once. The handler's answer must be short: it is kept whole.
 */
export function idempotent(handle: MakingHandler): ApiHandler {
  return async function handleOnce(ctx) {
    const key = ctx.req.headers.get("idempotency-key");
    if (key === null) return await handle(ctx, { id: newId(), concerns: () => {} });
    if (!KEY.test(key)) {
      const detail = "must have 1 to 255 printable ASCII characters";
      throw new MalformedError(`The Idempotency-Key ${detail}`, {
        faults: [{ pointer: "Idempotency-Key", detail }],
      });
    }
    const { idempotencyKeys } = ctx.state.services.stores;
    const token = randomUUID();
    const digest = await digestOf(ctx);
    const claim = await idempotencyKeys.claim({ key, digest, token, now: ctx.state.services.clock() });
    switch (claim.state) {
      case "answered":
        return toResponse(claim.answer);
      case "different":
        throw new InvalidError(
          "The Idempotency-Key was used for another request; a new request needs a new key",
        );
      case "gone":
        throw new ConflictError(
          "What was made with this Idempotency-Key was deleted since; a new request needs a new key",
        );
      case "running":
        throw new ConflictError("A request with this Idempotency-Key is still running; try again shortly", {
          retryAfterSeconds: LIMITS.retryAfterSeconds,
        });
      case "claimed":
        return await runClaimed(ctx, handle, { key, token, id: derivedId([key, digest], claim.begunAt) });
    }
  };
}

async function runClaimed(
  ctx: Context<State>,
  handle: MakingHandler,
  { key, token, id }: { key: string; token: string; id: string },
): Promise<Response> {
  const { stores: { idempotencyKeys }, log } = ctx.state.services;
  let about: string | null = null;
  const making: Making = { id, concerns: (clientId) => about = clientId };
  let response: Response;
  try {
    response = await handle(ctx, making);
  } catch (error) {
    const refused = error instanceof DomainError && error.status < 500;
    const freed = refused ? idempotencyKeys.release(key, token) : idempotencyKeys.abandon(key, token);
    await freed.catch((err: unknown) => log.warn({ err }, "Cannot free an idempotency key; it frees itself"));
    throw error;
  }
  const answer = await toAnswer(response);
  try {
    await idempotencyKeys.complete(key, token, answer, about);
  } catch (err) {
    // The work is done: the caller must hear so.
    log.error({ err }, "Cannot keep the answer to an idempotency key");
  }
  return toResponse(answer);
}

async function digestOf(ctx: Context<State>): Promise<string> {
  const { method, url } = ctx.req;
  const body = await readText(ctx.req.clone(), LIMITS.jsonBodyBytes);
  const { pathname, search } = new URL(url);
  return createHash("sha256").update(JSON.stringify([method, pathname, search, mediaTypeOf(ctx.req), body]))
    .digest("base64url");
}

async function toAnswer(response: Response): Promise<StoredAnswer> {
  const headers = KEPT_HEADERS.flatMap((name) => {
    const value = response.headers.get(name);
    return value === null ? [] : [[name, value] as const];
  });
  return { status: response.status, headers: Object.fromEntries(headers), body: await response.text() };
}

function toResponse({ status, headers, body }: StoredAnswer): Response {
  return new Response(body === "" ? null : body, { status, headers });
}
