interface DaySentenceProps {
  /** "4 of 15 clients are at risk, €41,200 a month; Acme fell most, 33 points since Monday" */
  sentence: string;
  /** Of a client in it, which runs in the direction of its own letters. */
  name: string | null;
}

/** The day in one sentence, as the page's heading. */
export function DaySentence({ sentence, name }: DaySentenceProps) {
  const at = name === null ? -1 : sentence.indexOf(name);
  return (
    <h1 class="long-word max-w-[56rem] text-20 font-semibold leading-tight tracking-tight md:text-28">
      {name === null || at < 0 ? sentence : (
        <>
          {sentence.slice(0, at)}
          <bdi>{name}</bdi>
          {sentence.slice(at + name.length)}
        </>
      )}
    </h1>
  );
}
