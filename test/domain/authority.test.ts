/** Who may do what: every command asked by everybody who may turn up, against a table written by hand. */
import { beforeAll, describe, expect, it } from "vitest";
import { mayLook, rolesIn } from "../../src/domain/authority.ts";
import type { CommandOf, CommandType } from "../../src/domain/commands.ts";
import type { Decision } from "../../src/domain/decision.ts";
import type { Recorded } from "../../src/domain/events.ts";
import { rebuild } from "../../src/domain/onboarding.ts";
import { states } from "../../src/domain/states.ts";
import { sceneOf } from "../../src/views/scene.ts";
import { sentenceOfRefusal } from "../../src/views/wording.ts";
import { anOnboarding, prairieId, Story } from "../support/an-onboarding.ts";
import { commandTypes, everyCommand } from "../support/every-command.ts";
import { given } from "../support/given-when-then.ts";
import {
  ada,
  asPerson,
  colin,
  dee,
  gus,
  joined,
  lena,
  otis,
  prairie,
  rob,
  type Someone,
  sam,
  stranger,
  tara,
  thirdCompany,
} from "../support/people.ts";

/** Was the service manager, and left the carrier: the account now belongs to another company. */
const samWhoLeft: Someone = { ...sam, company: thirdCompany, companies: [thirdCompany], ofCarrier: false };
/** Was the lead, and left the reseller. */
const lenaWhoLeft: Someone = { ...lena, company: thirdCompany, companies: [thirdCompany] };

/** Later, somebody else has the place of the one who left. */
const without = (who: Someone, story: Story): Story => {
  if (!story.stateIfAny) return story;
  return who === samWhoLeft ? story.handedOverTo(otis, dee) : story.ledBy(colin);
};

const columns: readonly (readonly [string, Someone, ((story: Story) => Story)?])[] = [
  ["lead", lena],
  ["named", rob],
  ["colleague", colin],
  ["manager", sam],
  ["delegate", dee],
  ["other SM", otis],
  ["admin", ada],
  ["guest", gus],
  ["third co.", tara],
  ["stranger", stranger],
  ["left SM", samWhoLeft, (story) => without(samWhoLeft, story)],
  ["left lead", lenaWhoLeft, (story) => without(lenaWhoLeft, story)],
];

/** The same with every account, company and place of the cast in Teams. */
const inTeamsToo = <Thing extends Someone | CommandOf<CommandType> | readonly Recorded[]>(thing: Thing): Thing =>
  JSON.parse(
    JSON.stringify(thing)
      .replaceAll(/slack:T(NORTHLINE|PRAIRIE|THIRD)/g, "teams:$1")
      .replaceAll("slack:?", "teams:?"),
  ) as Thing;

const storyInTeams = ({ history, now }: Story): Story => {
  const moved = inTeamsToo(history);
  return new Story(moved, now, rebuild(prairieId, moved));
};

