/** What moves on the list of clients. One file, as in Frame.tsx. */
export { ClientTableLive } from "@/components/clients/ClientTableLive.tsx";
export { NewClient } from "@/components/clients/NewClient.tsx";
export { SavedViews } from "@/components/clients/SavedViews.tsx";
