import type { ReadonlySignal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";

interface FactsProps {
  when: Date;
  tags: Map<string, Set<number>>;
  big: bigint;
  numbers: (number | undefined)[];
  url: URL;
  text: string;
  doubled: ReadonlySignal<number>;
}

export function Facts(props: FactsProps) {
  const [facts, setFacts] = useState<string[]>([]);
  useEffect(() => {
    setFacts([
      props.when.toISOString(),
      String(props.tags.get("a")?.has(2)),
      String(props.big + 1n),
      props.numbers.map((number) => Object.is(number, -0) ? "-0" : String(number)).join(" "),
      props.url.searchParams.get("q") ?? "",
      JSON.stringify(props.text),
      String(props.doubled.value),
    ]);
  }, []);
  return <ul id="facts">{facts.map((fact) => <li key={fact}>{fact}</li>)}</ul>;
}

export function Row({ label }: { label: string }) {
  const [count, setCount] = useState(0);
  return (
    <tr id="row" onClick={() => setCount(count + 1)}>
      <td>{label}</td>
      <td>{count}</td>
    </tr>
  );
}
