import { type KeyboardEvent, type ReactNode, useEffect, useId, useLayoutEffect, useRef } from "react";
import { beginWay, goBack, type WayBack } from "./way-back.ts";

const reachable =
  'a[href], button:not(:disabled), input:not(:disabled), textarea:not(:disabled), select:not(:disabled), [tabindex="0"]';
const firstFields = "[data-autofocus], input:not(:disabled), textarea:not(:disabled), select:not(:disabled)";

const focusOn = (element: Element | null | undefined) => element instanceof HTMLElement && element.focus();

interface DialogProps {
  readonly kind: "dialog" | "alertdialog";
  readonly title: string;
  readonly onEscape: () => void;
  readonly covered?: boolean;
  readonly busy?: boolean;
  readonly children: ReactNode;
}

/**
 * A frame that keeps the keyboard inside while it is on top and gives the focus back when it closes. It covers the
 * platform and leaves the seat switch free, so that a visitor can be somebody else while a form is open.
 */
export function Dialog({ kind, title, onEscape, covered = false, busy = false, children }: DialogProps) {
  const box = useRef<HTMLDivElement>(null);
  const way = useRef<WayBack>(undefined);
  const titleId = useId();

  // Before the browser paints: afterwards the workspace is inert and the opener has lost the focus already.
  useLayoutEffect(() => {
    if (covered) return;
    // Only the first time: coming back from a view that was pushed on top opens nothing.
    way.current ??= beginWay(box.current);
    const begun = way.current;
    const platform = box.current?.closest(".platform");
    // An answer is read from its top: its first words are heard before any field is.
    const beginning = begun.goesOn ? box.current?.querySelector("[data-beginning]") : undefined;
    const first = box.current?.querySelector("[data-autofocus]") ?? box.current?.querySelector(firstFields);
    focusOn(beginning ?? first ?? box.current);
    return () => goBack(begun, platform);
  }, [covered]);

  // A field that had the focus can vanish with an update; then the keyboard would be outside.
  useEffect(() => {
    if (!covered && document.activeElement === document.body) box.current?.focus();
  });

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape" && !event.defaultPrevented) {
      event.stopPropagation();
      onEscape();
    }
    if (event.key !== "Tab" || !box.current) return;
    const stops = [...box.current.querySelectorAll<HTMLElement>(reachable)].filter((stop) => stop.tabIndex >= 0);
    const edge = event.shiftKey ? stops.at(0) : stops.at(-1);
    if (document.activeElement !== edge && document.activeElement !== box.current) return;
    if (document.activeElement === box.current && !event.shiftKey) return;
    event.preventDefault();
    (event.shiftKey ? stops.at(-1) : stops.at(0))?.focus();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys come up from the dialog inside.
    <div className="dialog-cover" hidden={covered} onKeyDown={onKeyDown}>
      {/* biome-ignore lint/a11y/useAriaPropsSupportedByRole: both kinds of dialog support aria-modal. */}
      <div
        ref={box}
        className={`dialog dialog-${kind}`}
        role={kind}
        aria-modal="true"
        aria-labelledby={titleId}
        aria-busy={busy}
        tabIndex={-1}
      >
        <header className="dialog-head">
          <h2 id={titleId}>{title}</h2>
          <button type="button" className="icon-button" aria-label="Dismiss" onClick={onEscape}>
            <span aria-hidden="true">✕</span>
          </button>
        </header>
        {children}
      </div>
    </div>
  );
}
