/** Modals and the App Home: each person's stack, what was put in, and the form in which apps see a view. */
import { carryOver, stateValues } from "./element-state.ts";
import { knownUser, modalsOf } from "./lookup.ts";
import { withIds } from "./messages.ts";
import type { Office } from "./office.ts";
import type { View } from "./world.ts";

type Content = View["content"];

/** Opens a modal of its own, in place of what was open. */
export function openModal(office: Office, userId: string, content: Content): View {
  const view = newView(office, userId, "modal", content);
  office.world.modals[userId] = [view];
  office.changed();
  return view;
}

/** Lays a modal on top of the stack. */
export function pushModal(office: Office, userId: string, content: Content): View {
  const stack = modalsOf(office.world, userId);
  const [root, below] = [stack[0], stack.at(-1)];
  const view = newView(office, userId, "modal", content);
  if (root) view.rootId = root.id;
  view.previousId = below?.id ?? null;
  stack.push(view);
  office.changed();
  return view;
}

/** Shows new content in a view; what was typed stays where block_id and action_id stay. */
export function replaceView(office: Office, view: View, content: Content): void {
  const blocks = withIds(office, content.blocks);
  view.state = carryOver(view.state, view.content.blocks, blocks);
  view.content = { ...structuredClone(content), blocks };
  view.errors = {};
  view.hash = newHash(office);
  office.changed();
}

export function closeTop(office: Office, userId: string): void {
  modalsOf(office.world, userId).pop();
  office.changed();
}

export function closeAll(office: Office, userId: string): void {
  office.world.modals[userId] = [];
  office.changed();
}

export function publishHome(office: Office, userId: string, content: Content): View {
  const current = office.world.homes[userId];
  if (current) {
    replaceView(office, current, content);
    return current;
  }
  const view = newView(office, userId, "home", content);
  office.world.homes[userId] = view;
  office.changed();
  return view;
}

function newView(office: Office, userId: string, type: "modal" | "home", content: Content): View {
  const id = office.nextId("V");
  const blocks = withIds(office, content.blocks);
  return {
    id,
    userId,
    type,
    rootId: id,
    previousId: null,
    hash: newHash(office),
    content: { ...structuredClone(content), blocks },
    state: {},
    errors: {},
  };
}

function newHash(office: Office): string {
  return `${Math.trunc(office.now().getTime() / 1000)}.${office.nextId("")}`;
}

/** https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload */
export function viewForApps(office: Office, view: View): Record<string, unknown> {
  const { app } = office.world;
  const { content } = view;
  const common = {
    id: view.id,
    // The workspace of the person who looks at it, which over Slack Connect is not the app's.
    team_id: knownUser(office.world, view.userId).teamId,
    type: view.type,
    blocks: content.blocks,
    private_metadata: content.private_metadata ?? "",
    callback_id: content.callback_id ?? "",
    external_id: content.external_id ?? "",
    state: { values: stateValues(content.blocks, view.state) },
    hash: view.hash,
    root_view_id: view.rootId,
    previous_view_id: view.previousId,
    app_id: app.id,
    app_installed_team_id: app.teamId,
    bot_id: app.botId,
    title: content.title ?? null,
    submit: content.submit ?? null,
    close: content.close ?? null,
    clear_on_close: content.clear_on_close ?? false,
    notify_on_close: content.notify_on_close ?? false,
    submit_disabled: false,
  };
  return common;
}
