/** What the bot does with an activity that is known to come from Teams. */
import type { InvokeResponse } from "botbuilder";
import type { Answer, Front, Visitor } from "../../application/front.ts";
import type { Log } from "../../ports/log.ts";
import { createSeen } from "../chat/seen.ts";
import { soon } from "../chat/soon.ts";
import type { TeamsActivity } from "./activities.ts";
import type { Desk } from "./answers.ts";
import type { Arrivals } from "./arrivals.ts";
import type { ChannelNames } from "./channel-names.ts";
import type { Met, PeopleDirectory } from "./directory.ts";
import { lastResort } from "./faces.ts";
import { unknownTenant } from "./ids.ts";
import {
  type Identity,
  invokeKey,
  isPressOfOld,
  isSaid,
  kindOf,
  messageKey,
  messageRequest,
  metIn,
  tenantsOf,
  visitorOf,
  whereOf,
  wordsSaid,
} from "./inbound.ts";
import type { Pressed } from "./invokes.ts";
import { type References, withoutThread } from "./references.ts";
import { createAnswered } from "./seen.ts";
import { failed, staleButton } from "./wording.ts";

export interface ListenerTools {
  readonly front: Front;
  readonly desk: Desk;
  readonly invoke: (pressed: Pressed) => Promise<InvokeResponse>;
  readonly arrivals: Arrivals;
  readonly directory: PeopleDirectory;
  readonly references: References;
  readonly names: ChannelNames;
  readonly us: Identity;
  readonly allowedTenants: readonly string[];
  readonly mayServe: (serviceUrl: string) => boolean;
  readonly log: Log;
  readonly now: () => number;
  /** Waits for the work when the bot stops. */
  readonly keep: (work: Promise<void>) => void;
}

/** Teams delivers again what was not acknowledged in 15 s; this many are remembered. */
const messagesRemembered = 10_000;
const invokesRemembered = { keptMs: 10 * 60_000, most: 2_000 };
/** A message is acknowledged when it is answered, or after so long: its answer does not travel in the acknowledgement. */
const acknowledgedAfterMs = 5_000;

