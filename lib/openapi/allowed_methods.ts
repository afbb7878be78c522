import { apiPaths } from "@/lib/openapi/document.ts";

const METHODS = ["get", "post", "put", "patch", "delete"] as const;

const templates = Object.entries(apiPaths).map(([path, item]) => {
  const declared = METHODS.filter((method) => method in item).map((method) => method.toUpperCase());
  const allow = [...declared, ...(declared.includes("GET") ? ["HEAD"] : []), "OPTIONS"].join(", ");
  return { segments: path.split("/"), allow };
});

/**
 * The `Allow` header of a path of the API, for methods that Fresh does not route at all, such as TRACE; `null` when
 * there is no such path.
 *
 * @param path below `/api/v1`, such as `/clients/66f0a1b2c3d4e5f601234567`
 */
export function allowedMethods(path: string): string | null {
  const segments = path.split("/");
  const matching = templates.filter((template) =>
    template.segments.length === segments.length &&
    template.segments.every((part, index) => part.startsWith("{") || part === segments[index])
  );
  // A path without parameters goes before one with them.
  const exact = matching.find((template) => !template.segments.some((part) => part.startsWith("{")));
  return (exact ?? matching[0])?.allow ?? null;
}
