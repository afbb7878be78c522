import { useState } from "preact/hooks";
import { IS_BROWSER } from "fresh/runtime";

export default function Cart({ items }: { items: string[] }) {
  const [bought, setBought] = useState<string[]>([]);
  return (
    <div>
      {items.map((item) => (
        <button
          key={item}
          type="button"
          disabled={!IS_BROWSER}
          onClick={() => setBought([...bought, item])}
        >
          {item}
        </button>
      ))}
      <output>{bought.join(", ")}</output>
    </div>
  );
}
