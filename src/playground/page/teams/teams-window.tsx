import { useEffect } from "react";
import type { TeamsConversationView, TeamsView } from "../../wire-teams.ts";
import { type Address, settleAt } from "../frame/address.ts";
import { DrawerOpener, useDrawer } from "../workspace/drawer.tsx";
import { Conversation } from "./conversation.tsx";
import { ConversationList } from "./conversation-list.tsx";
import { useTeamsDesk } from "./desk.ts";

/** The conversation last looked at in this window: whoever sits down next and is in it too looks there as well. */
let lastConversation: string | undefined;

function conversationFor(address: Address, view: TeamsView): TeamsConversationView | undefined {
  const known = (id: string | undefined) => view.conversations.find((each) => each.id === id);
  const channels = view.conversations.filter((each) => each.kind === "channel");
  return known(address.conversation) ?? known(lastConversation) ?? channels[0] ?? view.conversations[0];
}

/** The list of conversations and the one that is open. */
export function TeamsWindow({ address, alone }: { address: Address; alone: boolean }) {
  const { view, person } = useTeamsDesk();
  const drawer = useDrawer();
  const { fold } = drawer;
  const open = conversationFor(address, view);
  const unread = view.conversations.reduce((sum, each) => sum + each.unread, 0);

  useEffect(() => {
    if (open && open.kind !== "personal") lastConversation = open.id;
  }, [open]);
  // Where one begins is written down, so that a link to here leads here.
  const begin = address.conversation === undefined ? open?.id : undefined;
  useEffect(() => {
    if (begin) settleAt(person.id, { conversation: begin });
  }, [begin, person.id]);
  useEffect(() => {
    if (alone) document.title = `${unread > 0 ? `(${unread}) ` : ""}${open?.name ?? "Teams"} · ${person.name}`;
  }, [alone, unread, open?.name, person.name]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: going somewhere folds the list again.
  useEffect(fold, [open?.id]);

  return (
    <div
      ref={drawer.around}
      className={drawer.unfolded ? "workspace teams-window sidebar-unfolded" : "workspace teams-window"}
    >
      <ConversationList here={open?.id} onFold={fold} />
      <div className="pane">
        <div className="pane-body">
          <DrawerOpener label="Chats and teams" drawer={drawer} unread={unread} />
          {open ? (
            <Conversation key={open.id} conversation={open} takesFocus={alone} />
          ) : (
            <p className="empty">This person is in no conversation yet.</p>
          )}
        </div>
      </div>
    </div>
  );
}
