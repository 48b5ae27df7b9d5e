import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { createPortal } from "react-dom";
import type { RawCard, TeamsPressPlace } from "../../../wire-teams.ts";
import { draftOf, keepDraft } from "../../frame/drafts.ts";
import { safeAddress } from "../../mrkdwn/links.ts";
import { useTeamsDesk } from "../desk.ts";
import { ChoicePicker } from "./choice-picker.tsx";
import { type CardListeners, type DrawnCard, drawCard, type Press } from "./drawn-card.ts";
import { type FocusPlace, focusIn, giveFocusBack, markBeginning } from "./focus.ts";
import { markBusy, markInvalid } from "./marks.ts";
import { type CardDraft, carriedOver, emptyDraft, withTyped } from "./typed-values.ts";

interface CardViewProps {
  readonly card: RawCard;
  readonly place: TeamsPressPlace;
  /** Names the place, so that what is not sent yet is found there again. */
  readonly draftKey: string;
  readonly onBusy?: (busy: boolean) => void;
}

/**
 * An Adaptive Card, drawn by the official library. It is drawn anew only where its JSON changed, and then keeps what was
 * typed since it was last sent: other people's doings must not take the words out of anybody's hands.
 */
export function CardView({ card, place, draftKey, onBusy }: CardViewProps) {
  const { view, act } = useTeamsDesk();
  const host = useRef<HTMLDivElement>(null);
  const [, setUnfolded] = useState(0);
  const pressing = useRef(false);
  const json = JSON.stringify(card);

  // What the drawn card calls must always be the newest, though the card was drawn with the first.
  const press = async ({ action, inputs, button }: Press) => {
    if (pressing.current) return;
    pressing.current = true;
    const free = markBusy(host.current, button);
    onBusy?.(true);
    keepDraft<CardDraft>(draftKey, { ...draftOf(draftKey, emptyDraft), sentFrom: json });
    const ok = await act({ act: "press", seat: view.seat.id, place, action, inputs });
    if (!ok) keepDraft<CardDraft>(draftKey, { values: draftOf(draftKey, emptyDraft).values });
    pressing.current = false;
    free();
    onBusy?.(false);
  };
  const listeners: CardListeners = {
    onPress: (pressed) => void press(pressed),
    onOpen: (url) => {
      const address = safeAddress(url);
      if (address) window.open(address, "_blank", "noopener,noreferrer");
    },
    onTyped: (id, value) => {
      const { values } = draftOf(draftKey, emptyDraft);
      keepDraft<CardDraft>(draftKey, { values: { ...values, [id]: value } });
      markInvalid(drawn);
    },
    onUnfolded: () => setUnfolded((before) => before + 1),
  };
  const newest = useRef(listeners);
  newest.current = listeners;

  const before = useRef<DrawnCard>(undefined);
  const focus = useRef<FocusPlace>(undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another card, or another place, is a reason to draw.
  const drawn: DrawnCard = useMemo(() => {
    // Asked before anything of the old card leaves the page.
    focus.current = before.current && focusIn(before.current);
    const draft = carriedOver(draftOf(draftKey, emptyDraft), json);
    keepDraft(draftKey, draft);
    return drawCard(withTyped(card, draft.values), {
      onPress: (pressed) => newest.current.onPress(pressed),
      onOpen: (url) => newest.current.onOpen(url),
      onTyped: (id, value) => newest.current.onTyped(id, value),
      onUnfolded: () => newest.current.onUnfolded(),
    });
  }, [json, draftKey]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: once for every card that is drawn.
  useLayoutEffect(() => {
    host.current?.replaceChildren(drawn.element);
    if (focus.current) giveFocusBack(focus.current, drawn);
    if (place.kind === "dialog") markBeginning(drawn);
    before.current = drawn;
    focus.current = undefined;
  }, [drawn]);

  // The library says only to the eye which inputs are not right, after a press that it held back.
  useEffect(() => {
    const box = host.current;
    const after = () => requestAnimationFrame(() => markInvalid(drawn));
    box?.addEventListener("click", after, { capture: true });
    return () => box?.removeEventListener("click", after, { capture: true });
  }, [drawn]);

  return (
    <div className={drawn.wide ? "card card-wide" : "card"}>
      <div ref={host} className="card-face" />
      {drawn.pickers.map(
        (picker) =>
          picker.place &&
          createPortal(<ChoicePicker input={picker} place={place} />, picker.place, picker.id ?? picker.label),
      )}
      {drawn.unsupported.map((loss) => (
        <p key={loss} className="unsupported">
          Teams would not show this: {loss}
        </p>
      ))}
    </div>
  );
}
