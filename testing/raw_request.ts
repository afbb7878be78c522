/** An answer as it came over the wire. */
export interface RawAnswer {
  status: number;
  headers: Headers;
  /** Nothing of a stream that does not end. */
  body: string;
}

/** Sends a request with exactly this head, whatever a client library would make of it, on a connection of its own. */
export async function sendRaw(
  origin: string,
  requestLine: string,
  headers: Record<string, string>,
): Promise<RawAnswer> {
  const { hostname, port } = new URL(origin);
  using connection = await Deno.connect({ hostname, port: Number(port) });
  const lines = Object.entries({ connection: "close", ...headers }).map(([name, value]) =>
    `${name}: ${value}\r\n`
  );
  // The length makes an empty body an empty body, for methods that have one.
  const length = /^(GET|HEAD|OPTIONS) /.test(requestLine) ? "" : "content-length: 0\r\n";
  await writeAll(connection, latin1(`${requestLine} HTTP/1.1\r\n${lines.join("")}${length}\r\n`));
  return await readAnswer(connection);
}

async function readAnswer(connection: Deno.Conn): Promise<RawAnswer> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of connection.readable.values({ preventCancel: true })) {
    text += decoder.decode(chunk, { stream: true });
    const end = text.indexOf("\r\n\r\n");
    if (end < 0) continue;
    const [statusLine = "", ...fields] = text.slice(0, end).split("\r\n");
    const headers = new Headers(fields.map((field) => field.split(/: */, 2) as [string, string]));
    const body = bodyOf(text.slice(end + 4), headers);
    if (body !== null) return { status: Number(statusLine.split(" ")[1]), headers, body };
  }
  throw new Error(`The connection ended within the answer: "${text}"`);
}

/** The body, or null while more of it is to come. */
function bodyOf(sent: string, headers: Headers): string | null {
  if (headers.get("content-type")?.startsWith("text/event-stream")) return "";
  const isChunked = headers.get("transfer-encoding") === "chunked";
  const length = Number(headers.get("content-length") ?? 0);
  const isWhole = isChunked
    ? sent.endsWith("0\r\n\r\n")
    : new TextEncoder().encode(sent).byteLength >= length;
  if (!isWhole) return null;
  return isChunked ? sent.replace(/(^|\r\n)[0-9a-f]+\r\n/gi, "").trimEnd() : sent;
}

async function writeAll(connection: Deno.Conn, bytes: Uint8Array): Promise<void> {
  for (let sent = 0; sent < bytes.byteLength;) sent += await connection.write(bytes.subarray(sent));
}

/** A byte for each character, as headers go over the wire. */
function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
