import { type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

/**
 * The time by which an island tells ages, ISO 8601: that of the rendering at first, then the reader's own.
 *
 * @param everyMs how often it moves on
 */
export function useNow(renderedAt: string, everyMs: number): Signal<string> {
  const now = useSignal(renderedAt);
  useEffect(() => {
    const timer = setInterval(() => now.value = new Date().toISOString(), everyMs);
    return () => clearInterval(timer);
  }, []);
  return now;
}
