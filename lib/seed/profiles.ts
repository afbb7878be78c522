/**
 * The 15 clients of the seed. All names are invented. The rates are chosen so that each client's score tells its
 * story by the default model (5,000 calls and 30 logins in 30 days are full marks), with some points to spare to the
 * edge of its band.
 */
import { HEALTHY_PROFILES } from "@/lib/seed/healthy_profiles.ts";
import type { SeedProfile } from "@/lib/seed/profile.ts";
import { AT_RISK_PROFILES, CRITICAL_PROFILES, UNKNOWN_PROFILES } from "@/lib/seed/troubled_profiles.ts";

export const SEED_PROFILES: readonly SeedProfile[] = [
  ...HEALTHY_PROFILES,
  ...AT_RISK_PROFILES,
  ...CRITICAL_PROFILES,
  ...UNKNOWN_PROFILES,
];
