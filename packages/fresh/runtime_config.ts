/** What `asset()` needs to know; the server sets it from the build, the browser from the page. */
export interface RuntimeConfig {
  buildId: string;
  basePath: string;
}

let current: RuntimeConfig = { buildId: "", basePath: "" };

export function setRuntimeConfig(config: RuntimeConfig): void {
  current = config;
}

export function runtimeConfig(): RuntimeConfig {
  return current;
}
