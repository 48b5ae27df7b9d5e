/**
 * Plays the half-way onboarding of three states in #prairie-telecom, mirrored in the Teams channel of that name, pressed and
 * typed by the people themselves.
 */
import { addDays, instantOf, isBusinessDay, localDate } from "../domain/calendar.ts";
import type { IsoDate, TimeZone } from "../domain/ids.ts";
import type { Playground } from "./playground.ts";
import type { Person } from "./slack/person.ts";

const channel = "#prairie-telecom";
const teamsChannel = "Prairie Telecom";

/** How long one scene may take; on a machine this slow the story is left as far as it came. */
const patienceMs = 20_000;

function businessDayBefore(date: IsoDate, days: number): IsoDate {
  let day = date;
  for (let left = days; left > 0; ) {
    day = addDays(day, -1);
    if (isBusinessDay(day)) left -= 1;
  }
  return day;
}

/** Everything goes through the forms and buttons that a visitor will use, so the story is as true as the product. */
export async function playHalfway(playground: Playground, zone: TimeZone): Promise<void> {
  const { slack, teams, clock } = playground;
  const now = clock.now();
  const today = localDate(now, zone);
  const dayOf = (businessDaysAgo: number) => businessDayBefore(today, businessDaysAgo);
  const at = (businessDaysAgo: number, time: string) => clock.setTo(instantOf(dayOf(businessDaysAgo), time, zone));

  const [sam, tom, nadia] = [slack.as("U0SAM"), slack.as("U0TOM"), slack.as("U0NADIA")];
  const modal = (person: Person) => slack.until(() => person.modal() !== undefined, "a form", patienceMs);
  const sent = async (person: Person) => {
    // A form whose people had to be looked up first stays open and says when it is done.
    const isTaken = () => person.modal() === undefined || /Done/.test(JSON.stringify(person.modal()?.blocks));
    await slack.until(isTaken, "the form to be taken", patienceMs);
    if (person.modal()) await person.close();
  };
  const heard = (words: RegExp) =>
    slack.until(
      () => slack.channel(channel).messages.some((message) => words.test(message.text)),
      String(words),
      patienceMs,
    );

  at(6, "09:40");
  await sam.command(channel, "start");
  await modal(sam);
  await sam.submit({
    legalName: "Prairie Telecom, LLC",
    dba: "Prairie Telecom",
    states: ["MN", "CO", "WA"],
    negotiationsOn: addDays(today, 14),
    firstOrderOn: addDays(today, 45),
    serviceManager: sam.id,
    delegate: "U0DANA",
    lead: nadia.id,
    regulatory: tom.id,
    ordering: "U0INES",
    provisioning: "U0INES",
    billing: "U0PAUL",
  });
  await sent(sam);
  await heard(/started the onboarding/);

  at(5, "14:05");
  await record(tom, "Record certification", {
    state: "MN",
    status: "granted",
    number: "P-7104",
    effectiveOn: dayOf(20),
  });
  await heard(/certification for Minnesota/);

  at(3, "10:20");
  await record(tom, "Record certification", {
    state: "CO",
    status: "applied",
    appliedOn: dayOf(4),
    docket: "26A-0412T",
  });
  await heard(/certification for Colorado/);

  at(2, "16:45");
  await record(tom, "Record OCN", { state: "MN", ocn: "508J", notifiedOn: dayOf(2) });
  await heard(/OCN for Minnesota/);

  at(1, "11:30");
  await linkTeams();

  clock.setTo(now);

  /** Sam works in Teams as well: a code from Slack brings the checklist there. */
  async function linkTeams(): Promise<void> {
    await teams.introduce();
    await sam.command(channel, "link");
    const code = await newCode(sam, undefined);
    await teams.as(sam.id).say(teamsChannel, `@Onboarding link ${code}`);
    const isThere = () =>
      teams.conversation(teamsChannel).messages.some((message) => JSON.stringify(message.cards).includes("508J"));
    await teams.until(isThere, "the checklist in Teams", patienceMs);
    await heard(/linked/);
    await joinAccounts(sam);
    for (const person of [tom, nadia]) {
      await person.say(channel, `<@${slack.world.app.botUserId}> link`);
      await joinAccounts(person);
    }
    // Sam likes to be written to in Slack.
    for (const button of ["Where it lives", "Write to me in Slack"]) {
      await offered(sam, button);
      await sam.press({ channel }, button);
    }
  }

  /** The newest code that the person was shown in Slack. */
  function codeShown(person: Person): string | undefined {
    return person
      .channel(channel)
      .messages.map((message) => /\b[0-9A-Z]{4}-[0-9A-Z]{4}\b/.exec(JSON.stringify(message.blocks))?.[0])
      .findLast((found) => found !== undefined);
  }

  /** The one that comes after that. */
  async function newCode(person: Person, before: string | undefined): Promise<string> {
    const isNew = () => codeShown(person) !== undefined && codeShown(person) !== before;
    await slack.until(isNew, "a code", patienceMs);
    return codeShown(person) ?? "";
  }

  /** A button that the person sees in Slack, for their eyes only or not. */
  async function offered(person: Person, button: string): Promise<void> {
    const isThere = () =>
      person.channel(channel).messages.some((message) => JSON.stringify(message.blocks).includes(button));
    await slack.until(isThere, button, patienceMs);
  }

  /** One person with an account on each side: a code from Slack, used in a dialog in Teams. */
  async function joinAccounts(person: Person): Promise<void> {
    await offered(person, "Join my accounts");
    const before = codeShown(person);
    await person.press({ channel }, "Join my accounts");
    const code = await newCode(person, before);
    const inTeams = teams.as(person.id);
    // The carrier's people have a chat with the bot; the others are told in the channel how they get in.
    if (person === sam) return void (await inTeams.say("@bot", `link ${code}`));
    await inTeams.press(teamsChannel, "Menu");
    await inTeams.press("dialog", "Use a code");
    await inTeams.submit({ "text-code": code });
    await teams.until(() => /Joined/.test(JSON.stringify(inTeams.dialog()?.card)), "the joined accounts", patienceMs);
    await inTeams.closeDialog();
  }

  async function record(person: Person, button: string, values: Readonly<Record<string, string>>): Promise<void> {
    await slack.until(() => hasButton(button), button, patienceMs);
    const { state = "", status, ...rest } = values;
    await person.press({ channel }, button);
    await modal(person);
    await choose(person, "state", state);
    if (status !== undefined) await choose(person, "status", status);
    await person.submit(rest);
    await sent(person);
  }

  /** Choices that reshape the form are pressed, as a person's hand would, and the form is waited for. */
  async function choose(person: Person, field: string, value: string): Promise<void> {
    const before = person.modal();
    if (!before || JSON.stringify(before.state[field] ?? {}).includes(`"${value}"`)) return;
    await person.press("modal", labels[field] ?? field, value);
    await slack.until(() => person.modal()?.hash !== before.hash, `the form for ${value}`, patienceMs);
  }

  function hasButton(label: string): boolean {
    return slack.channel(channel).messages.some((message) => JSON.stringify(message.blocks).includes(`"${label}"`));
  }
}

const labels: Readonly<Record<string, string>> = { state: "State", status: "How far is it?" };
