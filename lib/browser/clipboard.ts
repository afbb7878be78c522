/** Whether a text is in the clipboard now. Browsers refuse it without leave, and always where a page came by plain http. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
