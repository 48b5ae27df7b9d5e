/** Closes an onboarding that was started by mistake or given up. */

import { resellerName } from "../scene.ts";
import { say } from "../vocabulary.ts";
import { type FormSpec, lengths, Reading, sceneIn } from "./form-spec.ts";

export const closeForm: FormSpec = {
  command: "CloseOnboarding",
  title: "Close the onboarding",
  submit: "Close it",
  initial: () => ({}),
  elements: (context) => [
    {
      word: "note",
      tone: "bad",
      text: say`This ends the onboarding of ${resellerName(sceneIn(context).onboarding)} for both companies. Its history is kept, and the channel is free for a new one.`,
    },
    { word: "lines", id: "reason", label: "Why", maxLength: lengths.reason },
  ],
  read: (_, values) => {
    const reading = new Reading(values);
    const reason = reading.required("reason", "Say why it is closed.");
    return reading.done(() => ({ type: "CloseOnboarding", reason }));
  },
  fieldOf: () => "reason",
};
