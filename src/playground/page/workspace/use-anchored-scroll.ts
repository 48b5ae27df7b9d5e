import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from "react";

const nearEndPx = 48;

/** Keeps the newest message in sight, unless the person scrolled up to read: then nothing moves under their eyes. */
export function useAnchoredScroll(): {
  frame: RefObject<HTMLDivElement | null>;
  atEnd: boolean;
  toEnd: () => void;
} {
  const frame = useRef<HTMLDivElement>(null);
  const anchored = useRef(true);
  const [atEnd, setAtEnd] = useState(true);

  const toEnd = useCallback(() => {
    anchored.current = true;
    if (frame.current) frame.current.scrollTop = frame.current.scrollHeight;
  }, []);

  useLayoutEffect(() => {
    const box = frame.current;
    if (!box) return;
    // A change of the layout scrolls too; only where nothing changed its size was it the person.
    let seen = "";
    const sizes = () => `${box.scrollHeight} ${box.clientHeight}`;
    const follow = () => {
      seen = sizes();
      if (anchored.current) box.scrollTop = box.scrollHeight;
    };
    const onScroll = () => {
      if (seen !== sizes()) follow();
      anchored.current = box.scrollHeight - box.scrollTop - box.clientHeight < nearEndPx;
      setAtEnd(anchored.current);
    };
    const observer = new ResizeObserver(follow);
    observer.observe(box);
    if (box.firstElementChild) observer.observe(box.firstElementChild);
    follow();
    box.addEventListener("scroll", onScroll, { passive: true });
    return () => {
      observer.disconnect();
      box.removeEventListener("scroll", onScroll);
    };
  }, []);

  return { frame, atEnd, toEnd };
}
