/** The contract of a place in the live stream, as the API gives it out. */
import { z } from "zod";

export const positionSchema = z.string().meta({
  description: "Place in the live stream: follow it from here and nothing is missed",
  example: "1774949400000-0",
});
