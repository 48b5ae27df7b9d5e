import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import type { Pick } from "./pick.ts";
import { PickerList } from "./picker-list.tsx";
import type { Naming } from "./use-input.ts";

interface PickerProps {
  readonly naming: Naming;
  readonly picks: readonly Pick[];
  readonly chosen: readonly string[];
  readonly several: boolean;
  readonly most?: number | undefined;
  readonly clearable: boolean;
  readonly placeholder: string;
  /** Somebody else finds what fits to the words typed; until they have answered, the picks at hand are searched. */
  readonly onQuery?: ((query: string) => void) | undefined;
  /** The words that the picks were found for. */
  readonly foundFor?: string | undefined;
  /** Names for what is chosen and not among the picks just now. */
  readonly known?: readonly Pick[] | undefined;
  readonly onChoose: (keys: readonly string[]) => void;
}

const contains = (pick: Pick, query: string) =>
  `${pick.label} ${pick.detail ?? ""}`.toLowerCase().includes(query.trim().toLowerCase());

/** A searchable list to choose one or several from, by mouse, touch or keyboard (the combobox pattern of ARIA). */
export function Picker(props: PickerProps) {
  const {
    naming,
    picks,
    chosen,
    several,
    most,
    clearable,
    placeholder,
    onQuery,
    foundFor,
    known = [],
    onChoose,
  } = props;
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState("");
  const [active, setActive] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const listId = useId();

  const found = open ? picks.filter((pick) => foundFor === query || contains(pick, query)) : [];
  const at = Math.min(active, found.length - 1);
  const picked = chosen.flatMap((key) => [...picks, ...known].find((pick) => pick.key === key) ?? []);
  const full = several && most !== undefined && chosen.length >= most;

  const show = () => {
    if (open) return;
    const first = several ? -1 : picks.findIndex((pick) => pick.key === chosen[0]);
    setActive(Math.max(first, 0));
    setOpen(true);
    onQuery?.("");
  };
  const hide = () => {
    setOpen(false);
    setQuery("");
  };
  useEffect(() => {
    if (open) document.getElementById(`${listId}-${at}`)?.scrollIntoView({ block: "nearest" });
  }, [open, at, listId]);

  const toggle = (pick: Pick) => {
    const has = chosen.includes(pick.key);
    if (!several) {
      onChoose([pick.key]);
      hide();
      return;
    }
    if (!has && full) return;
    onChoose(has ? chosen.filter((key) => key !== pick.key) : [...chosen, pick.key]);
    if (query) {
      setQuery("");
      onQuery?.("");
      setActive(picks.indexOf(pick));
    }
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const pick = found[at];
    if (step !== undefined) {
      if (open) setActive((at + step + found.length) % Math.max(found.length, 1));
      else show();
    } else if (event.key === "Enter") {
      if (!open) show();
      else if (pick) toggle(pick);
    } else if (event.key === "Escape" && open) hide();
    else if (event.key === "Backspace" && query === "" && several && chosen.length > 0) onChoose(chosen.slice(0, -1));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const single = several ? "" : (picked[0]?.label ?? "");
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the focus leaves the field and the list inside.
    <div
      ref={box}
      className="picker"
      onBlur={(event) => {
        if (!box.current?.contains(event.relatedTarget)) hide();
      }}
    >
      <div className="picker-box">
        {several &&
          picked.map((pick) => (
            <span key={pick.key} className="chip">
              {pick.label}
              <button
                type="button"
                aria-label={`Remove ${pick.label}`}
                onClick={() => {
                  onChoose(chosen.filter((key) => key !== pick.key));
                  input.current?.focus();
                }}
              >
                <span aria-hidden="true">✕</span>
              </button>
            </span>
          ))}
        <input
          {...naming}
          ref={input}
          type="text"
          role="combobox"
          autoComplete="off"
          aria-autocomplete="list"
          aria-expanded={open}
          aria-controls={listId}
          aria-activedescendant={open && found[at] ? `${listId}-${at}` : undefined}
          value={open ? query : single}
          placeholder={several && picked.length > 0 ? "" : single || placeholder}
          onChange={(event) => {
            setOpen(true);
            setActive(0);
            setQuery(event.target.value);
            onQuery?.(event.target.value);
          }}
          onClick={show}
          // Typing takes the place of what is chosen, as it does where Tab led into the field.
          onFocus={(event) => !several && event.target.select()}
          onKeyDown={onKeyDown}
        />
        {clearable && !several && single && (
          <button type="button" className="picker-clear" aria-label={`Clear ${single}`} onClick={() => onChoose([])}>
            <span aria-hidden="true">✕</span>
          </button>
        )}
        <span className="picker-arrow" aria-hidden="true" />
      </div>
      {open && (
        <PickerList
          id={listId}
          found={found}
          active={at}
          chosen={chosen}
          several={several}
          full={full ? most : undefined}
          onToggle={toggle}
        />
      )}
    </div>
  );
}
