import type { Context } from "fresh";
import type { State } from "@/define.ts";

/** Whether a request asks for data of the API and not for a page or a file. */
export function isForApi({ url, config }: Pick<Context<State>, "url" | "config">): boolean {
  return url.pathname.startsWith(`${config.basePath}/api/`);
}
