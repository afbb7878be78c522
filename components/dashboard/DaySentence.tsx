interface DaySentenceProps {
  /** "4 of 15 clients are at risk, €41,200 a month; Acme fell most, 33 points since Monday" */
  sentence: string;
}

/** The day in one sentence, as the page's heading. */
export function DaySentence({ sentence }: DaySentenceProps) {
  return (
    <h1 class="max-w-[56rem] text-20 font-semibold leading-tight tracking-tight md:text-28">{sentence}</h1>
  );
}
