import { AsTable } from "@/components/ui/AsTable.tsx";
import { Cell, HeadCell, RowHead, Table } from "@/components/ui/Table.tsx";

interface FiguresTableProps {
  /** What the table is of: "API calls by day". */
  caption: string;
  /** Heads of the columns; the first names the rows. */
  columns: readonly string[];
  /** As many cells as columns, already formatted. */
  rows: readonly (readonly string[])[];
}

/** The figures of a chart as a table, one key away from it and there without JavaScript. */
export function FiguresTable({ caption, columns, rows }: FiguresTableProps) {
  const [first = "", ...others] = columns;
  return (
    <AsTable>
      <Table
        caption={caption}
        head={
          <>
            <HeadCell>{first}</HeadCell>
            {others.map((column) => <HeadCell key={column} numeric>{column}</HeadCell>)}
          </>
        }
      >
        {rows.map(([name = "", ...cells]) => (
          <tr key={name}>
            <RowHead>{name}</RowHead>
            {cells.map((cell, index) => <Cell key={others[index]} numeric>{cell}</Cell>)}
          </tr>
        ))}
      </Table>
    </AsTable>
  );
}
