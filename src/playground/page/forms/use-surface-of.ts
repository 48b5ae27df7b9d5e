import { useState } from "react";
import type { PressPlace, RawBlock } from "../../wire.ts";
import { useDesk } from "../frame/desk.ts";
import { draftOf, dropDraft, keepDraft } from "../frame/drafts.ts";
import { type ElementState, type FormState, formState, inputsIn, stateHolding } from "./element-state.ts";
import type { Surface } from "./surface.ts";

const nothing: FormState = {};

const placeKey = (place: PressPlace): string =>
  place.kind === "message"
    ? `message ${place.channel} ${place.ts}`
    : place.kind === "modal"
      ? `modal ${place.viewId}`
      : "home";

const holds = (state: FormState, other: FormState): FormState => {
  const merged: Record<string, Readonly<Record<string, ElementState>>> = { ...state };
  for (const [blockId, actions] of Object.entries(other)) merged[blockId] = { ...merged[blockId], ...actions };
  return merged;
};

/** Forgets what was typed into elements that are gone: as Slack does, only the same block and action keep their input. */
function stillThere(typed: FormState, blocks: readonly RawBlock[]): FormState {
  const left: Record<string, Record<string, ElementState>> = {};
  for (const { blockId, element } of inputsIn(blocks)) {
    const state = typed[blockId]?.[element.action_id];
    if (state?.type !== element.type) continue;
    left[blockId] ??= {};
    left[blockId][element.action_id] = state;
  }
  return left;
}

export interface OwnSurface {
  readonly surface: Omit<Surface, "errors" | "busy">;
  readonly pressing: boolean;
  /** The form is done with: forget what was typed. */
  readonly forget: () => void;
}

/** Holds what is typed into the blocks of one place, across updates of the blocks and changes of the seat. */
export function useSurfaceOf(place: PressPlace, blocks: readonly RawBlock[], kept: FormState = nothing): OwnSurface {
  const { view, act } = useDesk();
  const draftKey = `${view.seat.id} ${placeKey(place)}`;
  const [typed, setTyped] = useState<FormState>(() => draftOf(draftKey, nothing));
  const [presses, setPresses] = useState<readonly string[]>([]);
  const current = stillThere(typed, blocks);
  const state = formState(blocks, current, kept);

  const keep: Surface["keep"] = (blockId, element, value) => {
    const addition = { [blockId]: { [element.action_id]: stateHolding(element, value) } };
    setTyped((before) => {
      const after = holds(stillThere(before, blocks), addition);
      keepDraft(draftKey, after);
      return after;
    });
  };

  const press: Surface["press"] = async (blockId, actionId, fields, addition) => {
    const key = `${blockId} ${actionId}`;
    setPresses((before) => [...before, key]);
    const now = addition ? holds(state, addition) : state;
    const withState = Object.keys(now).length > 0 || place.kind === "modal";
    await act({
      act: "press",
      seat: view.seat.id,
      place,
      blockId,
      actionId,
      ...(fields && { fields }),
      ...(withState && { state: now }),
    });
    setPresses((before) => before.filter((each) => each !== key));
  };

  return {
    surface: { state, keep, press, isPressing: (blockId, actionId) => presses.includes(`${blockId} ${actionId}`) },
    pressing: presses.length > 0,
    forget: () => dropDraft(draftKey),
  };
}
