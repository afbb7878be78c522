/**
 * The limits of what is written of a client, for forms, which say them before anything is sent. The schemas know them by
 * themselves; a test holds the two together. Runs in the browser too.
 */

/** In UTF-16 units. */
export const TEXT_LIMITS = {
  name: 200,
  externalId: 128,
  plan: 60,
  industry: 100,
  owner: 100,
} as const;

export const TAGS_MAX = 20;
export const TAG_MAX = 40;

/** Minor units of any currency. */
export const MRR_MAX = 1_000_000_000_000;
