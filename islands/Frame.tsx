/**
 * What moves around every page. One file: as many small ones they weighed 2 to 4 KB more a page, as what they share was
 * cut into ever smaller scripts.
 */
export { CommandPalette } from "@/components/shell/CommandPalette.tsx";
export { ConnectionNotice } from "@/components/shell/ConnectionNotice.tsx";
export { LiveStatus } from "@/components/shell/LiveStatus.tsx";
export { PrintedAt } from "@/components/shell/PrintedAt.tsx";
export { SidebarToggle } from "@/components/shell/SidebarToggle.tsx";
export { SimulatedDataBanner } from "@/components/shell/SimulatedDataBanner.tsx";
export { SourceNotice } from "@/components/shell/SourceNotice.tsx";
export { StaleScoresNotice } from "@/components/shell/StaleScoresNotice.tsx";
export { ThemeSwitch } from "@/components/shell/ThemeSwitch.tsx";
