/** Runs in the browser too: no server code here. */

export const INTENSITIES = ["low", "normal", "high"] as const;

/** How much activity a client gets from a pulse. */
export type Intensity = (typeof INTENSITIES)[number];
