const FILE = "inter-latin-wght-normal.woff2";

/**
 * Puts Inter beside the other static files, from the package that ships it, so that both builders find it there. The
 * copy is not committed: `static/fonts/` is ignored by git.
 *
 * @param root absolute path of the project's root
 */
export async function placeFont(root: string): Promise<void> {
  const source = new URL(
    import.meta.resolve("@fontsource-variable/inter/files/inter-latin-wght-normal.woff2"),
  );
  await Deno.mkdir(`${root}/static/fonts`, { recursive: true });
  await Deno.copyFile(source, `${root}/static/fonts/${FILE}`);
}
