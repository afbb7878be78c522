import { StepError } from "@/scripts/process/failure.ts";
import { STOP_LIMIT_SECONDS } from "@/scripts/process/child.ts";
import type { Progress } from "@/scripts/process/progress.ts";
import { findExecutable } from "@/scripts/services/executable.ts";
import type { ServiceFolders } from "@/scripts/services/folders.ts";
import type { Service } from "@/scripts/services/service.ts";

/** A daemon that does not answer in this time is as good as none. */
const DAEMON_LIMIT_MILLISECONDS = 5000;

/** Whether `docker` is there and its daemon answers. */
export async function dockerAnswers(searchPath?: string): Promise<boolean> {
  const docker = await findExecutable(["docker"], searchPath);
  if (docker === undefined) return false;
  const signal = AbortSignal.timeout(DAEMON_LIMIT_MILLISECONDS);
  const output = await new Deno.Command(docker, { args: ["info", "--format", "{{.ServerVersion}}"], signal })
    .output();
  return output.success;
}

/** The one container that may use this data: its name is the lock, as Docker gives a name to one container only. */
export async function containerName(folders: ServiceFolders, service: Service): Promise<string> {
  const digest = new Uint8Array(
    await crypto.subtle.digest("SHA-256", new TextEncoder().encode(folders.root)),
  );
  return `customer-intelligence-${digest.toHex().slice(0, 10)}-${service.key}`;
}

/** Starts the container with its data in a volume of the same name. */
export async function startContainer(
  service: Service,
  options: { name: string; port: number; progress: Progress },
): Promise<void> {
  const { image, port, dataPath, args } = service.container;
  if (!(await docker(["image", "inspect", image])).success) {
    await options.progress.during(`Pulling the Docker image ${image}`, () => dockerOrThrow(["pull", image]));
  }
  await removeContainer(options.name);
  await dockerOrThrow([
    "run",
    "--detach",
    `--name=${options.name}`,
    `--publish=127.0.0.1:${options.port}:${port}`,
    `--volume=${options.name}:${dataPath}`,
    image,
    ...args,
  ]);
}

export async function isContainerRunning(name: string): Promise<boolean> {
  const output = await docker(["inspect", "--format", "{{.State.Running}}", name]);
  return output.success && output.text === "true";
}

export async function containerLog(name: string): Promise<string> {
  return (await docker(["logs", "--tail", "20", name])).text;
}

/** Stops the container and removes it; its volume stays. */
export async function stopContainer(name: string): Promise<void> {
  await docker(["stop", "--time", String(STOP_LIMIT_SECONDS), name]);
  await removeContainer(name);
}

export async function removeVolume(name: string): Promise<void> {
  await removeContainer(name);
  await docker(["volume", "rm", "--force", name]);
}

async function removeContainer(name: string): Promise<void> {
  await docker(["rm", "--force", name]);
}

async function docker(args: string[]): Promise<{ success: boolean; text: string }> {
  const { success, stdout, stderr } = await new Deno.Command("docker", { args }).output();
  const decoder = new TextDecoder();
  return { success, text: `${decoder.decode(stdout)}${decoder.decode(stderr)}`.trim() };
}

async function dockerOrThrow(args: string[]): Promise<void> {
  const { success, text } = await docker(args);
  if (!success) throw new StepError(`docker ${args[0]} failed: ${text}`);
}
