/** Presses and forms: Teams sends them as invokes, and waits for what is to be seen next. */
import { randomUUID } from "node:crypto";
import type { InvokeResponse } from "botbuilder";
import type { Answer, Front, SubmitAnswer, Visitor, Where } from "../../application/front.ts";
import { type AccountId, accountId, requestKey } from "../../domain/ids.ts";
import type { Log } from "../../ports/log.ts";
import type { FormRef } from "../../views/actions.ts";
import type { Card, FormValues } from "../../views/vocabulary.ts";
import { soon } from "../chat/soon.ts";
import { cardActionSchema, type TeamsActivity, taskSchema } from "./activities.ts";
import { type Carried, cardDataSchema, carriedBy, verbs } from "./card-data.ts";
import { type Found, searched } from "./choice-search.ts";
import { dialogFace, type Face, messageFace, type Outcome } from "./faces.ts";
import { valuesOf } from "./form-values.ts";
import { aadOf, conversationOf, isTeamsPlace, isUnresolved } from "./ids.ts";
import { pressRequest, submitRequest } from "./inbound.ts";
import type { Later } from "./later.ts";
import { checkForgotten, failed, nothingToShow, sentence, staleButton, staleForm, withNote } from "./wording.ts";

export interface InvokeTools {
  readonly front: Front;
  readonly later: Later<Outcome>;
  readonly userIds: (accounts: readonly AccountId[]) => readonly string[];
  readonly nameOf: (account: AccountId) => string | undefined;
  /** Who has this object id, as far as it is known already. */
  readonly knownAccount: (aad: string) => AccountId | undefined;
  /** Asks the rosters of these conversations first. */
  readonly lookUp: (aad: string, conversations: readonly string[]) => Promise<AccountId | undefined>;
  readonly log: Log;
  /** How long an invoke may take: Teams sends it again after 15 s, and people give up before. */
  readonly longestMs?: number;
}

/** One invoke: who pressed, where, and on what. */
export interface Pressed {
  readonly visitor: Visitor;
  readonly where: Where;
  readonly activity: TeamsActivity;
}

interface Scene extends Pressed {
  readonly data: unknown;
}

