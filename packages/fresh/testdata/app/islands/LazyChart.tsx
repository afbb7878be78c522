import { useEffect, useState } from "preact/hooks";

export default function LazyChart() {
  const [version, setVersion] = useState("");
  useEffect(() => {
    import("chart.js").then(({ Chart }) => setVersion(Chart.version));
  }, []);
  return <p id="chart" data-version={version}></p>;
}
