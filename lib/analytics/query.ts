import { z } from "zod";
import { LIMITS } from "@/lib/platform/limits.ts";
import { wholeNumberSchema } from "@/lib/platform/schema.ts";

/** Query of `GET /analytics/risk-radar`. */
export const radarQuerySchema = z.object({
  page: wholeNumberSchema(1, 1_000_000).default(1),
  limit: wholeNumberSchema(1, LIMITS.pageSizeMax).default(LIMITS.pageSizeDefault),
});
