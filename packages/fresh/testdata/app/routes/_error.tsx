import { HttpError } from "fresh";
import { define } from "../define.ts";

export default define.page(({ error }) => <h1>Error {error instanceof HttpError ? error.status : 500}</h1>);
