/** One physical line: its text, and the line break that ended it (empty at the end of a file). */
export interface Line {
  text: string;
  lineBreak: string;
}

// A \r at the end of a chunk may be the first half of \r\n: it is left for the next round.
const LINE_BREAK = /\r\n|\n|\r(?!$)/g;

/** Splits text that comes in chunks into lines; `\n`, `\r\n` and a lone `\r` each end one. */
export async function* linesOf(chunks: AsyncIterable<string>): AsyncGenerator<Line> {
  let rest = "";
  for await (const chunk of chunks) {
    rest += chunk;
    let start = 0;
    for (const match of rest.matchAll(LINE_BREAK)) {
      yield { text: rest.slice(start, match.index), lineBreak: match[0] };
      start = match.index + match[0].length;
    }
    rest = rest.slice(start);
  }
  if (rest.endsWith("\r")) yield { text: rest.slice(0, -1), lineBreak: "\r" };
  else if (rest !== "") yield { text: rest, lineBreak: "" };
}
