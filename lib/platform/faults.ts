import type { z } from "zod";
import "@/lib/platform/plain_words.ts";
import type { Fault } from "@/lib/platform/errors.ts";

/** RFC 6901: `~` and `/` within a name are escaped. */
export function toPointer(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** Every fault of a failed parse; an unknown key is a fault at that key. */
export function faultsOf(error: z.ZodError): Fault[] {
  return error.issues.flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => ({ pointer: toPointer([...issue.path, key]), detail: "is not known here" }))
      : [{ pointer: toPointer(issue.path), detail: issue.message }]
  );
}
