/** `deno task start`: serves the production build on PORT. */
import { loadConfig, readEnvironment } from "@/lib/platform/config.ts";
import { Child } from "@/scripts/process/child.ts";
import { aborted } from "@/scripts/process/interruption.ts";
import { runScript } from "@/scripts/process/script.ts";
import { assertBuilt, webArguments } from "@/scripts/process/web.ts";

await runScript(async (signal) => {
  const config = loadConfig(readEnvironment());
  await assertBuilt();
  await using web = await Child.start({
    name: "The web process",
    command: Deno.execPath(),
    args: webArguments(config),
  });
  const ended = await Promise.race([aborted(signal), web.failure()]);
  if (ended !== undefined) throw ended;
  await web.stop();
  return (await web.status).code;
});