/** One letter a column, in the order above: y may, - may not. */
const expected: Readonly<Record<CommandType, string>> = {
  //                   reseller carrier  outside
  StartOnboarding: "    y y y    y y y y  - - - - - ",
  ReviseDetails: "      y - -    y y - y  - - - - - ",
  ChangeResellerTeam: " y - -    y y - y  - - - - - ",
  RecordCertification: "y y y    - - - -  - - - - - ",
  RecordOcn: "          y y y    - - - -  - - - - - ",
  SubmitQuestionnaire: "y y y    - - - -  - - - - - ",
  RecordDocuments: "    y y y    y y - y  - - - - - ",
  AcceptQuestionnaire: "- - -    y y - y  - - - - - ",
  ReturnQuestionnaire: "- - -    y y - y  - - - - - ",
  IssueRsid: "          - - -    y y - y  - - - - - ",
  CorrectRsid: "        - - -    y y - y  - - - - - ",
  AskInformation: "     - - -    y y - y  - - - - - ",
  GiveInformation: "    y y y    - - - -  - - - - - ",
  HandOver: "           - - -    y y - y  - - - - - ",
  AssignCenters: "      - - -    y y - y  - - - - - ",
  PlanCourse: "         y y y    y y - y  - - - - - ",
  CompleteCourse: "     y y y    y y - y  - - - - - ",
  DropCourse: "         y y y    y y - y  - - - - - ",
  MakeLinkCode: "       y - -    y y - y  - - - - - ",
  LinkPlace: "          y y y    y y y y  y - - - - ",
  UnlinkPlace: "        y - -    y y - y  - - - - - ",
  RepairPlace: "        y y y    y y y y  - - - - - ",
  CloseOnboarding: "    - - -    y - - y  - - - - - ",
};
/** What whoever may not hears, where that is not who may. */
const refusals: Readonly<Partial<Record<CommandType, string>>> = {
  StartOnboarding: "onlyForTheTwoCompanies",
  // The code was for the two companies, and a third one learns nothing of it.
  LinkPlace: "codeNotValid",
};
const letters = (type: CommandType): readonly string[] => expected[type].trim().split(/\s+/);

/** Whoever left can't be told from the one named in a start form, so the start is asked with somebody else named. */
const commandFor = (type: CommandType, who: Someone) => {
  const { command } = everyCommand[type];
  if (command.type !== "StartOnboarding") return command;
  if (who === samWhoLeft) return { ...command, carrierTeam: { serviceManager: asPerson(otis) } };
  if (who === lenaWhoLeft) return { ...command, resellerTeam: { lead: asPerson(colin), functions: {} } };
  return command;
};

type Lives = (story: Story) => Story;
type Ask = (type: CommandType, who: Someone, lives?: Lives) => Decision;
const asIs: Lives = (story) => story;

/** With the account that is named, or would be. */
const withOneAccount: Ask = (type, who, lives = asIs) =>
  given(lives(everyCommand[type].story)).when(commandFor(type, who), who).agreeing().decision;

/** Everything in Slack is named; they act with the Teams account that was joined with theirs. */
const fromTeams: Ask = (type, who, lives = asIs) =>
  given(lives(everyCommand[type].story))
    .when(commandFor(type, who), joined(inTeamsToo(who), who))
    .agreeing().decision;

/** Everything in Teams is named; they act with the Slack account that was joined with theirs. */
const fromSlack: Ask = (type, who, lives = asIs) =>
  given(storyInTeams(lives(everyCommand[type].story)))
    .when(inTeamsToo(commandFor(type, who)), joined(who, inTeamsToo(who)))
    .agreeing().decision;

const ways = [
  ["who may do what", withOneAccount],
  ["who may do what from Teams, joined with the Slack account that is named", fromTeams],
  ["who may do what from Slack, joined with the Teams account that is named", fromSlack],
] as const;

describe.each(ways)("%s", (title, ask) => {
  beforeAll(() => {
    const head = columns.map(([name]) => name.padEnd(10)).join("");
    const rows = commandTypes.map((type) => {
      const cells = columns.map(([, who, lives]) => (ask(type, who, lives).kind === "happened" ? "yes" : "·"));
      return `${type.padEnd(20)}${cells.map((cell) => cell.padEnd(10)).join("")}`;
    });
    console.log(`\n${title}\n${"".padEnd(20)}${head}\n${rows.join("\n")}\n`);
  });

  for (const type of commandTypes)
    describe(type, () => {
      for (const [index, [name, who, lives]] of columns.entries())
        it(`${letters(type)[index] === "y" ? "is for" : "is not for"} the ${name}`, () => {
          const decision = ask(type, who, lives);
          if (letters(type)[index] === "y") return expect(decision).toMatchObject({ kind: "happened" });
          const refusal = refusals[type] ?? "notAllowed";
          expect(decision).toMatchObject({ kind: "refused", refusal: { refusal } });
        });
    });

  it("has one letter for everybody in every row", () => {
    for (const type of commandTypes) expect(letters(type), type).toHaveLength(columns.length);
  });
});