const taken: InvokeResponse = { status: 200 };
const forbidden: InvokeResponse = { status: 403 };

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export function createListeners(tools: ListenerTools): (activity: TeamsActivity) => Promise<InvokeResponse> {
  const { front, desk, invoke, arrivals, directory, references, names, us, mayServe, log, now, keep } = tools;
  const allowed = new Set([us.tenant, ...tools.allowedTenants].map((tenant) => tenant.toLowerCase()));
  const isAllowed = (tenant: string): boolean => allowed.has(tenant.toLowerCase());
  const seen = createSeen(messagesRemembered);
  const answered = createAnswered<InvokeResponse>({ ...invokesRemembered, now });

  /** Why an activity is none of ours to handle, though Teams signed it. */
  function objection(activity: TeamsActivity): string | undefined {
    if (activity.channelId !== "msteams") return `it comes from the channel ${activity.channelId}`;
    if (!mayServe(activity.serviceUrl))
      return "its service is not among TEAMS_SERVICE_HOSTS; add the host there if it is Microsoft's";
    const tenants = tenantsOf(activity);
    if (tenants.length === 0) return "it names no tenant";
    const foreign = tenants.find((tenant) => !isAllowed(tenant));
    return foreign && `it comes from the tenant ${foreign}; add it to TEAMS_ALLOWED_TENANTS if the bot is to serve it`;
  }

  function refused(activity: TeamsActivity, why: string): InvokeResponse {
    log.warn({ type: activity.type }, `An activity was refused and has no effect: ${why}.`);
    return forbidden;
  }

  /** Who it is; undefined where their company is not served. */
  async function visitorFor(met: Met): Promise<Visitor | undefined> {
    const tenant = await directory.tenantOf(met);
    if (tenant !== unknownTenant && !isAllowed(tenant)) return undefined;
    await directory.meet(met, tenant);
    const name = directory.known(visitorOf(us, met, tenant, undefined).account)?.name;
    return visitorOf(us, met, tenant, name);
  }

  /** Remembers where it happened, and what that place is called, as far as the activity says it. */
  function rememberPlace(activity: TeamsActivity): string | undefined {
    if (kindOf(activity) === "personal") return undefined;
    const { serviceUrl, conversation, channelData, recipient } = activity;
    const { channel, team } = channelData ?? {};
    const name = channel?.name ?? conversation.name;
    const id = withoutThread(channel?.id ?? conversation.id);
    void references.keepPlace(id, {
      serviceUrl,
      ...(recipient ? { botId: recipient.id } : {}),
      ...(name ? { name } : {}),
      ...(team ? { team: team.id } : {}),
    });
    return references.place(id)?.name;
  }

  /** What the place is called; asked where nobody has said it yet. */
  async function placeName(activity: TeamsActivity): Promise<string | undefined> {
    const name = rememberPlace(activity);
    const { channel, team } = activity.channelData ?? {};
    if (name !== undefined || !channel || !team) return name;
    return names.nameOf(channel.id, team.id, activity.serviceUrl);
  }

  async function message(activity: TeamsActivity): Promise<InvokeResponse> {
    const isOld = isPressOfOld(us, activity);
    const met = isOld || isSaid(us, activity) ? metIn(activity) : undefined;
    if (!met) return taken;
    const key = messageKey(activity);
    if (key !== undefined && seen(key)) {
      log.debug({ activity: activity.id }, "A message was delivered again and dropped.");
      return taken;
    }
    const [name, visitor] = await Promise.all([placeName(activity), visitorFor(met)]);
    if (!visitor) return refused(activity, "the person's company is not among TEAMS_ALLOWED_TENANTS");
    const where = whereOf(us, activity, name);
    const text = wordsSaid(us, activity);
    const spot = {
      visitor,
      conversation: activity.conversation.id,
      message: activity.id,
      direct: where.in === "direct",
      text,
    };
    const asked = Promise.resolve().then((): Answer | Promise<Answer> =>
      isOld ? { kind: "card", card: staleButton } : front.said(visitor, where, text, messageRequest(activity)),
    );
    const work = desk.show(spot, asked);
    keep(work);
    await soon(work, acknowledgedAfterMs);
    return taken;
  }

  async function press(activity: TeamsActivity): Promise<InvokeResponse> {
    const met = metIn(activity);
    if (!met) return refused(activity, "it names no person");
    try {
      const [name, visitor] = await Promise.all([placeName(activity), visitorFor(met)]);
      if (!visitor) return refused(activity, "the person's company is not among TEAMS_ALLOWED_TENANTS");
      return await invoke({ visitor, where: whereOf(us, activity, name), activity });
    } catch (error) {
      log.error({ name: activity.name, error }, `An invoke could not be answered: ${messageOf(error)}`);
      return lastResort(activity.name, failed(error));
    }
  }

  async function event(activity: TeamsActivity): Promise<InvokeResponse> {
    const met = metIn(activity);
    rememberPlace(activity);
    const somebody = met && {
      met,
      visitor: async () => (await visitorFor(met)) ?? visitorOf(us, met, unknownTenant, met.name),
    };
    const work = arrivals.happened(activity, somebody).catch((error: unknown) => {
      log.error({ type: activity.type, error }, `An event from Teams could not be handled: ${messageOf(error)}`);
    });
    keep(work);
    await soon(work, acknowledgedAfterMs);
    return taken;
  }

  return async function listen(activity) {
    const why = objection(activity);
    if (why !== undefined) return refused(activity, why);
    switch (activity.type) {
      case "message":
        return message(activity);
      case "invoke": {
        const key = invokeKey(activity);
        return key === undefined ? press(activity) : answered.once(key, () => press(activity));
      }
      case "conversationUpdate":
      case "installationUpdate":
        return event(activity);
      // Edits, deletions, reactions, typing: nothing that was asked.
      case "messageUpdate":
      case "messageDelete":
      case "messageReaction":
      case "typing":
        return taken;
    }
    log.debug({ type: activity.type }, "Nothing here answers this kind of activity.");
    return taken;
  };
}
