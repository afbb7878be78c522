import type { StoredHealth } from "@/lib/clients/schema.ts";

/** The health of a client that lacks nothing, as the score of `computedAt` would have stored it. */
export function storedHealth(computedAt: string): StoredHealth {
  return {
    score: 90,
    unrounded: 90,
    band: "healthy",
    coverage: 1,
    components: [],
    remedies: [],
    modelVersion: 1,
    computedAt: new Date(computedAt),
    day: computedAt.slice(0, 10),
    dataAsOf: null,
    trend: null,
    driver: "",
    openIncidents: 0,
    recentScores: [],
  };
}
