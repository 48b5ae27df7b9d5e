import type { ChannelView } from "../../wire.ts";
import { useDesk } from "../frame/desk.ts";
import { ComposerBox } from "../writing/composer-box.tsx";
import { completionsFor } from "./completions.ts";
import { sendingOf } from "./typed-text.ts";

interface ComposerProps {
  readonly channel: ChannelView;
  /** The thread that is answered; without it the text goes to the channel. */
  readonly thread?: string;
}

/** Where people write in Slack: to a channel or in a thread, a message or a slash command. */
export function Composer({ channel, thread }: ComposerProps) {
  const { view, act, showProblem } = useDesk();
  const seat = view.seat.id;

  const send = async (text: string): Promise<boolean> => {
    const going = sendingOf(text, view);
    if (going.kind === "unknown command") {
      showProblem(`${going.name} is not a valid command. This workspace knows ${view.command.name}.`);
      return false;
    }
    if (going.kind === "command") return act({ act: "command", seat, channel: channel.id, text: going.text });
    return act({ act: "say", seat, channel: channel.id, text: going.text, ...(thread && { threadTs: thread }) });
  };

  return (
    <ComposerBox
      label={thread ? "Reply in thread" : `Message ${channel.name}`}
      {...(thread ? { placeholder: "Reply…" } : { mainOf: "slack", takesFocus: true })}
      sendLabel={thread ? "Send reply" : "Send message"}
      draftKey={`composer ${seat} ${channel.id} ${thread ?? ""}`}
      complete={(text, caret) => completionsFor(text, caret, view)}
      onSend={send}
    />
  );
}
