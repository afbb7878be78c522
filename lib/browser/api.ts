/** Our own API as the browser calls it. */
import { pageAddress } from "@/lib/format/address.ts";
import { FIGURES_HEADER, SAVED } from "@/lib/http/figures_header.ts";
import type { Problem } from "@/lib/http/problem.ts";

/** What is wrong with one field: a JSON pointer and why. */
export type FieldFault = NonNullable<Problem["errors"]>[number];

/** An answer that says no, or none at all (status 0). The message is a sentence for people. */
export class ApiError extends Error {
  override name = "ApiError";
  /** Field by field, where the answer says so. */
  readonly faults: readonly FieldFault[];
  /** What was asked for may have been done; the message says so. */
  readonly outcomeUnknown: boolean;

  /** What was asked for is not there, or is there no more. */
  get isMissing(): boolean {
    return this.status === 404 || this.status === 410;
  }

  constructor(
    message: string,
    readonly status: number,
    { faults = [], outcomeUnknown = false, ...options }: ErrorOptions & {
      faults?: readonly FieldFault[];
      outcomeUnknown?: boolean;
    } = {},
  ) {
    super(message, options);
    this.faults = faults;
    this.outcomeUnknown = outcomeUnknown;
  }
}

/**
 * What a user reads of a change that failed.
 *
 * @param undone what was not done, such as "Nothing was deleted"; said only when that is known
 */
export function failureSentence(undone: string, error: ApiError): string {
  return error.outcomeUnknown ? error.message : `${undone}: ${error.message}`;
}

const OUTCOME_UNKNOWN = "urn:cip:problem:outcome-unknown";

interface WriteOptions {
  /** Only if the thing is still of this version; otherwise the answer is 412. */
  version?: number;
}

/**
 * Reads JSON as it is now: a saved copy, which a server gives that can do no better, is no answer to somebody who shows
 * one already. What has not changed since the last read comes from the browser's cache, by its ETag.
 *
 * @param path from the API's root, such as `/clients/7`
 * @param signal breaks the read off; it then ends with an ApiError of status 0
 * @throws {ApiError}
 */
export async function getJson<Value>(path: string, signal: AbortSignal | null = null): Promise<Value> {
  return await ask<Value>(path, { headers: { accept: "application/json" }, signal });
}

/** @throws {ApiError} */
export async function sendJson<Value>(
  method: "POST" | "PATCH",
  path: string,
  body: unknown,
  options: WriteOptions = {},
): Promise<Value> {
  return await ask<Value>(path, {
    method,
    headers: { accept: "application/json", "content-type": "application/json", ...ifMatch(options) },
    body: JSON.stringify(body),
  });
}

/** @throws {ApiError} */
export async function deleteJson<Value>(path: string, options: WriteOptions = {}): Promise<Value> {
  return await ask<Value>(path, {
    method: "DELETE",
    headers: { accept: "application/json", ...ifMatch(options) },
  });
}

/** Of an entity tag, If-Match compares the version alone. */
function ifMatch({ version }: WriteOptions): Record<string, string> {
  return version === undefined ? {} : { "if-match": `"${version}-0"` };
}

async function ask<Value>(path: string, init: RequestInit): Promise<Value> {
  let response: Response;
  try {
    response = await fetch(pageAddress(`/api/v1${path}`), init);
  } catch (error) {
    throw init.method === undefined
      ? new ApiError("The server does not answer", 0, { cause: error })
      : new ApiError(
        "The server did not answer. It is not known whether this was done; look before you try again",
        0,
        { cause: error, outcomeUnknown: true },
      );
  }
  if (response.status === 204) return undefined as Value;
  if (response.headers.get(FIGURES_HEADER) === SAVED) {
    throw new ApiError("Current figures cannot be read for the moment; try again shortly", response.status);
  }
  if (response.ok) return await response.json() as Value;
  throw await errorOf(response);
}

async function errorOf(response: Response): Promise<ApiError> {
  const { status } = response;
  try {
    const problem = await response.json() as Partial<Problem>;
    const faults = problem.errors ?? [];
    const message = faults.length > 0
      ? faults.map(({ pointer, detail }) => `${pointer.replace(/^\//, "")} ${detail}`).join("; ")
      : problem.detail ?? problem.title;
    const outcomeUnknown = problem.type === OUTCOME_UNKNOWN;
    if (message) return new ApiError(message, status, { faults, outcomeUnknown });
  } catch {
    // Not a problem document: something between us and the server answered.
  }
  return new ApiError(`The server answered with status ${status}`, status);
}
