import type { ReactNode } from "react";
import type { ChannelView } from "../../wire.ts";
import { useLinks } from "./address.ts";
import { HintLine } from "./hint-line.tsx";
import type { Person } from "./people.ts";

interface StageHintProps {
  readonly person: Person;
  /** The Slack channels that the person sees. */
  readonly channels: readonly ChannelView[];
}

/** How to start where Slack and Teams stand beside each other. */
export function StageHint({ person, channels }: StageHintProps) {
  const linkTo = useLinks();
  const underWay = channels.find((channel) => channel.kind === "channel" && channel.messages.length > 0);
  return (
    <HintLine>
      <b>One onboarding, in Slack and Teams.</b>{" "}
      {whatToTry(person, underWay && <a href={linkTo({ channel: underWay.id, show: undefined })}>{underWay.name}</a>)}
    </HintLine>
  );
}

function whatToTry(person: Person, channel: ReactNode): ReactNode {
  if (person.slack?.appInstalled && channel)
    return (
      <>
        Record something in {channel} and watch the other side. To link another: <b>/onboard link</b> in its channel,
        then give <b>@Onboarding</b> in Teams the code.
      </>
    );
  return (
    <>
      Press a button on either side and watch the other, or ask <b>@Onboarding what's next?</b>
    </>
  );
}
