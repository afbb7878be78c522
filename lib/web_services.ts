/** What the web process has beyond the common services: the hub of the live stream. */
import type { LiveService } from "@/lib/live/live_service.ts";
import type { Services } from "@/lib/services.ts";

export interface WebServices extends Services {
  live: LiveService;
}
