/** How much one address may write, so that a sender that has gone wild does not take the API from the others. */
import type { Context, Middleware } from "fresh";
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from "rate-limiter-flexible";
import type { State } from "@/define.ts";
import { isRead } from "@/lib/http/method.ts";
import { TooManyRequestsError } from "@/lib/platform/errors.ts";
import type { Services } from "@/lib/services.ts";

const SECONDS = 60;
const FORWARDED_FOR = "x-forwarded-for";

/** Counts in Redis, for all web processes together; each counts for itself while Redis is away. */
export function limitWrites(
  { config, redis, keys }: Pick<Services, "config" | "redis" | "keys">,
): Middleware<State> {
  const points = config.apiWritesPerMinute;
  if (points === 0) return (ctx) => ctx.next();
  const limiter = new RateLimiterRedis({
    storeClient: redis,
    keyPrefix: keys.writeLimit(),
    points,
    duration: SECONDS,
    // Who is over the limit is refused without asking Redis again.
    inMemoryBlockOnConsumed: points,
    rejectIfRedisNotReady: true,
    insuranceLimiter: new RateLimiterMemory({ points, duration: SECONDS }),
  });
  return async function limitWrite(ctx) {
    if (isRead(ctx.req.method)) return await ctx.next();
    try {
      await limiter.consume(senderOf(ctx, config.trustedProxies));
    } catch (refusal) {
      throw refusal instanceof RateLimiterRes ? tooMany(points, refusal) : refusal;
    }
    return await ctx.next();
  };
}

/**
 * The address that a request comes from. Each proxy adds the address it was asked from at the end of
 * `X-Forwarded-For`; what stands before the entries of our own proxies anybody may have written.
 */
function senderOf(ctx: Context<State>, trustedProxies: number): string {
  const { remoteAddr } = ctx.info;
  const own = "hostname" in remoteAddr ? remoteAddr.hostname : "local";
  if (trustedProxies === 0) return own;
  const forwarded = (ctx.req.headers.get(FORWARDED_FOR) ?? "").split(",").map((entry) => entry.trim());
  return forwarded.at(-trustedProxies) || own;
}

function tooMany(points: number, { msBeforeNext }: RateLimiterRes): TooManyRequestsError {
  return new TooManyRequestsError(
    `More than ${points} writes came from this address within a minute; send larger batches or wait`,
    { retryAfterSeconds: Math.max(1, Math.ceil(msBeforeNext / 1000)) },
  );
}
