/** A page of another site in a real Chromium, under a name that points to this machine, and under one that does not. */
import { expect } from "@std/expect";
import { openStage } from "@/tests/e2e/harness.ts";

/** Both lead to this machine; only the second is a name of a page that we do not serve. */
const REBOUND = "rebound.example";
const OTHER = "other.example";

Deno.test("a page under a foreign name reads and changes nothing", async (test) => {
  const rules = [REBOUND, OTHER].map((name) => `MAP ${name} 127.0.0.1`).join(", ");
  await using stage = await openStage({}, [`--host-resolver-rules=${rules}`]);
  await stage.send("POST", "/clients", { name: "Acme", externalId: "acme" });
  const { port } = new URL(stage.baseUrl);
  await using other = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    () => new Response("<title>Elsewhere</title>", { headers: { "content-type": "text/html" } }),
  );

  await test.step("a name that is pointed at this machine shows nothing of it", async () => {
    await using visit = await stage.open("/clients");
    const response = await visit.page.goto(`http://${REBOUND}:${port}/api/v1/clients`);
    expect(response?.status()).toBe(421);
    expect(await response?.text()).not.toContain("Acme");
    // As a page of its own would ask from there.
    const read = await visit.page.evaluate(async () => {
      const answer = await fetch("/api/v1/clients");
      return { status: answer.status, text: await answer.text() };
    });
    expect(read.status).toBe(421);
    expect(read.text).toContain("ALLOWED_HOSTS");
    expect(read.text).not.toContain("Acme");
  });

  await test.step("a page from elsewhere can neither read nor send what changes something", async () => {
    await using visit = await stage.open("/clients");
    const { page } = visit;
    await page.goto(`http://${OTHER}:${other.addr.port}/`);
    const readable = await page.evaluate(
      (url) => fetch(url).then(() => true, () => false),
      `${stage.baseUrl}/api/v1/clients`,
    );
    expect(readable).toBe(false);
    const pulse = `${stage.baseUrl}/api/v1/simulate/pulse`;
    const answered = page.waitForResponse(pulse);
    await page.evaluate((url) => fetch(url, { method: "POST", mode: "no-cors" }).then(() => {}), pulse);
    expect((await answered).status()).toBe(403);
    expect(await stage.services.simulation.status()).toMatchObject({ events: 0 });
  });
});
