import { useState } from "react";
import type { TeamsDialogView } from "../../wire-teams.ts";
import { Dialog } from "../forms/dialog.tsx";
import { dropDraft } from "../frame/drafts.ts";
import { CardView } from "./cards/card-view.tsx";
import { useTeamsDesk } from "./desk.ts";

/** A dialog of the app: a card in a frame of Teams', whose title bar and way out are not the app's. */
export function TaskDialog({ dialog }: { dialog: TeamsDialogView }) {
  const { view, act } = useTeamsDesk();
  const [busy, setBusy] = useState(false);
  const draftKey = `teams dialog ${view.seat.id} ${dialog.id}`;

  const close = () => {
    if (busy) return;
    dropDraft(draftKey);
    void act({ act: "closeDialog", seat: view.seat.id, dialog: dialog.id });
  };
  return (
    <Dialog kind="dialog" title={dialog.title} onEscape={close} busy={busy}>
      <div className="dialog-body">
        <CardView
          card={dialog.card}
          place={{ kind: "dialog", dialog: dialog.id }}
          draftKey={draftKey}
          onBusy={setBusy}
        />
      </div>
    </Dialog>
  );
}

/** What Teams says in a box of its own, after the app's last words in a dialog. */
export function SaidBox({ said, from, onRead }: { said: string; from: string; onRead: () => void }) {
  return (
    <Dialog kind="alertdialog" title={from} onEscape={onRead}>
      <div className="dialog-body">
        <p>{said}</p>
      </div>
      <footer className="dialog-foot">
        <button type="button" data-autofocus className="button button-primary" onClick={onRead}>
          OK
        </button>
      </footer>
    </Dialog>
  );
}
