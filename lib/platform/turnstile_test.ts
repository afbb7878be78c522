import { expect } from "@std/expect";
import { Turnstile } from "@/lib/platform/turnstile.ts";

Deno.test("callers that ask during a run share one later run, never the one that began before they asked", async () => {
  const turnstile = new Turnstile();
  const gate = Promise.withResolvers<void>();
  const runs: string[] = [];
  const work = (label: string) => async () => {
    runs.push(label);
    await gate.promise;
    return label;
  };

  const first = turnstile.run("clients", work("first"));
  const second = turnstile.run("clients", work("second"));
  const third = turnstile.run("clients", work("third"));
  const other = turnstile.run("overview", work("other"));

  expect(runs).toEqual(["first", "other"]);
  gate.resolve();
  expect(await Promise.all([first, second, third, other])).toEqual(["first", "second", "second", "other"]);
  expect(runs).toEqual(["first", "other", "second"]);
});

Deno.test("a run that fails fails for its own callers only", async () => {
  const turnstile = new Turnstile();
  const first = turnstile.run("clients", () => Promise.reject(new Error("The first run fails")));
  const second = turnstile.run("clients", () => Promise.resolve("fine"));

  await expect(first).rejects.toThrow("The first run fails");
  expect(await second).toBe("fine");
  expect(await turnstile.run("clients", () => Promise.resolve("later"))).toBe("later");
});
