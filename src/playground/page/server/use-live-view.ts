import { useCallback, useEffect, useRef, useState } from "react";
import type { Platform } from "./api.ts";

export type Connection = "connecting" | "live" | "lost";

export interface LiveView<View> {
  /** The chosen seat's newest known view; undefined until the first one arrived. */
  readonly view: View | undefined;
  readonly connection: Connection;
  /** Resolves when a view read after this call is shown, or when reading failed. */
  readonly refresh: () => Promise<void>;
}

const retryAfterMs = 2000;

/**
 * Browsers keep only six connections to one server, over all windows. A window that nobody sees gives its own back, and
 * reads anew when it is looked at again.
 */
const isHidden = (): boolean => document.visibilityState === "hidden";

function revisionIn(data: unknown): number | undefined {
  const told = /"revision":\s*(\d+)/.exec(String(data))?.[1];
  return told === undefined ? undefined : Number(told);
}

/** Keeps one seat's view current: reads it whole whenever the server says that it changed. */
export function useLiveView<View extends { readonly revision: number }>(
  platform: Pick<Platform<View, never>, "readView" | "changesAddress">,
  seat: string | undefined,
): LiveView<View> {
  // Views stay known by seat, so that changing seats shows something at once.
  const [views, setViews] = useState<ReadonlyMap<string, View>>(new Map());
  const [connection, setConnection] = useState<Connection>("connecting");
  const reader = useRef<() => Promise<void>>(async () => {});

  useEffect(() => {
    if (!seat) return;
    let left = false;
    let reading: Promise<void> | undefined;
    let next: Promise<void> | undefined;
    let retry: ReturnType<typeof setTimeout> | undefined;
    let source: EventSource | undefined;
    let known: number | undefined;

    const lost = () => {
      if (left || isHidden()) return;
      setConnection("lost");
      clearTimeout(retry);
      retry = setTimeout(connect, retryAfterMs);
    };
    const readOnce = async () => {
      try {
        const fresh = await platform.readView(seat);
        if (left) return;
        known = fresh.revision;
        setViews((before) => new Map(before).set(seat, fresh));
        if (source?.readyState === EventSource.OPEN) setConnection("live");
      } catch {
        lost();
      }
    };
    // A change that arrives while a read is under way may not be in it: read once more, however many arrived.
    const refresh = (): Promise<void> => {
      if (!reading) {
        reading = readOnce().finally(() => {
          reading = undefined;
        });
        return reading;
      }
      next ??= reading.then(() => {
        next = undefined;
        return left ? undefined : refresh();
      });
      return next;
    };
    const connect = () => {
      source?.close();
      if (left || isHidden()) return;
      source = new EventSource(platform.changesAddress(seat));
      source.onopen = () => void refresh();
      source.onmessage = (event) => {
        if (revisionIn(event.data) !== known) void refresh();
      };
      source.onerror = lost;
    };

    reader.current = refresh;
    document.addEventListener("visibilitychange", connect);
    setConnection("connecting");
    void refresh();
    connect();
    return () => {
      left = true;
      clearTimeout(retry);
      document.removeEventListener("visibilitychange", connect);
      source?.close();
    };
  }, [platform, seat]);

  const refresh = useCallback(() => reader.current(), []);
  return { view: seat ? views.get(seat) : undefined, connection, refresh };
}
