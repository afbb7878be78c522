import { Builder } from "fresh/dev";

const builder = new Builder({ root: import.meta.dirname ?? "." });
builder.onTransformStaticFile({ pluginName: "shout", filter: /styles\.css$/ }, ({ text, mode }) => ({
  content: text.replace("BODY_COLOUR", mode === "production" ? "#123456" : "#654321"),
}));

if (Deno.args.includes("build")) await builder.build();
else await builder.listen(() => import("./main.ts"), { port: Number(Deno.env.get("PORT") ?? 8000) });
