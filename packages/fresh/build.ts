import type { ComponentType } from "preact";
import type { Island } from "./types.ts";
import { setRuntimeConfig } from "./runtime_shared.ts";

export interface StaticFile {
  contentType: string;
  /** Hash of the content. */
  hash: string;
  /** `Content-Encoding` of `open()`, or null. */
  encoding: string | null;
  /** Whether other encodings of the file exist. */
  negotiated: boolean;
  /** Whether the address changes with the content. */
  immutable: boolean;
  size: number;
  open(): Promise<BodyInit>;
}

/** A file of `routes/`, its path relative to that folder and with `/` on every system. */
export interface RouteFile {
  path: string;
  module: unknown;
}

/** What a build gives an app. */
export interface Build {
  /** Hash of everything that reaches the browser. */
  id: string;
  /** Absolute folder of the project. */
  root: string;
  mode: "development" | "production";
  /** Address of the script that boots islands, without the base path. */
  bootScript: string;
  /** Addresses of scripts that every page loads, without the base path. */
  pageScripts: string[];
  islands: Map<ComponentType, Island>;
  routes: RouteFile[];
  /** Null when there is no such file; `accepted` is the request's `Accept-Encoding`. */
  readFile(pathname: string, accepted: string): Promise<StaticFile | null>;
}

interface Configurable {
  config: { root: string; mode: "development" | "production"; basePath: string };
}

const builds = new WeakMap<Configurable, Build>();

/** Makes `build` the one that `app` serves. Must be called before `app.handler()`. */
export function attachBuild(app: Configurable, build: Build): void {
  app.config.root = build.root;
  app.config.mode = build.mode;
  builds.set(app, build);
  setRuntimeConfig(build.id, app.config.basePath);
}

/** The build of an app, or null in a test without one. */
export function buildOf(app: Configurable): Build | null {
  return builds.get(app) ?? null;
}
