import { type ClipboardEvent, useRef } from "react";
import type { InputElement } from "../blocks/shapes.ts";
import { type ElementProps, useInput } from "./use-input.ts";

type DateElement = Extract<InputElement, { type: "datepicker" | "timepicker" }>;

const isoDate = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
const americanDate = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/;

/** A pasted date as `2026-10-02`, or undefined. The browser's own field takes typed dates but no pasted ones. */
function readDate(typed: string): string | undefined {
  const text = typed.trim();
  const iso = isoDate.exec(text);
  const american = americanDate.exec(text);
  const [year, month, day] = iso?.slice(1) ?? (american ? [american[3], american[1], american[2]] : []);
  if (!year || !month || !day) return undefined;
  const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return Number.isNaN(Date.parse(date)) ? undefined : date;
}

/** Native fields: they take typing, arrows and the browser's own calendar. */
export function DateInput({ element, blockId, field }: ElementProps<DateElement>) {
  const { value, keep, tell, choose, naming } = useInput(blockId, element, field);
  const told = useRef(value);
  const current = typeof value === "string" ? value : "";

  // Typing a year passes through the year 0002: the app hears of a date only when the person is done with it.
  const settle = () => {
    if (told.current === value) return;
    told.current = value;
    tell(value);
  };
  const onPaste = (event: ClipboardEvent) => {
    const date = element.type === "datepicker" ? readDate(event.clipboardData.getData("text")) : undefined;
    if (!date) return;
    event.preventDefault();
    told.current = date;
    choose(date);
  };
  return (
    <input
      {...naming}
      className="date-input"
      type={element.type === "datepicker" ? "date" : "time"}
      value={current}
      max={element.type === "datepicker" ? "9999-12-31" : undefined}
      title={element.placeholder?.text}
      onChange={(event) => keep(event.target.value || null)}
      onBlur={settle}
      onKeyDown={(event) => event.key === "Enter" && settle()}
      onPaste={onPaste}
    />
  );
}
