import { PreconditionError } from "@/lib/platform/errors.ts";

/** The versions a writer will overwrite; `null` when any will do. */
export type ExpectedVersions = readonly number[] | null;

/** @throws {PreconditionError} when the thing was changed since the writer read it */
export function checkVersion(what: string, version: number, expected: ExpectedVersions): void {
  if (expected === null || expected.includes(version)) return;
  throw new PreconditionError(`The ${what} was changed since it was read; it has version ${version} now`);
}
