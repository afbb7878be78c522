import { asset } from "fresh/runtime";
import { pageAddress } from "@/lib/format/address.ts";

/**
 * The address of a file of `static/`. It carries the build's key, without which no browser may keep the file, and the
 * base path, which Fresh's `asset()` leaves out.
 */
export function assetAddress(path: `/${string}`): string {
  return pageAddress(asset(path) as `/${string}`);
}
