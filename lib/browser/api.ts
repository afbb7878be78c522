/** Our own API as the browser calls it. */
import { pageAddress } from "@/lib/format/address.ts";
import type { Problem } from "@/lib/http/problem.ts";

/** An answer that says no, or none at all (status 0). The message is a sentence for people. */
export class ApiError extends Error {
  override name = "ApiError";

  constructor(message: string, readonly status: number, options?: ErrorOptions) {
    super(message, options);
  }
}

/**
 * Reads JSON. What has not changed since the last read comes from the browser's cache, by its ETag.
 *
 * @param path from the API's root, such as `/clients/7`
 * @throws {ApiError}
 */
export async function getJson<Value>(path: string): Promise<Value> {
  return await ask<Value>(path, { headers: { accept: "application/json" } });
}

/** @throws {ApiError} */
export async function sendJson<Value>(method: "POST" | "PATCH", path: string, body: unknown): Promise<Value> {
  return await ask<Value>(path, {
    method,
    headers: { accept: "application/json", "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

async function ask<Value>(path: string, init: RequestInit): Promise<Value> {
  let response: Response;
  try {
    response = await fetch(pageAddress(`/api/v1${path}`), init);
  } catch (error) {
    throw new ApiError("The server does not answer; nothing was changed", 0, { cause: error });
  }
  if (response.ok) return await response.json() as Value;
  throw new ApiError(await reasonOf(response), response.status);
}

async function reasonOf(response: Response): Promise<string> {
  try {
    const problem = await response.json() as Partial<Problem>;
    const faults = problem.errors?.map(({ pointer, detail }) => `${pointer.replace(/^\//, "")} ${detail}`);
    if (faults && faults.length > 0) return faults.join("; ");
    if (problem.detail ?? problem.title) return problem.detail ?? problem.title ?? "";
  } catch {
    // Not a problem document: something between us and the server answered.
  }
  return `The server answered with status ${response.status}`;
}
