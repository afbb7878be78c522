const FOLDER = "fonts";
const FILE = "inter-latin-wght-normal.woff2";

/** Where the font is served, below the base path. */
export const FONT_PATH = `/${FOLDER}/${FILE}` as const;

/**
 * The rule that names Inter's file. It stands in the page and not in the stylesheet: only a page knows the build's key and
 * the base path, both of which are part of the address. Without quotes, which a page's markup would escape.
 */
export function fontFace(address: string): string {
  return `@font-face{font-family:Inter Variable;font-style:normal;font-weight:100 900;font-display:swap;src:url(${address})}`;
}

/**
 * Puts Inter beside the other static files, from the package that ships it, so that both builders find it there. The
 * copy is not committed: `static/fonts/` is ignored by git. A copy that is there is left alone: writing it again would
 * start a development server that watches `static/` anew, and so on for ever.
 *
 * @param root absolute path of the project's root
 */
export async function placeFont(root: string): Promise<void> {
  const source = new URL(
    import.meta.resolve("@fontsource-variable/inter/files/inter-latin-wght-normal.woff2"),
  );
  const target = `${root}/static${FONT_PATH}`;
  const content = await Deno.readFile(source);
  if (await holds(target, content)) return;
  await Deno.mkdir(`${root}/static/${FOLDER}`, { recursive: true });
  await Deno.writeFile(target, content);
}

async function holds(path: string, content: Uint8Array): Promise<boolean> {
  try {
    return (await Deno.readFile(path)).toBase64() === content.toBase64();
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
