/** One reseller's way through the checklist, walked by its people: forms, pasted lines, questions, decisions. */
import type { OnboardingEvent } from "../../../src/domain/events.ts";
import { type Answer, comesTrue, type Filled, give, press, type Town } from "./people.ts";
import type { Team } from "./workspace.ts";

const states = ["CO", "MN", "WA"] as const;

interface Way {
  readonly channel: string;
  readonly team: Team;
  /** Makes everything that is recorded on this way its own. */
  readonly number: number;
  /** A day that is past everywhere. */
  readonly day: string;
}

/** Four characters that no other way has, without those that are mistaken for one another. */
const codeOf = (number: number, state: number): string => `${3 + state}${String(200 + number)}`;
const rsidOf = (number: number): string => `R${String.fromCharCode(65 + Math.floor(number / 8))}${2 + (number % 8)}`;

export async function walk(town: Town, { channel, team, number, day }: Way): Promise<void> {
  const manager = town.slack.as(team.manager);
  const lead = town.slack.as(team.lead);
  const regulatory = town.slack.as(team.regulatory);
  const answer = (what: string, fits: (event: OnboardingEvent) => boolean): Answer => ({
    channel,
    what,
    is: ({ event }) => fits(event),
  });
  const button = (person: typeof lead, label: RegExp) => () => press(town, person, channel, label);

  const byForm = (person: typeof lead, label: RegExp, form: Omit<Filled, "open">, given: Answer) =>
    give(town, person, { ...form, open: button(person, label) }, given);

  /** By way of "What can I do?", whose answer only this person sees. */
  const byLines = (form: string, lines: readonly string[], given: Answer) => {
    const open = async (): Promise<boolean> => {
      const before = regulatory.last(channel)?.ts ?? "";
      if (!(await press(town, regulatory, channel, /^What can I do\?$/))) return false;
      const answered = () =>
        regulatory
          .channel(channel)
          .messages.findLast(
            (one) =>
              one.ts > before && one.ephemeral && JSON.stringify(one.blocks).includes(`\\"form\\":\\"${form}\\"`),
          );
      if (!(await comesTrue(town, answered))) return false;
      const { ts } = answered() ?? { ts: "" };
      return (await regulatory.press({ channel, ts }, "Paste several states")).ok;
    };
    return give(town, regulatory, { open, values: { lines: lines.join("\n") } }, given);
  };

  const certified = (state: string) =>
    answer(`certification ${state}`, (event) => event.type === "CertificationRecorded" && event.state === state);
  const numbered = (state: string) =>
    answer(`OCN ${state}`, (event) => event.type === "OcnRecorded" && event.state === state);

  await give(
    town,
    manager,
    {
      open: async () => (await manager.command(channel, "start")).ok,
      values: {
        legalName: `Reseller ${number}, LLC`,
        states: [...states],
        serviceManager: team.manager,
        lead: team.lead,
        regulatory: team.regulatory,
      },
    },
    answer("start", (event) => event.type === "OnboardingStarted"),
  );

  const facts = async (): Promise<void> => {
    await byForm(
      regulatory,
      /^Record certification/,
      { choices: { State: "MN" }, values: { number: `MN-${number}`, effectiveOn: day } },
      certified("MN"),
    );
    await byLines(
      "certificationLines",
      [`CO granted CO-${number} ${day}`, `WA granted WA-${number} ${day}`],
      certified("WA"),
    );
    await byForm(
      regulatory,
      /^Record OCN/,
      { choices: { State: "MN" }, values: { ocn: codeOf(number, 1), notifiedOn: day } },
      numbered("MN"),
    );
    await byLines("ocnLines", [`CO ${codeOf(number, 0)} ${day}`, `WA ${codeOf(number, 2)} ${day}`], numbered("WA"));
  };

  const request = async (): Promise<void> => {
    await byForm(
      lead,
      /^Questionnaire submitted$/,
      { values: { confirmation: `Q-${number}` } },
      answer("questionnaire", (event) => event.type === "QuestionnaireSubmitted"),
    );
    await byForm(
      manager,
      /^Need more information$/,
      { values: { question: `Which address is the right one, ${number}?` } },
      answer("question", (event) => event.type === "InformationAsked"),
    );
    await byForm(
      lead,
      /^Answer$/,
      { values: { answer: `The one on file ${number}.` } },
      answer("its answer", (event) => event.type === "InformationGiven"),
    );
    // A decision without a form is acknowledged before it is kept, so people look whether it is there.
    const accepted = answer("acceptance", (event) => event.type === "QuestionnaireAccepted");
    while (!town.over() && !town.isKept(accepted)) {
      await town.awake();
      if (await press(town, manager, channel, /^Accept questionnaire$/))
        await comesTrue(town, () => town.isKept(accepted));
    }
  };

  await Promise.all([facts(), request()]);
  await byForm(
    manager,
    /^Issue RSID$/,
    { values: { rsid: rsidOf(number) } },
    answer("RSID", (event) => event.type === "RsidIssued"),
  );
  await byForm(
    manager,
    /^Assign centers$/,
    {
      values: {
        billing_name: "Billing desk",
        billing_phone: "651 555 0100",
        provisioning_name: "Provisioning desk",
        provisioning_phone: "651 555 0101",
      },
    },
    answer("centers", (event) => event.type === "CentersAssigned"),
  );
}
