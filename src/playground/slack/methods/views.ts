/** https://docs.slack.dev/reference/methods?family=views */
import { faultOfView } from "../block-kit/check.ts";
import { LIMITS } from "../limits.ts";
import { isForeign, modalsOf, topModal, userOf, viewById } from "../lookup.ts";
import { openModal, publishHome, pushModal, replaceView, viewForApps } from "../modals.ts";
import type { Office } from "../office.ts";
import type { View } from "../world.ts";
import {
  type Answer,
  type Args,
  isRefusal,
  type Methods,
  type Refusal,
  refuse,
  refuseArgument,
  refuseFault,
  textOf,
} from "./method.ts";

export const viewMethods: Methods = {
  "views.open": { tier: "tier4", scopes: [], run: open },
  "views.push": { tier: "tier4", scopes: [], run: push },
  "views.update": { tier: "tier4", scopes: [], run: update },
  "views.publish": { tier: "tier4", scopes: [], run: publish },
};

export type ViewContent = View["content"];

/** Reads and checks the `view` argument. */
export function contentFrom(
  office: Office,
  view: unknown,
  surface: "modal" | "home",
  replacing?: View,
): ViewContent | Refusal {
  if (view === undefined) return refuseArgument("missing required field: view");
  const fault = faultOfView(view, surface);
  if (fault) return refuseFault(fault);
  const content = view as ViewContent;
  const externalId = content.external_id;
  if (externalId && viewById(office.world, (one) => one !== replacing && one.content.external_id === externalId)) {
    return refuse("duplicate_external_id");
  }
  return content;
}

function open(office: Office, args: Args): Answer {
  if (!args.trigger_id) return refuseArgument("missing required field: trigger_id");
  const content = contentFrom(office, args.view, "modal");
  if (isRefusal(content)) return content;
  const exchanged = office.triggers.exchange(args.trigger_id);
  if (!exchanged.ok) return refuse(exchanged.error);
  const view = openModal(office, exchanged.trigger.userId, content);
  return { ok: true, view: viewForApps(office, view) };
}

function push(office: Office, args: Args): Answer {
  if (!args.trigger_id) return refuseArgument("missing required field: trigger_id");
  const content = contentFrom(office, args.view, "modal");
  if (isRefusal(content)) return content;
  const exchanged = office.triggers.exchange(args.trigger_id);
  if (!exchanged.ok) return refuse(exchanged.error);
  const { userId, viewId } = exchanged.trigger;
  if (!viewId || !topModal(office.world, userId)) return refuse("not_found");
  if (modalsOf(office.world, userId).length >= LIMITS.view.stack) return refuse("push_limit_reached");
  return { ok: true, view: viewForApps(office, pushModal(office, userId, content)) };
}

function update(office: Office, args: Args): Answer {
  const [id, externalId] = [textOf(args, "view_id"), textOf(args, "external_id")];
  if (!id && !externalId) return refuseArgument("missing required field: view_id");
  const view = viewById(office.world, (one) => (id ? one.id === id : one.content.external_id === externalId));
  if (!view) return refuse("not_found");
  const content = contentFrom(office, args.view, view.type, view);
  if (isRefusal(content)) return content;
  const hash = textOf(args, "hash");
  if (hash && hash !== view.hash) return refuse("hash_conflict");
  replaceView(office, view, content);
  return { ok: true, view: viewForApps(office, view) };
}

function publish(office: Office, args: Args): Answer {
  const user = userOf(office.world, textOf(args, "user_id"));
  if (!user) return refuseArgument("invalid `user_id`");
  // People of other companies see no App Home: https://docs.slack.dev/apis/slack-connect
  if (isForeign(office.world, user)) return refuse("not_enabled");
  const current = office.world.homes[user.id];
  const content = contentFrom(office, args.view, "home", current);
  if (isRefusal(content)) return content;
  const hash = textOf(args, "hash");
  if (hash && current && hash !== current.hash) return refuse("hash_conflict");
  return { ok: true, view: viewForApps(office, publishHome(office, user.id, content)) };
}
