import type { Redis } from "@/lib/platform/redis.ts";

/** Ends a connection for good and waits until its socket is gone. */
export async function endConnection(redis: Redis): Promise<void> {
  // Between two attempts to connect there is no socket, and no event would tell of its end.
  if (redis.status === "end" || redis.status === "reconnecting") return redis.disconnect();
  const ended = new Promise<void>((resolve) => redis.once("end", () => resolve()));
  redis.disconnect();
  await ended;
}
