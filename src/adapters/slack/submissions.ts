/** Forms that were sent: what closes, what stays open with its errors, and what is told afterwards. */
import type { SlackViewMiddlewareArgs, types, ViewResponseAction, ViewSubmitAction } from "@slack/bolt";
import type { Front, SubmitAnswer } from "../../application/front.ts";
import { accountId } from "../../domain/ids.ts";
import type { Directory } from "../../ports/directory.ts";
import type { Log } from "../../ports/log.ts";
import type { Card, Form, FormValues, Rendered } from "../../views/vocabulary.ts";
import { type Desk, inTime, type Spot } from "./answers.ts";
import { cardAsModal } from "./cards-as-views.ts";
import { asking } from "./errors.ts";
import { nativeErrors, renderForm } from "./forms.ts";
import { isUnresolved, placeOf, userOf } from "./ids.ts";
import { channelFor, type Submission, submissionOf } from "./inbound.ts";
import { submissionSchema, type ViewPayload } from "./payloads.ts";
import { fitsFrame } from "./socket-door.ts";
import type { Identity, WebClient } from "./web.ts";
import { done, failed, formBehindButton, staleForm, waiting } from "./wording.ts";

type Ack = SlackViewMiddlewareArgs<ViewSubmitAction>["ack"];

export interface SubmissionTools {
  readonly front: Front;
  readonly desk: Desk;
  readonly client: WebClient;
  readonly directory: Directory;
  readonly us: Identity;
  readonly log: Log;
  /** Acknowledgements go through a socket, which takes none that are too large. */
  readonly bySocket: boolean;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export function createSubmissions({ front, desk, client, directory, us, log, bySocket }: SubmissionTools) {
  /** People that were picked before the directory knew their company are looked up first. */
  async function withPeople(values: FormValues): Promise<FormValues> {
    const entries = await Promise.all(
      Object.entries(values).map(async ([field, value]) => {
        if (typeof value !== "string" || !isUnresolved(value)) return [field, value] as const;
        const entry = await directory.find(accountId(value)).catch((error: unknown) => {
          log.warn({ account: value }, `A picked person could not be looked up: ${messageOf(error)}`);
          return undefined;
        });
        return [field, entry?.account ?? value] as const;
      }),
    );
    return Object.fromEntries(entries);
  }

  const hasStrangers = (values: FormValues): boolean =>
    Object.values(values).some((value) => typeof value === "string" && isUnresolved(value));

  const payloadOf = <View>({ payload, losses }: Rendered<View>): View => {
    desk.report(losses);
    return payload;
  };

  const framed = ({ memory, view }: Submission, card: Card): types.ModalView =>
    payloadOf(cardAsModal(card, { place: memory.place, ...(view.title ? { title: view.title.text } : {}) }));

  const redrawn = ({ memory }: Submission, form: Form): types.ModalView =>
    payloadOf(renderForm(form, { place: memory.place, before: memory }));

  /** Where the person is told what came of the form, once it has closed. */
  function spotAfter({ visitor, memory }: Submission): Spot {
    const user = userOf(visitor.account);
    const channel = channelFor(memory);
    return channel ? { at: "channel", user, channel, place: placeOf(us.team, channel) } : { at: "direct", user };
  }

  const tellAfter = (submission: Submission, card: Card): Promise<void> =>
    desk.show(spotAfter(submission), { kind: "card", card });

  /** A view in the place of the waiting one; where that was closed meanwhile, the person is told otherwise. */
  async function replace(submission: Submission, view: types.ModalView, otherwise: Card | undefined): Promise<void> {
    try {
      await asking("views.update", () => client.views.update({ view_id: submission.view.id, view }));
    } catch (error) {
      log.warn({}, `The outcome of a form could not be shown in its window: ${messageOf(error)}`);
      if (otherwise) await tellAfter(submission, otherwise);
    }
  }

  type Kinds = { readonly [Kind in SubmitAnswer["kind"]]: Extract<SubmitAnswer, { kind: Kind }> };

  /** What is shown when the acknowledgement has long been sent. */
  const afterwards: { readonly [Kind in keyof Kinds]: (one: Submission, answer: Kinds[Kind]) => Promise<void> } = {
    saved: (one, { card }) => replace(one, framed(one, card ?? done), card),
    again: (one, { form }) => replace(one, redrawn(one, form), formBehindButton(form, "closed")),
    refused: (one, { card }) => replace(one, framed(one, card), card),
    checking: (one, { outcome }) => settle(one, outcome),
  };

  async function settle(submission: Submission, promise: Promise<SubmitAnswer>): Promise<void> {
    try {
      const answer = await promise;
      const show = afterwards[answer.kind] as (one: Submission, what: SubmitAnswer) => Promise<void>;
      await show(submission, answer);
    } catch (error) {
      log.error({ form: submission.ref?.form, error }, `A form that was being checked failed: ${messageOf(error)}`);
      await replace(submission, framed(submission, failed(error)), failed(error));
    }
  }

  async function wait(submission: Submission, ack: Ack, then: Promise<SubmitAnswer>): Promise<void> {
    await ack({ response_action: "update", view: framed(submission, waiting) });
    await settle(submission, then);
  }

  /** What takes the form's place: in the acknowledgement, or after it where that can't hold so much. */
  async function shown(one: Submission, answer: SubmitAnswer, ack: Ack, view: types.ModalView): Promise<void> {
    const acknowledgement = { response_action: "update", view } as const;
    if (bySocket && !fitsFrame(acknowledgement)) return wait(one, ack, Promise.resolve(answer));
    await ack(acknowledgement);
  }

  /** What goes into the acknowledgement. */
  const atOnce: { readonly [Kind in keyof Kinds]: (one: Submission, answer: Kinds[Kind], ack: Ack) => Promise<void> } =
    {
      async saved(one, { card }, ack) {
        await ack({ response_action: "clear" });
        if (card) await tellAfter(one, card);
      },
      async again(one, answer, ack) {
        const errors = nativeErrors(answer.form, one.memory, one.values);
        if (errors) await ack({ response_action: "errors", errors: { ...errors } });
        else await shown(one, answer, ack, redrawn(one, answer.form));
      },
      refused: (one, answer, ack) => shown(one, answer, ack, framed(one, answer.card)),
      checking: (one, { outcome }, ack) => wait(one, ack, outcome),
    };

  /** Our own failure: the form stays as it is, with all that was typed, and says so at a field or above itself. */
  function failure(view: ViewPayload, card: Card): ViewResponseAction {
    const [block] = Object.keys(view.state?.values ?? {});
    return block
      ? { response_action: "errors", errors: { [block]: card.summary } }
      : { response_action: "push", view: payloadOf(cardAsModal(card)) };
  }

  return async function submitted(body: unknown, ack: Ack): Promise<void> {
    const submission = submissionOf(submissionSchema.parse(body), us, directory);
    const { ref, view, visitor, values, request } = submission;
    if (!ref) {
      log.warn(
        { callback: view.callback_id },
        "A form was sent whose memory cannot be read; it is of an older version.",
      );
      return ack(failure(view, staleForm));
    }
    if (hasStrangers(values)) {
      return wait(
        submission,
        ack,
        withPeople(values).then((known) => front.submit(visitor, ref, known, request)),
      );
    }
    const asked = Promise.resolve().then(() => front.submit(visitor, ref, values, request));
    let answer: SubmitAnswer | "late";
    try {
      answer = await inTime(asked);
    } catch (error) {
      log.error({ form: ref.form, error }, `A form could not be recorded: ${messageOf(error)}`);
      return ack(failure(view, failed(error)));
    }
    if (answer === "late") return wait(submission, ack, asked);
    const acknowledge = atOnce[answer.kind] as (one: Submission, what: SubmitAnswer, reply: Ack) => Promise<void>;
    await acknowledge(submission, answer, ack);
  };
}
