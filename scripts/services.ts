/** `deno task services`: MongoDB and Redis, until Ctrl-C. */
import { readEnvironment } from "@/lib/platform/config.ts";
import { aborted } from "@/scripts/process/interruption.ts";
import { Progress } from "@/scripts/process/progress.ts";
import { runScript } from "@/scripts/process/script.ts";
import { startServices } from "@/scripts/services/start.ts";

await runScript(async (signal) => {
  const progress = new Progress();
  await using services = await startServices({ environment: readEnvironment(), progress, signal });
  progress.line("Services are ready. For .env or the shell:");
  for (const [name, value] of Object.entries(services.environment)) {
    if (name !== "REDIS_PASSWORD") progress.plain(`${name}=${value}`);
  }
  progress.line("Ctrl-C stops what was started here and keeps its data in .services/");
  const failure = await Promise.race([aborted(signal), services.failed]);
  if (failure !== undefined) throw failure;
  progress.line("Stopping");
  return 0;
});
