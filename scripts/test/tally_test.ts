import { expect } from "@std/expect";
import { countsOf, Tally } from "@/scripts/test/tally.ts";

/** As `deno test --junit-path` of Deno 2.9.6 writes it, shortened. */
const REPORT = `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="deno test" tests="5" failures="2" errors="0" time="0.180">
    <testsuite name="./a_test.ts" tests="4" disabled="1" errors="0" failures="2">
        <testcase name="fine" classname="./a_test.ts" time="0.000" line="2" col="6">
        </testcase>
        <testcase name="ignored" classname="./a_test.ts" time="0.000" line="3" col="11">
            <skipped/>
        </testcase>
        <testcase name="bad" classname="./a_test.ts" time="0.000" line="4" col="6">
            <failure message="Uncaught Error: &lt;skipped/&gt;">Error</failure>
        </testcase>
        <testcase name="bad &gt; step" classname="./a_test.ts" time="0.000" line="1" col="70">
            <failure message="Uncaught Error: x">Error</failure>
        </testcase>
    </testsuite>
    <testsuite name="./b_test.ts" tests="1" disabled="0" errors="0" failures="0">
        <testcase name="fine" classname="./b_test.ts" time="0.000" line="1" col="6">
        </testcase>
    </testsuite>
</testsuites>`;

Deno.test("The counts of a report: five tests, two failed, one skipped", () => {
  expect(countsOf(REPORT)).toEqual({ passed: 2, failed: 2, skipped: 1 });
});

Deno.test("A report that was never written has no counts", () => {
  expect(countsOf("")).toBeUndefined();
});

Deno.test("The closing line names skipped tests only when there are any", () => {
  const tally = new Tally();
  tally.add({ passed: 4 });
  expect(tally.summary()).toBe("4 passed, 0 failed");
  tally.add({ passed: 2, failed: 2, skipped: 1 });
  expect(tally.summary()).toBe("6 passed, 2 failed, 1 skipped");
});
