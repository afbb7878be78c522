import { createDefine } from "fresh";
import type { WebServices } from "@/lib/web_services.ts";

/** What a request carries. */
export interface State {
  /** Title of the page, without the product's name. */
  title?: string;
  description?: string;
  requestId: string;
  services: WebServices;
}

export const define = createDefine<State>();
