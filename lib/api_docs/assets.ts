/** The files of Swagger UI that the API docs need, out of its package: nothing is fetched from elsewhere. */
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import swaggerUi from "swagger-ui-dist/package.json" with { type: "json" };

const FOLDER = new URL("./", import.meta.resolve("swagger-ui-dist/package.json"));
const FILES = ["swagger-ui.css", "swagger-ui-bundle.js"] as const;
const TYPES: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
};

export const SWAGGER_UI_VERSION = swaggerUi.version;

/** Address of a file below the app's base path. The version is part of it, so that it may be kept for ever. */
export function assetPath(file: (typeof FILES)[number]): `/${string}` {
  return `/api-docs/assets/${SWAGGER_UI_VERSION}/${file}`;
}

/** The path and media type of a file; `null` when there is none of that name and version. */
export function findAsset(version: string, name: string): { path: string; mediaType: string } | null {
  const file = FILES.find((known) => known === name);
  if (version !== SWAGGER_UI_VERSION || file === undefined) return null;
  return { path: fileURLToPath(new URL(file, FOLDER)), mediaType: TYPES[extname(file)] ?? "text/plain" };
}
