import { useCallback, useSyncExternalStore } from "react";

/** Which of two platforms a window shows; both side by side where nothing is said. */
export type Show = "slack" | "teams";

/** Where a window looks: kept in the address's hash, so that two windows can hold two people. */
export interface Address {
  readonly seat?: string | undefined;
  /** A Slack channel's id, or {@link homePlace}. */
  readonly channel?: string | undefined;
  /** The first message of the open Slack thread. */
  readonly thread?: string | undefined;
  /** A conversation in Teams. */
  readonly conversation?: string | undefined;
  readonly show?: Show | undefined;
}

/** The App tab's Home stands in the address where a channel's id would. */
export const homePlace = "home";

const parts = ["seat", "channel", "thread", "conversation", "show"] as const satisfies readonly (keyof Address)[];

export function parseAddress(hash: string): Address {
  const given = new URLSearchParams(hash.replace(/^#/, ""));
  const show = given.get("show");
  const texts = parts.flatMap((part) => {
    const text = given.get(part);
    return text && part !== "show" ? [[part, text] as const] : [];
  });
  return { ...Object.fromEntries(texts), ...((show === "slack" || show === "teams") && { show }) };
}

export function formatAddress(address: Address): string {
  const written = new URLSearchParams();
  for (const part of parts) if (address[part]) written.set(part, address[part]);
  return `#${written.toString()}`;
}

/** The address after a move: each platform keeps where it is while one moves in the other; a thread stays behind with its channel. */
export function moved(from: Address, to: Address): Address {
  return { ...from, ...("channel" in to && { thread: undefined }), ...to };
}

/**
 * Writes down where somebody is without going anywhere: the way back leads to where one was before. Word of it comes a
 * moment after it was drawn; whoever has become somebody else in that moment, or has gone somewhere, stays there.
 */
export function settleAt(seat: string, place: Pick<Address, "channel"> | Pick<Address, "conversation">): void {
  const now = parseAddress(window.location.hash);
  if (now.seat !== undefined && now.seat !== seat) return;
  window.location.replace(formatAddress({ seat, ...place, ...now }));
}

const onHashChange = (tell: () => void) => {
  window.addEventListener("hashchange", tell);
  return () => window.removeEventListener("hashchange", tell);
};

export function useAddress(): { address: Address; go: (to: Address) => void } {
  const hash = useSyncExternalStore(onHashChange, () => window.location.hash);
  const go = useCallback((to: Address) => {
    window.location.hash = formatAddress(moved(parseAddress(window.location.hash), to));
  }, []);
  return { address: parseAddress(hash), go };
}

/** Writes links to elsewhere from here. */
export function useLinks(): (to: Address) => string {
  const hash = useSyncExternalStore(onHashChange, () => window.location.hash);
  return useCallback((to: Address) => formatAddress(moved(parseAddress(hash), to)), [hash]);
}
