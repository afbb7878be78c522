import { request } from "node:http";
import { gunzipSync } from "node:zlib";

export interface Answer {
  status: number;
  headers: Headers;
  /** Unpacked. */
  text: string;
}

/** Sends a request byte for byte as it is told, and shows the answer as it came: `fetch` mends and unpacks. */
export function ask(
  origin: string,
  method: string,
  path: string,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const outgoing = request({ hostname, port, method, path, headers, agent: false }, async (incoming) => {
      try {
        const content = new Uint8Array(await new Response(ReadableStream.from(incoming)).arrayBuffer());
        const answered = new Headers(incoming.headers as Record<string, string>);
        const isPacked = answered.get("content-encoding") === "gzip" && content.length > 0;
        const text = new TextDecoder().decode(isPacked ? gunzipSync(content) : content);
        resolve({ status: incoming.statusCode ?? 0, headers: answered, text });
      } catch (error) {
        reject(error);
      }
    });
    outgoing.on("error", reject);
    outgoing.end();
  });
}
