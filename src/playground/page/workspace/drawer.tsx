import { type RefObject, useCallback, useEffect, useRef, useState } from "react";

export interface Drawer {
  /** Goes around the list and what it covers. */
  readonly around: RefObject<HTMLDivElement | null>;
  readonly unfolded: boolean;
  readonly fold: () => void;
  readonly toggle: () => void;
}

const listIn = ".sidebar";
const openerIn = ".sidebar-opener";

/** The list of places as a phone has it: folded away until it is asked for. Where there is room it always stands open. */
export function useDrawer(): Drawer {
  const [unfolded, setUnfolded] = useState(false);
  const around = useRef<HTMLDivElement>(null);
  const toggle = useCallback(() => setUnfolded((before) => !before), []);
  const fold = useCallback(() => {
    // What is folded away can't keep the focus.
    const holdsFocus = around.current?.querySelector(listIn)?.contains(document.activeElement);
    if (holdsFocus) around.current?.querySelector<HTMLElement>(openerIn)?.focus();
    setUnfolded(false);
  }, []);

  // Listened to everywhere: a tap beside the drawer is one anywhere on the page.
  useEffect(() => {
    if (!unfolded) return;
    const onClick = ({ target }: MouseEvent) => {
      if (!(target instanceof Element)) return;
      const inside = around.current?.contains(target) && target.closest(`${listIn}, ${openerIn}`);
      // Going to where one already is changes nothing but the drawer.
      if (!inside || target.closest("a")) fold();
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.defaultPrevented) fold();
    };
    document.addEventListener("click", onClick);
    document.addEventListener("keydown", onKeyDown);
    return () => {
      document.removeEventListener("click", onClick);
      document.removeEventListener("keydown", onKeyDown);
    };
  }, [unfolded, fold]);

  return { around, unfolded, fold, toggle };
}

interface OpenerProps {
  readonly label: string;
  readonly drawer: Drawer;
  readonly unread: number;
}

export function DrawerOpener({ label, drawer, unread }: OpenerProps) {
  return (
    <button
      type="button"
      className="icon-button sidebar-opener"
      aria-label={label}
      aria-expanded={drawer.unfolded}
      onClick={drawer.toggle}
    >
      <span aria-hidden="true">☰</span>
      {unread > 0 && <span className="badge-dot" />}
    </button>
  );
}
