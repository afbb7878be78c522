import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { FiguresTable } from "@/components/charts/FiguresTable.tsx";
import { UsageChart } from "@/components/client/UsageChart.tsx";
import { UsageControls } from "@/components/client/UsageControls.tsx";
import { spanPhrase } from "@/components/client/span_words.ts";
import { usageRows } from "@/components/client/usage_words.ts";
import { Card } from "@/components/ui/Card.tsx";
import { fromFirstData } from "@/lib/charts/beginning.ts";
import { createClientPart } from "@/lib/client_detail/client_part.ts";
import type { ClientDetail } from "@/lib/client_detail/service.ts";
import type { UsageView } from "@/lib/client_detail/time_view.ts";
import { usageChoice, type UsageRange as Range } from "@/lib/client_detail/page_choice.ts";
import { expectedPerDay, usageOfType, usageTypes } from "@/lib/client_detail/usage_series.ts";
import { formatCount } from "@/lib/format/number.ts";
import { capitalised } from "@/lib/format/words.ts";
import { telemetryWord } from "@/lib/scoring/words.ts";

interface UsageRangeProps {
  usage: UsageView;
  range: Range;
  /** A telemetry type. */
  type: string;
  scale: ClientDetail["scale"];
  /** Of the live stream, before the usage was read. */
  livePosition: string;
}

/** Usage by day as it goes on; how many days and of what is chosen by links that work without scripts too. */
export function UsageRange({ usage: initial, scale, livePosition, ...chosen }: UsageRangeProps) {
  const range = useSignal(chosen.range);
  const type = useSignal(chosen.type);
  const part = useMemo(() =>
    createClientPart(initial.clientId, initial, {
      path: () => `/clients/${initial.clientId}/usage?days=${range.value}`,
    }), []);
  useEffect(() => part.follow(livePosition), []);

  const usage = part.value.value;
  const unit = telemetryWord(type.value);
  const all = usageOfType(usage.days, type.value);
  const days = fromFirstData(all, ({ day }) => usage.begins !== null && day >= usage.begins);
  const normal = expectedPerDay(scale, type.value);
  const total = days.reduce((sum, { count }) => sum + (count ?? 0), 0);

  /** The address changes with the choice, so that it can be shared and outlives a reload. */
  function choose(event: MouseEvent): void {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const choice = usageChoice(new URL(link.href));
    type.value = choice.type ?? type.value;
    if (choice.range !== range.value) {
      range.value = choice.range;
      part.refresh();
    }
    history.replaceState(history.state, "", link.href);
  }

  return (
    <Card
      title={`${capitalised(unit)}${spanPhrase(days, all, usage.begins)}`}
      id="usage"
      aside={`${formatCount(total)} in all`}
    >
      <div onClick={choose}>
        <UsageControls
          clientId={usage.clientId}
          range={range.value}
          type={type.value}
          types={usageTypes(scale, [...usage.types, type.value])}
        />
      </div>
      <UsageChart days={days} telemetryType={type.value} expectedPerDay={normal} />
      <FiguresTable caption={`${unit} by day`} columns={["Day", unit]} rows={usageRows(days)} />
    </Card>
  );
}
