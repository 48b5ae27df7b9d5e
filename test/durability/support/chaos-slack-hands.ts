/** A person's hands in the local Slack. */
import type { Instant } from "../../../src/domain/ids.ts";
import { placedElements } from "../../../src/playground/slack/element-state.ts";
import type { Block } from "../../../src/playground/slack/world.ts";
import type { ModalView } from "../../../src/playground/wire.ts";
import { actionIn, type Hands, mostSendings, reshaping, type Sent, type Typed } from "./chaos-hands.ts";
import { channelOf, isIn, sideOf, slackIdOf, teamsAccountOf, type Who } from "./chaos-people.ts";
import type { Town } from "./chaos-town.ts";

const botUser = "U0BOT";
const longestCheckMs = 60_000;

/** A block's field, whatever round it was drawn in. */
const fieldOf = (blockId: string): string => blockId.replace(/~\d+$/, "");

export function slackHands({ slack, time }: Town, who: Who, run: number, since: Instant): Hands {
  const person = slack.as(slackIdOf(who, run));
  const channel = channelOf(run);

  const elementsOf = (modal: ModalView | undefined) => placedElements((modal?.blocks ?? []) as readonly Block[]);
  const placed = (field: string) => elementsOf(person.modal()).find((one) => fieldOf(one.blockId) === field);

  /** The newest first; one to one where the bot wrote there. */
  function inSight() {
    const direct = slack.world.channels.find((one) => one.kind === "im" && one.members.includes(person.id));
    return [channel, ...(direct ? [direct.id] : [])].flatMap((place) =>
      person
        .channel(place)
        .messages.filter(({ at }) => at >= since)
        .toReversed()
        .map((message) => ({ place, message })),
    );
  }

  function valueFor(field: string, value: Typed[string]): readonly [block: string, value: unknown] | undefined {
    if (typeof value !== "object" || !("person" in value)) {
      const own = placed(field);
      return own && [own.blockId, value];
    }
    const own = isIn(value.person, "slack") ? placed(field) : placed(`${field}@elsewhere`);
    return (
      own && [
        own.blockId,
        isIn(value.person, "slack") ? slackIdOf(value.person, run) : teamsAccountOf(value.person, run),
      ]
    );
  }

  async function choose(field: string, value: string): Promise<void> {
    const one = placed(field);
    if (!one || JSON.stringify(person.modal()?.state[one.blockId] ?? one.element).includes(`"value":"${value}"`))
      return;
    await time.during(person.press("modal", one.actionId === "reshapes" ? labelOf(one.block) : one.actionId, value));
    await time.quiet();
  }

  const words = (): string => JSON.stringify(person.modal()?.blocks ?? []);

  /** A window without a button to send: it is being checked, it is recorded, or it is refused. */
  async function lastWord(): Promise<Sent> {
    await time
      .until(
        () => !/One moment/.test(words()),
        () => "the end of a check",
        longestCheckMs,
      )
      .catch(() => 0);
    if (person.modal()?.submit !== undefined) return "unknown";
    return /Done\. It is recorded/.test(words()) || person.modal() === undefined ? "taken" : "refused";
  }

  return {
    who,
    platform: "slack",
    async command(text) {
      const said =
        sideOf(who) === "carrier" ? person.command(channel, text) : person.say(channel, `<@${botUser}> ${text}`);
      await time.during(said);
      await time.quiet();
    },
    async press(wanted) {
      for (const { place, message } of inSight())
        for (const { actionId, element } of placedElements(message.blocks as readonly Block[])) {
          const action = actionIn(element.value);
          if (!action || !wanted(action)) continue;
          const { ok } = await time.during(person.press({ channel: place, ts: message.ts }, actionId));
          await time.quiet();
          return ok;
        }
      return false;
    },
    async send(typed) {
      for (let sending = 0; sending < mostSendings; sending += 1) {
        const form = person.modal();
        if (!form) return "unknown";
        if (form.submit === undefined) return lastWord();
        for (const field of reshaping) {
          const value = typed[field];
          if (typeof value === "string") await choose(field, value);
        }
        const filled = Object.entries(typed).flatMap(([field, value]) => {
          const found = reshaping.includes(field) ? undefined : valueFor(field, value);
          return found ? [found] : [];
        });
        try {
          person.fill(Object.fromEntries(filled));
        } catch {
          // Somebody who is not on offer can't be picked.
          return "refused";
        }
        const { ok } = await time.during(person.submit());
        await time.quiet();
        const now = person.modal();
        // The connection broke: the form still stands there with everything in it.
        if (!ok) continue;
        if (!now) return "taken";
        if (now.submit === undefined) {
          const last = await lastWord();
          if (last !== "unknown") return last;
          continue;
        }
        if (Object.keys(now.errors).length > 0) return "refused";
        if (now.submit === form.submit) return "refused";
      }
      return "unknown";
    },
    async leave() {
      while (person.modal()) await person.close();
    },
    sees: async () => JSON.stringify([inSight(), person.modals()]),
  };
}

function labelOf(block: Block): string {
  const { label } = block as { label?: { text?: string } };
  return label?.text ?? "";
}
