import { type FormEvent, useEffect, useRef, useState } from "react";
import type { ModalView } from "../../wire.ts";
import { Blocks } from "../blocks/blocks.tsx";
import { useDesk } from "../frame/desk.ts";
import { Dialog } from "./dialog.tsx";
import type { FormState } from "./element-state.ts";
import { fieldProblems } from "./field-problems.ts";
import { type Surface, SurfaceProvider } from "./surface.ts";
import { useSurfaceOf } from "./use-surface-of.ts";

/** A form from the app: what is typed stays through errors, updates, views pushed on top, and changes of the seat. */
export function Modal({ modal, covered }: { modal: ModalView; covered: boolean }) {
  const { view, act } = useDesk();
  const place = { kind: "modal", viewId: modal.viewId } as const;
  const { surface, forget } = useSurfaceOf(place, modal.blocks, modal.state as FormState);
  const [submitting, setSubmitting] = useState(false);
  const [own, setOwn] = useState<Readonly<Record<string, string>>>({});
  // Fields changed since the last submission: what was said of them may no longer be so.
  const [changed, setChanged] = useState<ReadonlySet<string>>(new Set());
  const [attempts, setAttempts] = useState(0);
  const form = useRef<HTMLFormElement>(null);

  const errors = Object.fromEntries(
    Object.entries({ ...modal.errors, ...own }).filter(([blockId]) => !changed.has(blockId)),
  );
  const shown = new Set(modal.blocks.map((block) => block.block_id));
  const homeless = Object.entries(errors).filter(([blockId]) => !shown.has(blockId));

  const whole: Surface = {
    ...surface,
    errors,
    busy: submitting,
    keep: (blockId, element, value) => {
      setChanged((before) => new Set(before).add(blockId));
      surface.keep(blockId, element, value);
    },
  };

  // The focus moves after an attempt, not while people mend. What is asked back instead stands on top.
  useEffect(() => {
    if (attempts === 0) return;
    const wrong = form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [role="alert"]');
    if (wrong) wrong.focus();
    else form.current?.querySelector(".dialog-body")?.scrollTo({ top: 0 });
  }, [attempts]);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (submitting) return;
    const problems = fieldProblems(modal.blocks, surface.state);
    const sendable = Object.keys(problems).length === 0;
    setOwn(problems);
    if (sendable) {
      setSubmitting(true);
      await act({ act: "submit", seat: view.seat.id, viewId: modal.viewId, state: surface.state });
      setSubmitting(false);
    }
    setChanged((before) => new Set(sendable ? [] : [...before].filter((blockId) => !(blockId in problems))));
    setAttempts((before) => before + 1);
  };

  const close = () => {
    if (submitting) return;
    forget();
    void act({ act: "close", seat: view.seat.id, viewId: modal.viewId });
  };

  return (
    <Dialog kind="dialog" title={modal.title} onEscape={close} covered={covered} busy={submitting}>
      <form ref={form} className="dialog-form" noValidate onSubmit={submit}>
        <div className="dialog-body">
          {homeless.length > 0 && (
            <div role="alert" tabIndex={-1} className="field-error">
              {homeless.map(([blockId, sentence]) => (
                <p key={blockId}>{sentence}</p>
              ))}
            </div>
          )}
          <SurfaceProvider value={whole}>
            <Blocks blocks={modal.blocks} />
          </SurfaceProvider>
        </div>
        <footer className="dialog-foot">
          <button type="button" className="button" onClick={close} disabled={submitting}>
            {modal.close ?? "Close"}
          </button>
          {modal.submit && (
            <button type="submit" className="button button-primary" aria-disabled={submitting}>
              {submitting && <span className="spinner" aria-hidden="true" />}
              {submitting ? "Sending…" : modal.submit}
            </button>
          )}
        </footer>
      </form>
    </Dialog>
  );
}
