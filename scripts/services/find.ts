import { dockerAnswers } from "@/scripts/services/docker.ts";
import { findExecutable } from "@/scripts/services/executable.ts";
import type { Address, Program, Service } from "@/scripts/services/service.ts";

/** Where a server will come from. */
export type Source =
  | { readonly origin: "given"; readonly address: Address }
  | { readonly origin: "path"; readonly program: Program }
  | { readonly origin: "docker" }
  | { readonly origin: "embedded" };

export interface FindOptions {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Instead of PATH. */
  readonly searchPath?: string | undefined;
}

/**
 * Looks for a server: an address in the environment, an executable on PATH, Docker, and at last the Python package that
 * carries one. Each of the two servers is looked for on its own.
 */
export async function findService(service: Service, options: FindOptions): Promise<Source> {
  const address = service.given(options.environment);
  if (address !== undefined) return { origin: "given", address };
  const command = await findExecutable(service.executables, options.searchPath);
  if (command !== undefined) return { origin: "path", program: { command, args: [] } };
  if (await dockerAnswers(options.searchPath)) return { origin: "docker" };
  return { origin: "embedded" };
}
