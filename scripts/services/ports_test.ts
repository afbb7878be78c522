import { expect } from "@std/expect";
import { freePort, isFree } from "@/scripts/services/ports.ts";

Deno.test("A free port is one that can be listened on, and is not free while someone does", () => {
  const port = freePort();
  expect(isFree(port)).toBe(true);
  {
    using _listener = Deno.listen({ hostname: "127.0.0.1", port });
    expect(isFree(port)).toBe(false);
  }
  expect(isFree(port)).toBe(true);
});
