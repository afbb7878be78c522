import { computed, signal } from "@preact/signals";
import { Head } from "fresh/runtime";
import Counter from "../islands/Counter.tsx";
import Disclosure from "../islands/Disclosure.tsx";
import { Facts } from "../islands/Facts.tsx";
import LazyChart from "../islands/LazyChart.tsx";

const HOSTILE = "</script><!-- \u2028";

export default function Home() {
  const shared = signal(3);
  const doubled = computed(() => shared.value * 2);
  return (
    <main>
      <Head>
        <title>Home</title>
        <meta name="description" content="Islands" />
      </Head>
      <Counter id="first" count={shared} />
      <p>Between</p>
      <Counter id="second" count={shared} />
      <Facts
        when={new Date(Date.UTC(2024, 1, 29))}
        tags={new Map([["a", new Set([1, 2])]])}
        big={12345678901234567890n}
        numbers={[NaN, Infinity, -0, undefined]}
        url={new URL("https://example.test/?q=1")}
        text={HOSTILE}
        doubled={doubled}
      />
      <Disclosure title={<em>More</em>}>
        <p id="hidden">
          Hidden <b>text</b> and <Counter id="inner" count={shared} />
        </p>
      </Disclosure>
      <Disclosure title="Open" open>
        Shown <Counter id="shown" count={shared} />
        <input id="kept" type="checkbox" checked draggable={false} data-kept="yes" />
      </Disclosure>
      <table>
        <tbody>
          <Row label="row" />
        </tbody>
      </table>
      <LazyChart />
      <p id="after">After</p>
    </main>
  );
}

import { Row } from "../islands/Facts.tsx";
