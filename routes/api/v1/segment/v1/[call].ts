/** Segment's libraries add `/v1/<call>` to the host they are given, which is the address of `/api/v1/segment` here. */
export { handler } from "@/routes/api/v1/segment/[call].ts";
