import { join, resolve } from "node:path";
import type { Origin, Service } from "@/scripts/services/service.ts";

/** Where everything that is started here keeps its files. The whole folder may be deleted while nothing runs. */
export interface ServiceFolders {
  readonly root: string;
  readonly state: string;
  readonly lock: string;
  readonly logs: string;
  readonly data: string;
  /** Shared by all instances: it holds programs, no data. */
  readonly venv: string;
}

export function serviceFolders(root: string, venv: string): ServiceFolders {
  const folder = resolve(root);
  return {
    root: folder,
    state: join(folder, "state.json"),
    lock: join(folder, "lock"),
    logs: join(folder, "logs"),
    data: join(folder, "data"),
    venv: resolve(venv),
  };
}

/** A folder for each kind of server: their files look alike and cannot be read by one another. */
export function dataFolder(folders: ServiceFolders, service: Service, origin: Origin): string {
  return join(folders.data, `${service.key}-${origin}`);
}

export function logFile(folders: ServiceFolders, service: Service): string {
  return join(folders.logs, `${service.key}.log`);
}
