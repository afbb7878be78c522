/** What tests need to send Segment's calls. */
import type { World } from "@/testing/world.ts";

/** The world as if SEGMENT_WRITE_KEYS were set so. */
export function withWriteKeys(world: World, segmentWriteKeys: readonly string[]): World {
  return { ...world, services: { ...world.services, config: { ...world.config, segmentWriteKeys } } };
}

/** An Authorization header with a write key as user name. */
export function basic(writeKey: string): string {
  return `Basic ${btoa(`${writeKey}:`)}`;
}
