import { useEffect, useState } from "react";
import type { TeamsConversationView, TeamsView } from "../../wire-teams.ts";
import { type Address, settleAt } from "../frame/address.ts";
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
  const [unfolded, setUnfolded] = useState(false);
  const open = conversationFor(address, view);
  const unread = view.conversations.reduce((sum, each) => sum + each.unread, 0);

  useEffect(() => {
    if (open && open.kind !== "personal") lastConversation = open.id;
  }, [open]);
  // Where one begins is written down, so that a link to here leads here.
  const begin = address.conversation === undefined ? open?.id : undefined;
  useEffect(() => {
    if (begin) settleAt({ seat: person.id, conversation: begin });
  }, [begin, person.id]);
  useEffect(() => {
    if (alone) document.title = `${unread > 0 ? `(${unread}) ` : ""}${open?.name ?? "Teams"} · ${person.name}`;
  }, [alone, unread, open?.name, person.name]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: going somewhere folds the list again.
  useEffect(() => setUnfolded(false), [open?.id]);

  return (
    <div className={unfolded ? "workspace teams-window sidebar-unfolded" : "workspace teams-window"}>
      <ConversationList here={open?.id} onFold={() => setUnfolded(false)} />
      <div className="pane">
        <div className="pane-body">
          <button
            type="button"
            className="icon-button sidebar-opener"
            aria-label="Chats and teams"
            aria-expanded={unfolded}
            onClick={() => setUnfolded(!unfolded)}
          >
            <span aria-hidden="true">☰</span>
            {unread > 0 && <span className="badge-dot" />}
          </button>
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