describe("who may look", () => {
  const story = anOnboarding();
  const looks = (who: Someone, at = story) => mayLook(rolesIn(at.state, who));

  it("is for both companies, named or not", () => {
    for (const who of [lena, rob, colin, sam, dee, otis, ada]) expect(looks(who), who.name).toBe(true);
  });
  it("is for nobody else", () => {
    for (const who of [gus, tara, stranger]) expect(looks(who), who.name).toBe(false);
  });
  it("ends for a service manager and a lead who left their companies and were replaced", () => {
    expect(looks(samWhoLeft, without(samWhoLeft, story))).toBe(false);
    expect(looks(lenaWhoLeft, without(lenaWhoLeft, story))).toBe(false);
  });
  it("is for a guest who is named", () => {
    expect(looks({ ...gus, account: rob.account, accounts: [rob.account] })).toBe(true);
  });
});

describe("special people", () => {
  it("an admin of another company's workspace is nobody here", () => {
    expect(rolesIn(anOnboarding().state, { ...tara, carrierAdmin: true })).toEqual(["outsider"]);
  });
  it("an admin of the carrier who is named on the reseller's side decides nothing", () => {
    const story = anOnboarding({ resellerTeam: { lead: asPerson(ada), functions: {} }, reseller: prairie });
    given(story.withQuestionnaireSubmitted())
      .when({ type: "AcceptQuestionnaire" }, ada)
      .thenIsRefused({ refusal: "notAllowed", command: "AcceptQuestionnaire", held: ["lead"] });
  });
  it("an admin who is the service manager keeps both", () => {
    const story = anOnboarding().handedOverTo(ada);
    expect(rolesIn(story.state, ada)).toEqual(["serviceManager", "carrierAdmin"]);
  });
  it("a service manager who handed over is another service manager from then on", () => {
    expect(rolesIn(anOnboarding().handedOverTo(otis).state, sam)).toEqual(["otherServiceManager"]);
  });
  it("a lead who was replaced is a colleague from then on", () => {
    expect(rolesIn(anOnboarding().ledBy(colin).state, lena)).toEqual(["member"]);
  });
});

describe("what an outsider learns from a refusal", () => {
  const story = anOnboarding()
    .certifiedIn("MN")
    .withOcn("MN", "508J")
    .withQuestionnaireSubmitted("Network diagram")
    .withRsid("PT7");
  const scene = sceneOf(story.state, story.now, "Northline");
  const facts = [
    "Prairie",
    "Telecom",
    "Northline",
    "508J",
    "PT7",
    "Network diagram",
    ...[lena, rob, sam, dee].flatMap((person) => person.name.split(" ")),
    ...story.state.details.states.map((code) => states[code].name),
  ];
  const codes = story.state.details.states.map((code) => new RegExp(`\\b${code}\\b`));

  for (const who of [gus, tara, stranger])
    it(`says no fact of the onboarding to ${who.name}, whatever they ask, open or closed`, () => {
      for (const onboarding of [story, story.closed()])
        for (const type of commandTypes.filter((each) => each !== "StartOnboarding")) {
          const { decision } = given(onboarding).when(everyCommand[type].command, who);
          if (decision.kind !== "refused") throw new Error(`${type} is not refused to ${who.name}`);
          const sentence = sentenceOfRefusal(decision.refusal, scene);
          for (const fact of facts) expect(sentence, `${type} tells “${fact}”`).not.toContain(fact);
          for (const code of codes) expect(sentence, type).not.toMatch(code);
        }
    });

  it("starting over an open onboarding tells an outsider nothing but that there is one", () => {
    const { decision } = given(story).when(everyCommand.StartOnboarding.command, tara);
    expect(decision).toEqual({ kind: "refused", refusal: { refusal: "alreadyStarted" } });
  });
});
