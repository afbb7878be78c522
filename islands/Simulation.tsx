/** What moves on the page of simulations. One file, as in Frame.tsx. */
export { SimulationLog } from "@/components/simulation/SimulationLog.tsx";
export { SimulationPanel } from "@/components/simulation/SimulationPanel.tsx";
