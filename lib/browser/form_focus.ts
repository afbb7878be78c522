/** The first field of a form that is wrong or asks something gets the focus, once that is drawn. */
export function focusFirstFault(form: HTMLElement): void {
  requestAnimationFrame(() => form.querySelector<HTMLElement>("[aria-invalid], [data-asked]")?.focus());
}

/** Names of the fields that a browser gives as empty although something was begun there, such as half a date. */
export function unfinishedFields(form: HTMLFormElement): string[] {
  return [...form.elements].flatMap((element) =>
    element instanceof HTMLInputElement && element.validity.badInput ? [element.name] : []
  );
}
