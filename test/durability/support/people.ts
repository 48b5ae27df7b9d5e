/** People at work: they press, fill in and send, and what was not acknowledged they do again, as people do. */

import type { OnboardingEvent, Recorded } from "../../../src/domain/events.ts";
import type { Person } from "../../../src/playground/slack/person.ts";
import type { LocalSlack } from "../../../src/playground/slack/server.ts";
import { wordsIn } from "./posted.ts";

/** An answer that was given, and how to know it in a history. */
export interface Answer {
  readonly channel: string;
  readonly what: string;
  readonly is: (recorded: Recorded<OnboardingEvent>) => boolean;
}

export interface Town {
  readonly slack: LocalSlack;
  /** Resolves when the bot can be reached again. */
  awake(): Promise<unknown>;
  isAwake(): boolean;
  /** Counts the bot's lives. */
  life(): number;
  /** Whether it stands in the journal, as people would read in the channel. */
  isKept(answer: Answer): boolean;
  acknowledged(answer: Answer): void;
  /** The work is to end, done or not. */
  over(): boolean;
}

export interface Filled {
  /** Brings the form up. */
  readonly open: () => Promise<boolean>;
  readonly choices?: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, unknown>>;
}

const patienceMs = 2_500;

/** Resolves with whether it came true, in this life of the bot and in time. */
export async function comesTrue(town: Town, look: () => unknown, patience = patienceMs): Promise<boolean> {
  const life = town.life();
  try {
    await town.slack.until(() => look() || town.life() !== life || !town.isAwake(), "an answer", patience);
  } catch {
    return false;
  }
  return Boolean(look());
}

/** Gives an answer through a form, again and again until it is acknowledged or stands there. */
export async function give(town: Town, person: Person, filled: Filled, answer: Answer): Promise<void> {
  for (;;) {
    if (town.over() || town.isKept(answer)) return;
    await town.awake();
    while (person.modal()) await person.close();
    if (!(await filled.open())) continue;
    if (!(await comesTrue(town, () => person.modal()?.submit))) continue;
    if (!(await choose(town, person, filled.choices ?? {}))) continue;
    if (await send(town, person, filled.values)) {
      town.acknowledged(answer);
      return;
    }
  }
}

/** A choice on which other fields depend is waited for. */
async function choose(town: Town, person: Person, choices: Readonly<Record<string, string>>): Promise<boolean> {
  for (const [label, value] of Object.entries(choices)) {
    const before = person.modal();
    if (!before) return false;
    if (JSON.stringify(before.state).includes(`"value":"${value}"`)) continue;
    const pressed = await person.press("modal", label, value);
    if (!pressed.ok || !(await comesTrue(town, () => person.modal()?.hash !== before.hash))) return false;
  }
  return true;
}

/** How often a form that got no answer is sent again before it is filled in anew. */
const mostSendings = 6;

/** Sends the form that is open. True: it was acknowledged as recorded. */
async function send(town: Town, person: Person, values: Readonly<Record<string, unknown>>): Promise<boolean> {
  person.fill(values);
  for (let sending = 0; sending < mostSendings && !town.over(); sending += 1) {
    const form = person.modal();
    if (!form?.submit) return false;
    const { ok } = await person.submit();
    const now = person.modal();
    if (!ok) {
      // The connection broke: the form still stands there with everything in it.
      await town.awake();
      continue;
    }
    if (!now) return true;
    if (now.submit === undefined) return lastWord(town, person);
    if (Object.keys(now.errors).length > 0) return false;
    // "Are you sure?" is asked by drawing the form again.
    if (now.submit === form.submit) return false;
  }
  return false;
}

/** A window without a button to send: it is being checked, it is recorded, or it is refused. */
async function lastWord(town: Town, person: Person): Promise<boolean> {
  const words = (): string => wordsIn(person.modal()?.blocks ?? []);
  await comesTrue(town, () => !/One moment/.test(words()));
  const isDone = /Done\. It is recorded/.test(words());
  await person.close();
  return isDone;
}

/** Presses the newest button in the channel with a label that fits. False where there is none or it could not be sent. */
export async function press(town: Town, person: Person, channel: string, label: RegExp): Promise<boolean> {
  const fits = (): { readonly ts: string; readonly name: string } | undefined => {
    for (const message of person.channel(channel).messages.toReversed()) {
      const name = buttonsIn(message.blocks).find((each) => label.test(each));
      if (name !== undefined) return { ts: message.ts, name };
    }
    return undefined;
  };
  if (!(await comesTrue(town, fits))) return false;
  const button = fits();
  if (!button) return false;
  return (await person.press({ channel, ts: button.ts }, button.name)).ok;
}

/** The labels of a message's buttons. */
const buttonsIn = (blocks: readonly unknown[]): readonly string[] =>
  blocks.flatMap((block) => {
    const { type, elements } = block as { type: string; elements?: readonly { text?: { text?: string } }[] };
    return type === "actions" ? (elements ?? []).flatMap((element) => element.text?.text ?? []) : [];
  });
