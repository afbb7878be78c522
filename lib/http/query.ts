import { z } from "zod";
import "@/lib/platform/plain_words.ts";
import { MalformedError } from "@/lib/platform/errors.ts";

const NO_PARAMETERS = z.object({});

/**
 * Parses query parameters. A parameter that is not known, or is given twice, is refused: a typo in a filter must not
 * silently give everything.
 *
 * @throws {MalformedError} naming each parameter and what is wrong with it
 */
export function parseQuery<Schema extends z.ZodObject>(url: URL, schema: Schema): z.output<Schema> {
  const given: Record<string, string> = {};
  for (const [name, value] of url.searchParams) {
    if (Object.hasOwn(given, name)) fail([{ pointer: name, detail: "must be given once only" }]);
    if (!Object.hasOwn(schema.shape, name)) {
      fail([{ pointer: name, detail: "is not a parameter of this request" }]);
    }
    given[name] = value;
  }
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  // A list is one parameter, whose entries have no names: what is wrong with several of them is said once.
  const faults = parsed.error.issues.map(({ path, message }) => ({
    pointer: String(path[0]),
    detail: message,
  }));
  return fail([...new Map(faults.map((fault) => [`${fault.pointer} ${fault.detail}`, fault])).values()]);
}

/** For requests that take no parameters. @throws {MalformedError} when there are some */
export function refuseQuery(url: URL): void {
  parseQuery(url, NO_PARAMETERS);
}

function fail(faults: { pointer: string; detail: string }[]): never {
  const summary = faults.map(({ pointer, detail }) => `${pointer} ${detail}`).join("; ");
  throw new MalformedError(`The query is not valid: ${summary}`, { faults });
}
