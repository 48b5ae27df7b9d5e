import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { Option, OverflowElement } from "../blocks/shapes.ts";
import { plainText } from "../blocks/text-view.tsx";
import { useAskFirst } from "../forms/confirm.tsx";
import { useSurface } from "../forms/surface.ts";
import { safeAddress } from "../mrkdwn/links.ts";
import type { ElementProps } from "./use-input.ts";

/** The "…" menu of a message. */
export function Overflow({ element, blockId }: ElementProps<OverflowElement>) {
  const surface = useSurface();
  const askFirst = useAskFirst();
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (open) box.current?.querySelector<HTMLElement>('[role="menuitem"]')?.focus();
  }, [open]);

  const choose = (option: Option) => {
    setOpen(false);
    opener.current?.focus();
    const url = option.url === undefined ? undefined : safeAddress(option.url);
    if (url) window.open(url, "_blank", "noopener,noreferrer");
    askFirst(element.confirm, () => surface.press(blockId, element.action_id, { selected_option: option }));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const items = [...(box.current?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape" && open) {
      setOpen(false);
      opener.current?.focus();
    } else if (step !== undefined && open) {
      const at = items.indexOf(document.activeElement as HTMLElement);
      items.at((at + step + items.length) % items.length)?.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys come up from the button and the menu inside.
    <div
      ref={box}
      className="overflow"
      onKeyDown={onKeyDown}
      onBlur={(event) => !box.current?.contains(event.relatedTarget) && setOpen(false)}
    >
      <button
        ref={opener}
        type="button"
        className="button"
        aria-label="More actions"
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <span aria-hidden="true">•••</span>
      </button>
      {open && (
        <div className="menu" role="menu">
          {element.options.map((option) => (
            <button key={option.value} type="button" role="menuitem" tabIndex={-1} onClick={() => choose(option)}>
              {plainText(option.text)}
              {option.description && <span className="pick-detail">{plainText(option.description)}</span>}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
