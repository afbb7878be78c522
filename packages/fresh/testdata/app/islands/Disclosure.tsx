import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";

interface DisclosureProps {
  title: ComponentChildren;
  children: ComponentChildren;
  open?: boolean;
}

export default function Disclosure({ title, children, open = false }: DisclosureProps) {
  const [isOpen, setOpen] = useState(open);
  return (
    <section>
      <button class="toggle" type="button" onClick={() => setOpen(!isOpen)}>{title}</button>
      {isOpen && <div class="content">{children}</div>}
    </section>
  );
}
