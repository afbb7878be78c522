/** What can move a score beside usage: incidents that opened or were resolved, and another model. Pure. */
import { dayOf } from "@/lib/platform/days.ts";
import type { ScoreChangeView } from "@/lib/client_detail/time_view.ts";
import type { HealthPoint } from "@/lib/health/schema.ts";
import type { Incident } from "@/lib/incidents/schema.ts";

/** Each opening and each resolution. */
export function incidentChanges(incidents: readonly Incident[], timeZone: string): ScoreChangeView[] {
  return incidents.flatMap(({ _id: incidentId, title, severity, openedAt, resolvedAt }) => {
    const incident = { incidentId, title, severity };
    const opened = { kind: "incident_opened" as const, ...moment(openedAt, timeZone), ...incident };
    if (resolvedAt === null) return [opened];
    return [opened, { kind: "incident_resolved" as const, ...moment(resolvedAt, timeZone), ...incident }];
  });
}

/** @param points oldest first; the first one has nothing before it that it could differ from */
export function modelChanges(points: readonly HealthPoint[], timeZone: string): ScoreChangeView[] {
  return points.flatMap(({ ts, modelVersion }, index) => {
    const before = points[index - 1];
    if (!before || before.modelVersion === modelVersion) return [];
    return [{ kind: "model_changed" as const, ...moment(ts, timeZone), modelVersion }];
  });
}

function moment(instant: Date, timeZone: string): { at: string; day: string } {
  return { at: instant.toISOString(), day: dayOf(instant, timeZone) };
}
