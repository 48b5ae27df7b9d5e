import { createContext, type ReactNode, useCallback, useContext, useState } from "react";
import type { Confirm } from "../blocks/shapes.ts";
import { TextView } from "../blocks/text-view.tsx";
import { Dialog } from "./dialog.tsx";

type AskFirst = (confirm: Confirm | undefined, then: () => void) => void;

const ConfirmContext = createContext<AskFirst>((_, then) => then());

/** Asks the element's own "are you sure?" where it has one, then goes on. */
export const useAskFirst = (): AskFirst => useContext(ConfirmContext);

export function ConfirmProvider({ children }: { children: ReactNode }) {
  const [asked, setAsked] = useState<{ confirm: Confirm; then: () => void }>();
  const askFirst = useCallback<AskFirst>((confirm, then) => {
    if (confirm) setAsked({ confirm, then });
    else then();
  }, []);
  const close = () => setAsked(undefined);
  return (
    <ConfirmContext value={askFirst}>
      {children}
      {asked && (
        <Dialog kind="alertdialog" title={asked.confirm.title.text} onEscape={close}>
          <div className="dialog-body">
            <TextView text={asked.confirm.text} />
          </div>
          <footer className="dialog-foot">
            <button type="button" className="button" onClick={close}>
              {asked.confirm.deny.text}
            </button>
            <button
              type="button"
              data-autofocus
              className={`button button-${asked.confirm.style ?? "primary"}`}
              onClick={() => {
                close();
                asked.then();
              }}
            >
              {asked.confirm.confirm.text}
            </button>
          </footer>
        </Dialog>
      )}
    </ConfirmContext>
  );
}
