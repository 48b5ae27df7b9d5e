import { useCallback, useSyncExternalStore } from "react";

/** Where a window looks: kept in the address's hash, so that two windows can hold two people. */
export interface Address {
  readonly seat?: string;
  /** A channel's id, or {@link homePlace}. */
  readonly channel?: string;
  /** The first message of the open thread. */
  readonly thread?: string;
}

/** The App tab's Home stands in the address where a channel's id would. */
export const homePlace = "home";

export function parseAddress(hash: string): Address {
  const parts = new URLSearchParams(hash.replace(/^#/, ""));
  const seat = parts.get("seat");
  const channel = parts.get("channel");
  const thread = parts.get("thread");
  return { ...(seat && { seat }), ...(channel && { channel }), ...(thread && { thread }) };
}

export function formatAddress(address: Address): string {
  const parts = new URLSearchParams();
  if (address.seat) parts.set("seat", address.seat);
  if (address.channel) parts.set("channel", address.channel);
  if (address.thread) parts.set("thread", address.thread);
  return `#${parts.toString()}`;
}

/** Writes down where one is without going anywhere: the way back leads to where one was before. */
export function settleAt(address: Address): void {
  window.location.replace(formatAddress(address));
}

const onHashChange = (tell: () => void) => {
  window.addEventListener("hashchange", tell);
  return () => window.removeEventListener("hashchange", tell);
};

export function useAddress(): { address: Address; go: (to: Address) => void } {
  const hash = useSyncExternalStore(onHashChange, () => window.location.hash);
  const go = useCallback((to: Address) => {
    window.location.hash = formatAddress(to);
  }, []);
  return { address: parseAddress(hash), go };
}
