import { Builder } from "fresh/dev";

const ROOT = new URL("./app/", import.meta.url);

/** Folder in which copies of the fixture live: git, the formatter and the linter leave `_fresh` folders alone. */
const COPIES = new URL("./_fresh/", import.meta.url);

export interface FixtureBuild extends AsyncDisposable {
  outDir: string;
}

/** A builder of the fixture that transforms its stylesheet, as the fixture's own dev.ts does. */
export function fixtureBuilder(options: { outDir?: string; root?: string } = {}): Builder {
  const builder = new Builder({ root: ROOT.href, ...options });
  builder.onTransformStaticFile({ pluginName: "shout", filter: /styles\.css$/ }, ({ text }) => ({
    content: text.replace("BODY_COLOUR", "#123456"),
  }));
  return builder;
}

/** Builds the fixture into a temporary folder, which is removed at the end. */
export async function buildFixture(): Promise<FixtureBuild> {
  const folder = await Deno.makeTempDir();
  const outDir = `${folder}/out`;
  const builder = fixtureBuilder({ outDir });
  await builder.build();
  return { outDir, [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }) };
}

export interface FixtureCopy extends AsyncDisposable {
  root: string;
  write(path: string, text: string): Promise<void>;
  read(path: string): Promise<string>;
}

/** Copies the fixture, so that a test may change it. */
export async function copyFixture(): Promise<FixtureCopy> {
  await Deno.mkdir(COPIES, { recursive: true });
  const root = await Deno.makeTempDir({ dir: new URL(COPIES).pathname });
  await copyFolder(ROOT.pathname, `${root}/`);
  return {
    root,
    write: (path, text) => Deno.writeTextFile(`${root}/${path}`, text),
    read: (path) => Deno.readTextFile(`${root}/${path}`),
    [Symbol.asyncDispose]: () => Deno.remove(root, { recursive: true }),
  };
}

async function copyFolder(from: string, to: string): Promise<void> {
  await Deno.mkdir(to, { recursive: true });
  for await (const { name, isDirectory } of Deno.readDir(from)) {
    if (name === "_fresh") continue;
    if (isDirectory) await copyFolder(`${from}${name}/`, `${to}${name}/`);
    else await Deno.copyFile(from + name, to + name);
  }
}

export interface FixtureServer extends AsyncDisposable {
  origin: string;
}

/** Starts a Deno process and waits until it answers on the port that it was given as PORT. */
export async function startServer(args: string[], env: Record<string, string> = {}): Promise<FixtureServer> {
  const port = freePort();
  const child = new Deno.Command(Deno.execPath(), {
    args: args.map((arg) => arg.replace("{port}", String(port))),
    env: { PORT: String(port), ...env },
    stdout: "null",
    stderr: "null",
  }).spawn();
  const origin = `http://127.0.0.1:${port}`;
  let ended = false;
  child.status.then(() => ended = true);
  while (!await reachable(origin)) {
    if (ended) throw new Error(`Cannot start deno ${args.join(" ")}: it has ended`);
  }
  return {
    origin,
    async [Symbol.asyncDispose]() {
      if (!ended) child.kill("SIGTERM");
      await child.status;
    },
  };
}

export function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}

async function reachable(origin: string): Promise<boolean> {
  try {
    await (await fetch(origin)).body?.cancel();
    return true;
  } catch {
    return false;
  }
}
