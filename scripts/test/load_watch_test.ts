import { expect } from "@std/expect";
import { LoadWatch } from "@/scripts/test/load_watch.ts";

Deno.test("a machine that was too busy is named as a reason for failures, by the highest load that was seen", () => {
  let load = 2;
  using watch = new LoadWatch(() => load);
  expect(watch.excuse()).toBe(null);
  load = 14.26;
  watch.sample();
  load = 3;
  watch.sample();
  expect(watch.excuse()).toContain("its load average rose to 14.3 on");
});
