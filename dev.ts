import { transform } from "esbuild";
import { Builder } from "fresh/dev";
import type { State } from "@/define.ts";
import { configOrExit } from "@/lib/platform/config.ts";
import { placeFont } from "@/styles/font.ts";
import { buildStylesheet } from "@/styles/stylesheet.ts";

const builder = new Builder<State>();

builder.onTransformStaticFile(
  { pluginName: "stylesheet", filter: /[\\/]static[\\/]styles\.css$/ },
  async ({ root }) => ({ content: await buildStylesheet(root) }),
);

builder.onTransformStaticFile(
  { pluginName: "scripts", filter: /[\\/]static[\\/]\w+\.js$/ },
  // Every page carries them.
  async ({ text }) => ({ content: (await transform(text, { minify: true })).code }),
);

await placeFont(import.meta.dirname ?? ".");

if (Deno.args.includes("build")) await builder.build();
else {
  const { host, port } = configOrExit();
  await builder.listen(() => import("./main.ts"), { hostname: host, port });
}
