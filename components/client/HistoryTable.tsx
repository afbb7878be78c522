import { changeSentence, type HistoryDay } from "@/components/client/history_words.ts";
import { Cell, HeadCell, RowHead, Table } from "@/components/ui/Table.tsx";
import type { HealthHistoryView } from "@/lib/client_detail/time_view.ts";
import { formatDay } from "@/lib/format/time.ts";
import { bandWord } from "@/lib/scoring/words.ts";

/** The history in figures, the newest day first. */
export function HistoryTable(
  { days, changes }: Readonly<Pick<HealthHistoryView, "changes">> & { days: readonly HistoryDay[] },
) {
  return (
    <Table
      caption="Scores by day, and what happened"
      head={
        <>
          <HeadCell>Day</HeadCell>
          <HeadCell numeric>Score</HeadCell>
          <HeadCell>Band</HeadCell>
          <HeadCell>What happened</HeadCell>
        </>
      }
    >
      {days.toReversed().map(({ day, score, band }) => (
        <tr key={day}>
          <RowHead>{formatDay(day, { weekday: true })}</RowHead>
          <Cell numeric>{score ?? "no score"}</Cell>
          <Cell>{band === null ? "" : bandWord(band)}</Cell>
          <Cell>
            <span class="long-word">
              {changes.filter((change) => change.day === day).map(changeSentence).join("; ")}
            </span>
          </Cell>
        </tr>
      ))}
    </Table>
  );
}
