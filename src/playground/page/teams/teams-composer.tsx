import type { TeamsConversationView } from "../../wire-teams.ts";
import { ComposerBox } from "../writing/composer-box.tsx";
import { completionsIn } from "./command-completions.ts";
import { useTeamsDesk } from "./desk.ts";

interface TeamsComposerProps {
  readonly conversation: TeamsConversationView;
  /** The post that is answered; without it the text starts a new one. */
  readonly replyTo?: string;
  readonly takesFocus: boolean;
  readonly onSent?: () => void;
}

export function TeamsComposer({ conversation, replyTo, takesFocus, onSent }: TeamsComposerProps) {
  const { view, act } = useTeamsDesk();
  const seat = view.seat.id;
  const { id, kind, name } = conversation;
  const hint = kind === "personal" ? `Write to ${name}` : `Type @${view.bot.name} to ask the app`;
  const label = { channel: `Start a post in ${name}`, groupChat: `Write to ${name}`, personal: `Write to ${name}` }[
    kind
  ];

  const send = async (text: string): Promise<boolean> => {
    const sent = await act({ act: "say", seat, conversation: id, text: text.trim(), ...(replyTo && { replyTo }) });
    if (sent) onSent?.();
    return sent;
  };

  return (
    <ComposerBox
      label={replyTo ? "Reply to this post" : label}
      placeholder={replyTo ? "Reply…" : hint}
      sendLabel={replyTo ? "Send reply in Teams" : "Send in Teams"}
      draftKey={`teams composer ${seat} ${id} ${replyTo ?? ""}`}
      {...(replyTo ? {} : { mainOf: "teams" as const })}
      takesFocus={takesFocus}
      complete={(text, caret) => completionsIn(conversation, text, caret, view)}
      onSend={send}
    />
  );
}
