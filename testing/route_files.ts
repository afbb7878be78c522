const ROUTES = new URL("../routes/", import.meta.url);

/** A file that answers requests. */
export interface RouteFile {
  /** As in the API's document, such as `/api/v1/clients/{id}`. */
  path: string;
  file: URL;
}

/** Every route of the product, from its folder. */
export async function* routeFiles(folder = ROUTES, prefix = ""): AsyncGenerator<RouteFile> {
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    if (isDirectory) {
      yield* routeFiles(new URL(`${name}/`, folder), `${prefix}/${name}`);
    } else if (!name.startsWith("_") && !/_test\.tsx?$/.test(name)) {
      const path = `${prefix}/${name.replace(/\.tsx?$/, "")}`.replace(/\/index$/, "");
      yield { path: path.replaceAll("[", "{").replaceAll("]", "}") || "/", file: new URL(name, folder) };
    }
  }
}
