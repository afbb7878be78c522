import { z } from "zod";
import { inJsonSchema } from "@/lib/platform/json_schema.ts";
import { isPosition } from "@/lib/live/position.ts";
import { TOPICS_MAX } from "@/lib/live/topics.ts";

/** `after` is the id of the last event seen; the header Last-Event-ID, which browsers send by themselves, goes before it. */
export const streamQuerySchema = z.object({
  topics: z.string().meta({
    description:
      "What to hear of, separated by commas: `overview` (all clients), `simulation`, `client:<id>`",
    example: "overview,client:66f0a1b2c3d4e5f601234567",
    ...inJsonSchema({
      type: "array",
      items: { type: "string", pattern: "^(overview|simulation|client:[\\w.-]{1,100})$" },
      minItems: 1,
      maxItems: TOPICS_MAX,
    }),
  }),
  after: z.string().refine(
    (text) => text === "" || isPosition(text),
    "must be an id such as 1774949400000-0",
  ).optional().meta({
    description: "Id of the last event seen: what came since is sent first. `Last-Event-ID` goes before it",
    example: "1774949400000-0",
    ...inJsonSchema({ pattern: "^(\\d{1,19}-\\d{1,19})?$" }),
  }),
});
