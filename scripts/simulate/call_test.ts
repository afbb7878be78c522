import { expect } from "@std/expect";
import { readSeed, readSimulateCall } from "@/scripts/simulate/call.ts";

Deno.test("each call is understood", () => {
  expect(readSimulateCall(["pulse"])).toEqual({ action: "pulse" });
  expect(readSimulateCall(["pulse", "--intensity", "high", "--seed", "0"])).toEqual({
    action: "pulse",
    intensity: "high",
    seed: 0,
  });
  expect(readSimulateCall(["outage", "acme", "--severity=low"])).toEqual({
    action: "outage",
    client: "acme",
    severity: "low",
  });
  expect(readSimulateCall(["reset", "acme"])).toEqual({ action: "reset", client: "acme" });
  expect(readSimulateCall(["reset", "--all"])).toEqual({ action: "reset-all" });
});

Deno.test("a stream may be asked for in each of its forms", () => {
  for (const args of [["--stream"], ["pulse", "--stream"], ["stream"]]) {
    expect(readSimulateCall(args)).toEqual({ action: "stream" });
  }
});

Deno.test("what is not understood is said in a sentence, and how to call it", () => {
  const refused: [args: string[], sentence: string][] = [
    [[], "Say what to simulate"],
    [["flood"], '"flood" is nothing to simulate'],
    [["outage"], "Say which client: outage <client>"],
    [["outage", "a", "b"], '"b" is not understood'],
    [["outage", "a", "--stream"], "outage takes no --stream"],
    [["pulse", "acme"], '"acme" is not understood'],
    [["pulse", "--severity", "low"], "pulse takes no --severity"],
    [["pulse", "--intensity", "huge"], '--intensity must be low, normal, high, not "huge"'],
    [["reset", "acme", "--all"], '"acme" is not understood'],
    [
      ["pulse", "--seed", "4294967296"],
      '--seed must be a whole number from 0 to 4294967295, not "4294967296"',
    ],
    [["pulse", "--sed", "1"], "Unknown option '--sed'"],
  ];
  for (const [args, sentence] of refused) {
    expect(() => readSimulateCall(args)).toThrow(new RegExp(`^${RegExp.escape(sentence)}\\n`));
    expect(() => readSimulateCall(args)).toThrow("npx -y deno@2.9.6 task simulate pulse");
  }
});

Deno.test("a seed is absent or a whole number", () => {
  expect(readSeed(undefined, "usage")).toBeUndefined();
  expect(readSeed("42", "usage")).toBe(42);
  for (const text of ["", "-1", "1.5", "1e3", "x"]) {
    expect(() => readSeed(text, "usage")).toThrow("--seed must be");
  }
});
