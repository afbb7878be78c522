import type { FindStored } from "@/lib/imports/client_directory.ts";
import { parseMapping } from "@/lib/imports/mapping.ts";
import type { ImportPlan } from "@/lib/imports/plan.ts";
import { readFolder } from "@/lib/imports/read_folder.ts";
import { temporaryFolder } from "@/testing/temporary_folder.ts";

const nobody: FindStored = () => Promise.resolve(new Map());

/** What files of these contents come to by a mapping, on 25 November 2026 at noon. */
export async function importPlan(
  files: Readonly<Record<string, string | Uint8Array>>,
  mapping: string,
  options: { findStored?: FindStored; retentionDays?: number } = {},
): Promise<ImportPlan> {
  await using folder = await temporaryFolder();
  for (const [name, content] of Object.entries(files)) {
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
    await Deno.writeFile(`${folder.path}/${name}`, bytes);
  }
  return await readFolder(folder.path, parseMapping(mapping, "test.yaml"), {
    now: new Date("2026-11-25T12:00:00Z"),
    retentionDays: options.retentionDays ?? 10_000,
    findStored: options.findStored ?? nobody,
  });
}

/** `file:line: reason` of each reject. */
export function rejectsOf({ rejects }: ImportPlan): string[] {
  return rejects.map(({ file, line, reason }) => `${file}:${line}: ${reason}`);
}
