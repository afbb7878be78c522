import { HttpError } from "fresh";
import { define } from "../../define.ts";

export const handler = define.handlers({
  GET: () => Response.json(["item"]),
  POST() {
    throw new HttpError(422, "No such item");
  },
});
