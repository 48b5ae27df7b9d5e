/** A form as the application hands it over, good in every part unless a test says otherwise. */
import type { Form, FormElement } from "../../../../src/views/vocabulary.ts";

export const aForm = (elements: readonly FormElement[], more: Partial<Form> = {}): Form => ({
  ref: { form: "ocn" },
  title: "OCN",
  submit: "Save",
  cancel: "Cancel",
  elements,
  values: {},
  errors: {},
  ...more,
});
