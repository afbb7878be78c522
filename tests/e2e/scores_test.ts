import { expect } from "@std/expect";
import { openStage } from "@/tests/e2e/harness.ts";

const PATH = "/scores";

Deno.test("the page of the score model, in a real browser", async (test) => {
  await using stage = await openStage();

  await test.step("it tells the figures of the active model, and a worked example, without JavaScript", async () => {
    await using visit = await stage.open(PATH, { javaScriptEnabled: false });
    const { page } = visit;
    await page.getByText(/Version 1 of the model, in use since \d+ \w+ \d{4}\./).waitFor();
    await page.getByText("API calls in 30 days: 5,000 or more earn all of it, fewer their share.").waitFor();
    const healthy = page.getByRole("row").filter({ hasText: "at 67 and below" });
    await healthy.getByText("70–100").waitFor();
    const critical = page.getByRole("table", { name: "Points by severity" }).getByRole("row", {
      name: /critical/i,
    });
    expect(await critical.getByRole("cell").allTextContents()).toEqual(["−40", "−12", "−3"]);
    await page.getByText(
      "61: API calls 2,500 of 5,000 (−20), one critical and one resolved medium incident (−13)",
    )
      .waitFor();
    await page.getByText("Not enough data: only 30 % of the model has data.").waitFor();
  });
});
