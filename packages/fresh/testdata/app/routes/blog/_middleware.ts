import { define } from "../../define.ts";

export default define.middleware(async (ctx) => {
  const response = await ctx.next();
  response.headers.set("x-blog", "yes");
  return response;
});
