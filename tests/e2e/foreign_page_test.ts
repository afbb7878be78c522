/** A page of another site in a real Chromium, under a name that is pointed at this machine, and from a server of its own. */
import { expect } from "@std/expect";
import { launchChromium } from "@/testing/browser.ts";
import { startWeb } from "@/testing/processes.ts";
import { openWorld } from "@/testing/world.ts";

const REBOUND = "rebound.example";
const OTHER = "other.example";

Deno.test("a page under a foreign name reads and changes nothing", async (test) => {
  await using world = await openWorld();
  await world.createClient({ name: "Acme" });
  await using web = await startWeb(world.config);
  const rules = [REBOUND, OTHER].map((name) => `MAP ${name} 127.0.0.1`).join(", ");
  await using other = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    () => new Response("<title>Elsewhere</title>", { headers: { "content-type": "text/html" } }),
  );
  await using cleanup = new AsyncDisposableStack();
  const browser = await launchChromium([`--host-resolver-rules=${rules}`]);
  cleanup.defer(() => browser.close());
  const page = await browser.newPage();

  await test.step("a name that is pointed at this machine shows nothing of it", async () => {
    const { port } = new URL(web.baseUrl);
    const response = await page.goto(`http://${REBOUND}:${port}/clients`);
    expect(response?.status()).toBe(421);
    // As a page of that name would ask from there.
    const read = await page.evaluate(async () => {
      const answer = await fetch("/api/v1/clients");
      return { status: answer.status, text: await answer.text() };
    });
    expect(read.status).toBe(421);
    expect(read.text).toContain("ALLOWED_HOSTS");
    expect(read.text).not.toContain("Acme");
  });

  await test.step("a page from elsewhere can neither read nor send what changes something", async () => {
    await page.goto(`http://${OTHER}:${other.addr.port}/`);
    const readable = await page.evaluate(
      (url) => fetch(url).then(() => true, () => false),
      `${web.baseUrl}/api/v1/clients`,
    );
    expect(readable).toBe(false);
    const pulse = `${web.baseUrl}/api/v1/simulate/pulse`;
    const answered = page.waitForResponse(pulse);
    await page.evaluate((url) => fetch(url, { method: "POST", mode: "no-cors" }).then(() => {}), pulse);
    expect((await answered).status()).toBe(403);
    expect(await world.services.simulation.status()).toMatchObject({ events: 0 });
  });
});