const nothingFound: Found = { type: "application/vnd.microsoft.search.searchResponse", value: { results: [] } };

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export function createInvokes(tools: InvokeTools): (pressed: Pressed) => Promise<InvokeResponse> {
  const { front, later, userIds, nameOf, knownAccount, lookUp, log, longestMs = 8_000 } = tools;
  const newInstance = (): string => randomUUID().slice(0, 18);

  type Answers = { readonly [Kind in Answer["kind"]]: (answer: Extract<Answer, { kind: Kind }>) => Promise<Outcome> };
  const answers: Answers = {
    nothing: async () => ({ kind: "nothing" }),
    card: async ({ card }) => ({ kind: "card", card }),
    form: async ({ form }) => ({ kind: "form", form, instance: newInstance() }),
    checking: async ({ outcome }) => afterAnswer(await outcome),
  };
  function afterAnswer(answer: Answer): Promise<Outcome> {
    const one = answers[answer.kind] as (what: Answer) => Promise<Outcome>;
    return one(answer);
  }

  type Submits = {
    readonly [Kind in SubmitAnswer["kind"]]: (
      answer: Extract<SubmitAnswer, { kind: Kind }>,
      instance: string,
    ) => Promise<Outcome>;
  };
  const submits: Submits = {
    saved: async ({ card }) => ({ kind: "saved", card }),
    again: async ({ form }, instance) => ({ kind: "form", form, instance }),
    refused: async ({ card }) => ({ kind: "card", card }),
    checking: async ({ outcome }, instance) => afterSubmit(await outcome, instance),
  };
  function afterSubmit(answer: SubmitAnswer, instance: string): Promise<Outcome> {
    const one = submits[answer.kind] as (what: SubmitAnswer, instance: string) => Promise<Outcome>;
    return one(answer, instance);
  }

  /** People who were picked without their tenant being known are looked up where they could be picked. */
  async function withPeople(values: FormValues, { activity }: Scene, ref: FormRef): Promise<FormValues> {
    const place = ref.place !== undefined && isTeamsPlace(ref.place) ? [conversationOf(ref.place)] : [];
    const entries = await Promise.all(
      Object.entries(values).map(async ([field, value]) => {
        if (typeof value !== "string" || !isUnresolved(value)) return [field, value] as const;
        const found = await lookUp(aadOf(accountId(value)), [activity.conversation.id, ...place]).catch(
          (error: unknown) => {
            log.warn({ account: value }, `A picked person could not be looked up: ${messageOf(error)}`);
            return undefined;
          },
        );
        return [field, found ?? value] as const;
      }),
    );
    return Object.fromEntries(entries);
  }

  function stale(card: Card): Outcome {
    log.warn(
      {},
      "A card was pressed that carries nothing we understand here; it is of an older version, or was changed.",
    );
    return { kind: "card", card };
  }

  /** Whoever sends a form may have put another place into it; people start and link where they are. */
  const isForElsewhere = (where: Where, { place }: FormRef): boolean =>
    place !== undefined && !(where.in === "place" && where.place === place);

  /**
   * A form once more, for whom it would be opened now: nobody is to see the fields of one that is not theirs by asking for
   * its fields only.
   */
  async function drawnAgain(
    { visitor, where, activity }: Pressed,
    ref: FormRef,
    values: FormValues,
    instance: string,
  ): Promise<Outcome> {
    const action = { do: "open", ref } as const;
    const answer = await front.press(visitor, where, action, pressRequest(visitor.account, activity, action));
    const opened = await afterAnswer(answer);
    if (opened.kind !== "form") return opened;
    return { kind: "form", form: await front.reshape(visitor, ref, values), instance };
  }

  async function form(scene: Scene, carried: Extract<Carried, { kind: "form" }>): Promise<Outcome> {
    const { visitor, where, data } = scene;
    const { ref, instance, reshape } = carried;
    if (isForElsewhere(where, ref)) return stale(sentence(staleForm));
    const values = await withPeople(valuesOf(data, knownAccount), scene, ref);
    if (reshape) return drawnAgain(scene, ref, values, instance);
    try {
      const answer = await front.submit(visitor, ref, values, submitRequest(instance, values));
      return await afterSubmit(answer, instance);
    } catch (error) {
      log.error({ form: ref.form, error }, `A form could not be recorded: ${messageOf(error)}`);
      // Nothing typed is lost: the form stays, and says so.
      const again = await drawnAgain(scene, ref, values, instance);
      return again.kind === "form" ? { ...again, form: withNote(again.form, failed(error)) } : again;
    }
  }

  type Ways = {
    readonly [Kind in Carried["kind"]]: (scene: Scene, carried: Extract<Carried, { kind: Kind }>) => Promise<Outcome>;
  };
  const ways: Ways = {
    async action({ visitor, where, activity }, { action }) {
      if (action.do === "open" && isForElsewhere(where, action.ref)) return stale(staleButton);
      return afterAnswer(await front.press(visitor, where, action, pressRequest(visitor.account, activity, action)));
    },
    form,
    cancel: async () => ({ kind: "left" }),
    async again({ visitor, where, activity }, { text }) {
      const request = requestKey(`teams:again:${visitor.account}:${activity.id ?? ""}`);
      return afterAnswer(await front.said(visitor, where, text, request));
    },
    async refresh({ visitor }, { mark }) {
      const card = await front.redrawn(visitor, mark);
      return { kind: "card", card: card ?? sentence(nothingToShow) };
    },
  };

  /** What is asked for again, `i` standing alone. */
  function lateToken(data: unknown): string | undefined {
    const read = cardDataSchema.safeParse(data).data;
    return read && read.f === undefined && read.a === undefined ? read.i : undefined;
  }

  async function outcomeOf(scene: Scene): Promise<Outcome> {
    const token = lateToken(scene.data);
    if (token !== undefined)
      return later.take(scene.visitor.account, token) ?? { kind: "card", card: sentence(checkForgotten) };
    const carried = carriedBy(scene.data);
    if (!carried) {
      const isForm = typeof scene.data === "object" && scene.data !== null && "f" in scene.data;
      return stale(isForm ? sentence(staleForm) : staleButton);
    }
    const way = ways[carried.kind] as (one: Scene, what: Carried) => Promise<Outcome>;
    return way(scene, carried);
  }

  /** The answer in time, whatever happens. */
  async function answer(scene: Scene, face: Face, began = outcomeOf(scene)): Promise<InvokeResponse> {
    try {
      const outcome = await soon(began, longestMs);
      if (outcome !== "late") return await face.answer(outcome);
      return await face.answer({ kind: "late", token: later.keep(scene.visitor.account, began) });
    } catch (error) {
      log.error({ error }, `A press could not be answered: ${messageOf(error)}`);
      return face.answer({ kind: "card", card: sentence(failed(error)) });
    }
  }

  return async function invoke(pressed) {
    const { visitor, activity } = pressed;
    const viewing = { viewer: visitor.account, userIds, nameOf, alone: pressed.where.in === "direct", log };
    if (activity.name === "task/fetch" || activity.name === "task/submit") {
      const { data } = taskSchema.safeParse(activity.value);
      return answer({ ...pressed, data: data?.data }, dialogFace(viewing));
    }
    if (activity.name === "adaptiveCard/action") {
      const data = cardActionSchema.safeParse(activity.value).data?.action;
      const mark = cardDataSchema.safeParse(data?.data).data?.m;
      /** A failure here must not take the answer with it. */
      const redrawn = async () => {
        if (mark === undefined) return undefined;
        return front.redrawn(visitor, mark).catch((error: unknown) => {
          log.error({ mark, error }, `A message could not be drawn anew: ${messageOf(error)}`);
          return undefined;
        });
      };
      const face = messageFace(viewing, { mark, redrawn });
      if (data?.verb === verbs.refresh)
        return answer({ ...pressed, data: data.data }, face, Promise.resolve<Outcome>({ kind: "refreshed" }));
      return answer({ ...pressed, data: data?.data }, face);
    }
    if (activity.name === "application/search") {
      const formOf = async (ref: FormRef) => {
        const drawn = isForElsewhere(pressed.where, ref) ? undefined : await drawnAgain(pressed, ref, {}, "");
        return drawn?.kind === "form" ? drawn.form : undefined;
      };
      const found = await searched(formOf, activity.value).catch((error: unknown) => {
        log.error({ error }, `What somebody typed could not be searched for: ${messageOf(error)}`);
        return nothingFound;
      });
      return { status: 200, body: { statusCode: 200, ...found } };
    }
    log.warn({ name: activity.name }, "Nothing here answers this kind of invoke from Teams.");
    const value = { code: "NotSupported", message: "The bot does not answer this." };
    // Not 501 as botbuilder does: a failure on our side would have Teams send it again.
    return { status: 400, body: { statusCode: 400, type: "application/vnd.microsoft.error", value } };
  };
}
