import { page } from "fresh";
import { define } from "../../define.ts";

export const handler = define.handlers({
  GET: (ctx) => page({ slug: ctx.params.slug ?? "" }, { headers: { "x-slug": "yes" } }),
});

export default define.page<typeof handler>(({ data }) => <h1>{data.slug}</h1>);
