import type { ComponentType } from "preact";
import { setBuildId } from "./shared.ts";
import type { ResolvedFreshConfig } from "./types.ts";

export interface StaticFile {
  /** Below the folder of static files. */
  path: string;
  contentType: string;
  /** Hash of the content. */
  hash: string;
  /** Whether the address changes with the content. */
  immutable: boolean;
}

/** A file of `routes/`, its path relative to that folder and with `/` on every system. */
export interface RouteFile {
  path: string;
  module: unknown;
}

/** What the generated `snapshot.js` exports. */
export interface Build {
  /** Hash of everything that reaches the browser. */
  id: string;
  mode: "development" | "production";
  /** Folder of the static files. */
  directory: string;
  /** Address of the module that boots islands, without the base path; so are those of the islands' own modules. */
  boot: string;
  islands: { name: string; file: string; module: Record<string, unknown> }[];
  routes: RouteFile[];
  /** By address, without the base path. */
  files: Record<string, StaticFile>;
}

export interface Island {
  name: string;
  file: string;
  exportName: string;
  component: ComponentType;
}

export type AttachedBuild = Omit<Build, "islands"> & { islands: Map<unknown, Island> };

const builds = new WeakMap<ResolvedFreshConfig, AttachedBuild>();

/** Makes `build` the one that `app` serves. Must be called before `app.handler()`. */
export function attachBuild({ config }: { config: ResolvedFreshConfig }, build: Build): void {
  const islands = new Map<unknown, Island>();
  for (const { module, name, file } of build.islands) {
    for (const [exportName, component] of Object.entries(module)) {
      if (typeof component !== "function") continue;
      const fullName = exportName === "default" ? name : `${name}_${exportName}`;
      islands.set(component, { name: fullName, file, exportName, component: component as ComponentType });
    }
  }
  config.mode = build.mode;
  builds.set(config, { ...build, islands });
  setBuildId(build.id);
}

/** The build of the app with this configuration, or null in a test without one. */
export function buildOf(config: ResolvedFreshConfig): AttachedBuild | null {
  return builds.get(config) ?? null;
}
