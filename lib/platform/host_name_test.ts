import { expect } from "@std/expect";
import { hostNameOf } from "@/lib/platform/host_name.ts";

Deno.test("a host is a name or an address, with or without a port", () => {
  const names: Record<string, string> = {
    "cip.example": "cip.example",
    "CIP.Example:8443": "cip.example",
    "localhost.:5000": "localhost",
    "web_1:5000": "web_1",
    "127.1": "127.0.0.1",
    "0x7f.0.0.1:80": "127.0.0.1",
    "[0:0::1]:5000": "[::1]",
    "127.0.0.1:": "127.0.0.1",
  };
  for (const [host, name] of Object.entries(names)) expect([host, hostNameOf(host)]).toEqual([host, name]);
});

Deno.test("what is no host is told from one", () => {
  const wrong = [
    "",
    "a b",
    "user@localhost",
    "user:secret@localhost",
    "localhost:99999",
    "localhost:http",
    "localhost/x",
    "localhost?x",
    "localhost#x",
    "http://localhost",
    "[::1",
    "[localhost]",
    "::1",
    "%6cocalhost",
    "a,b",
    "1.2.3.4.5",
    "käse.example",
  ];
  for (const host of wrong) expect([host, hostNameOf(host)]).toEqual([host, null]);
});
