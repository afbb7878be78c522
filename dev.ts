import { Builder } from "fresh/dev";
import type { State } from "@/define.ts";
import { placeFont } from "@/styles/font.ts";
import { buildStylesheet } from "@/styles/stylesheet.ts";

const builder = new Builder<State>();

builder.onTransformStaticFile(
  { pluginName: "stylesheet", filter: /[\\/]static[\\/]styles\.css$/ },
  async ({ root }) => ({ content: await buildStylesheet(root) }),
);

await placeFont(import.meta.dirname ?? ".");

if (Deno.args.includes("build")) await builder.build();
else await builder.listen(() => import("./main.ts"));
