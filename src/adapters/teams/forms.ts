/** Forms as Adaptive Cards, in a dialog or inside a message: errors beside their fields, nothing typed lost. */
import type { Form, FormElement, Loss, Rendered } from "../../views/vocabulary.ts";
import { type AdaptiveCardPayload, type CardAction, cardOf, type Drawn, type Elements } from "./adaptive-card.ts";
import { type CardData, verbs } from "./card-data.ts";
import { bytesOf, fitted } from "./fit.ts";
import { type FieldView, type FormView, formWords, isField, one, reshapes, words } from "./form-fields.ts";
import { limits } from "./limits.ts";
import { actionSets, block } from "./render.ts";
import { inlines } from "./text.ts";

export type { FormView } from "./form-fields.ts";

/** What Teams opens a dialog with: https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/task-modules/invoking-task-modules */
export interface Dialog {
  readonly title: string;
  readonly height: "medium" | "large";
  readonly width: "medium";
  readonly card: AdaptiveCardPayload;
}

const errorLine = (sentence: string): Elements =>
  block([{ span: "plain", text: `⚠️ ${sentence}` }], "lines", {
    look: { color: "attention", weight: "bolder" },
    spacing: "none",
  });

/** Which fields to look at again, and what is wrong with none of them alone. */
function summaryOfErrors(form: Form): Elements {
  const errors = Object.entries(form.errors);
  if (errors.length === 0) return [];
  const wrong = form.elements.filter(isField).filter(({ id }) => Object.hasOwn(form.errors, id));
  const elsewhere = errors.filter(([field]) => !wrong.some(({ id }) => id === field));
  const names = wrong.map(({ label }) => one(label)).join(", ");
  const head = names === "" ? words.nothing : `${words.another} ${names}.`;
  const lines = [head, ...elsewhere.map(([, sentence]) => sentence)];
  const items = lines.map((line, index) => ({
    type: "RichTextBlock" as const,
    inlines: inlines([{ span: "plain", text: index === 0 ? `⚠️ ${line}` : line }], "lines", { weight: "bolder" }),
  }));
  return [{ type: "Container", style: "attention", spacing: "medium", items }];
}

/** A button of the form, as a dialog or a message carries it. */
function sending(
  view: FormView,
  title: string,
  data: CardData,
  more: Pick<CardAction & { type: "Action.Submit" }, "style" | "associatedInputs"> = {},
): CardAction {
  const shown = { title: one(title), ...more };
  return view.in === "dialog"
    ? { type: "Action.Submit", ...shown, data }
    : { type: "Action.Execute", ...shown, verb: verbs.form, data };
}

const inputIdsIn = (elements: Elements): string[] =>
  elements.flatMap((element) =>
    "id" in element && element.type.startsWith("Input.") && element.id ? [element.id] : [],
  );

function fieldsOf(form: Form, view: FieldView, losses: Loss[]): Elements {
  const draws = formWords(view);
  const last = form.elements.findLastIndex(reshapes);
  const drawn = form.elements.map((element) => {
    const draw = draws[element.word] as (one: FormElement, whole: Form) => Rendered<Elements>;
    const { payload, losses: lost } = draw(element, form);
    losses.push(...lost);
    const error = isField(element) ? form.errors[element.id] : undefined;
    return [...payload, ...(error ? errorLine(error) : [])];
  });
  const carried = { ...carriedBy(form, view), n: inputIdsIn(drawn.flat()) };
  return drawn.flatMap((elements, index): readonly Drawn[] =>
    index === last
      ? [...elements, ...actionSets([sending(view, words.showFields, { ...carried, reshape: true })])]
      : elements,
  );
}

const carriedBy = (form: Form, { instance, mark }: FormView): CardData => ({
  f: form.ref,
  i: instance,
  ...(mark ? { m: mark } : {}),
});

function bodyOf(form: Form, view: FieldView): Rendered<Elements> {
  const losses: Loss[] = [];
  const fields = fieldsOf(form, view, losses);
  const heading: Elements =
    view.in === "inline"
      ? [
          {
            type: "RichTextBlock",
            inlines: inlines([{ span: "plain", text: form.title }], "oneLine", { weight: "bolder", size: "large" }),
          },
        ]
      : [];
  const buttons = actionSets([
    sending(view, form.submit, { ...carriedBy(form, view), n: inputIdsIn(fields) }, { style: "positive" }),
    sending(view, form.cancel, { cancel: true, ...(view.mark ? { m: view.mark } : {}) }, { associatedInputs: "none" }),
  ]);
  return { payload: [...heading, ...summaryOfErrors(form), ...fields, ...buttons], losses };
}

/** A form as a card, with what a dialog needs around it. */
export function renderForm(form: Form, view: FormView): Rendered<Dialog> {
  const around = view.in === "inline" ? { msteams: { width: "Full" as const } } : {};
  const room = limits.card.aimBytes - bytesOf(cardOf([], around));
  const whole = bodyOf(form, { ...view, searching: false });
  const drawn = bytesOf(whole.payload) <= room ? whole : bodyOf(form, { ...view, searching: true });
  const fit = fitted(drawn.payload, room);
  return {
    payload: {
      title: one(form.title),
      width: limits.dialog.width,
      height: form.elements.filter(isField).length <= limits.dialog.lowUpTo ? limits.dialog.low : limits.dialog.high,
      card: cardOf(fit.payload, around),
    },
    losses: [...drawn.losses, ...fit.losses],
  };
}
