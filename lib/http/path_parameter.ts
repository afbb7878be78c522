import type { Context } from "fresh";
import { MalformedError } from "@/lib/platform/errors.ts";

/**
 * A parameter of the path, decoded whole. Fresh leaves escapes such as `%2F` and `%3F` in its parameters, which an
 * external id may well hold.
 *
 * @throws {MalformedError} for an escape that is not UTF-8
 */
export function pathParameter<State>(
  ctx: Pick<Context<State>, "url" | "route" | "params">,
  name: string,
): string {
  const pattern = ctx.route?.split("/").filter(Boolean) ?? [];
  const segments = ctx.url.pathname.split("/").filter(Boolean);
  // Counted from the end: the path may carry a prefix that the pattern does not.
  const fromEnd = pattern.length - pattern.indexOf(`:${name}`);
  const raw = pattern.includes(`:${name}`) ? segments.at(-fromEnd) : ctx.params[name];
  try {
    return decodeURIComponent(raw ?? "");
  } catch (error) {
    throw new MalformedError(`The path cannot be read: "${raw}" is not valid`, { cause: error });
  }
}
