import type { ModalView } from "../../wire.ts";
import { Modal } from "./modal.tsx";

/** Views below the top one stay in place, hidden, so that coming back to them finds everything as it was left. */
export function ModalStack({ modals, seat }: { modals: readonly ModalView[]; seat: string }) {
  return modals.map((modal, index) => (
    <Modal key={`${seat} ${modal.viewId}`} modal={modal} covered={index < modals.length - 1} />
  ));
}
