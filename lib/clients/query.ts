import { z } from "zod";
import { LIMITS } from "@/lib/platform/limits.ts";

const wholeNumber = (min: number, max: number) =>
  z.string().regex(/^\d{1,9}$/, "must be a whole number").transform(Number).pipe(
    z.number().min(min, `must be at least ${min}`).max(max, `must be at most ${max}`),
  );

/** Query of `GET /clients`. */
export const clientQuerySchema = z.object({
  page: wholeNumber(1, 1_000_000).default(1),
  limit: wholeNumber(1, LIMITS.pageSizeMax).default(LIMITS.pageSizeDefault),
});

export type ClientQuery = z.output<typeof clientQuerySchema>;
