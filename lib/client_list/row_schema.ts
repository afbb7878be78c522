/** The contract of the list of clients as a page shows it. */
import { z } from "zod";
import type { Same } from "@/lib/platform/json_schema.ts";
import { computedAtField } from "@/lib/analytics/overview_schema.ts";
import { riskRadarRowSchema } from "@/lib/analytics/radar_schema.ts";
import type { ClientListPage, ClientRow } from "@/lib/client_list/row.ts";
import { clientListSchema, clientSchema } from "@/lib/clients/view.ts";
import { positionSchema } from "@/lib/live/position_schema.ts";

const { owner, industry, status, endedOn, tags } = clientSchema.shape;

const clientRowSchema = riskRadarRowSchema.extend({
  owner,
  industry,
  status,
  endedOn,
  tags,
}).meta({ id: "ClientRow" });

true satisfies Same<ClientRow, z.output<typeof clientRowSchema>>;

const clientListPageSchema = z.object({
  rows: z.array(clientRowSchema),
  total: clientListSchema.shape.total,
  mrr: clientListSchema.shape.mrr,
});

true satisfies Same<ClientListPage, z.output<typeof clientListPageSchema>>;

/** Answer of `GET /analytics/client-list`. */
export const clientListAnswerSchema = clientListPageSchema.extend({
  ...computedAtField,
  livePosition: positionSchema,
}).meta({ id: "ClientListPage" });
