import { inflateSync } from "node:zlib";

/** How many pieces of text each sheet of a printed page has, in their order; a sheet without any is left out. */
export function textPiecesBySheet(pdf: Uint8Array): number[] {
  const bytes = new TextDecoder("latin1").decode(pdf);
  return [...bytes.matchAll(/(?<!end)stream\r?\n/g)]
    .flatMap(({ 0: begin, index }) => {
      const from = index + begin.length;
      const packed = pdf.subarray(from, bytes.indexOf("endstream", from));
      const pieces = contentOf(packed).match(/\bTj\b/g)?.length ?? 0;
      return pieces === 0 ? [] : [pieces];
    });
}

/** Empty for what is no compressed stream, such as a font's parts. */
function contentOf(packed: Uint8Array): string {
  try {
    return new TextDecoder("latin1").decode(inflateSync(packed));
  } catch {
    return "";
  }
}
