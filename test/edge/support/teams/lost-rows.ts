/** People who can't be written to one to one, and places from which the bot was put out: told elsewhere. */
import { describe, it } from "vitest";
import type { CallFault, Operation } from "../../../../src/playground/teams/faults.ts";
import { row } from "../rows.ts";
import {
  lostChannels,
  planCourse,
  shownTo,
  statuses,
  unreachableChannel,
  type Workspace,
  wordsIn,
} from "./workspace.ts";

export function lostRows(workspace: () => Workspace): void {
  const sam = () => workspace().teams.as("Sam Ortega");
  const nadia = () => workspace().teams.as("Nadia Brooks");
  const toldSam = (where: string) => wordsIn(sam().last("@bot")?.cards).includes(where);

  it("a service manager who has not installed the app is asked in the channel, by name", () =>
    row(
      workspace(),
      "createConversation: 403, not installed for the person; asked in the channel with a mention",
      { http: "200", sees: "Tess Kim is notified in the channel", kept: 2, posted: 3 },
      async () => {
        const { teams } = workspace();
        await teams.uninstall(teams.as("Tess Kim").id);
        await nadia().press(unreachableChannel, "Questionnaire submitted");
        await nadia().submit();
        const refused = () => teams.log.calls("createConversation").some(({ status }) => status === 403);
        await teams.until(refused, "the refusal");
        const asked = () =>
          teams
            .conversation(unreachableChannel)
            .messages.filter(
              ({ cards, mentions }) =>
                /for its RSID|RSID for/.test(wordsIn(cards)) && mentions.includes(teams.as("Tess Kim").id),
            );
        await teams.until(() => asked().length === 2, "the request by name, beside the channel's own");
        return { http: statuses(workspace(), "task/submit"), sees: "Tess Kim is notified in the channel" };
      },
    ));

  describe("a channel from which the app was taken is recorded as lost, once, and told one to one:", () => {
    /** What is said at random also of what is there is believed after five attempts of three calls each. */
    const believedAfter = 15;
    const losses: Readonly<Record<string, readonly [Operation, CallFault, times?: number]>> = {
      "sendToConversation: 403, the app is not in the channel": [
        "sendToConversation",
        { kind: "refusal", status: 403, code: "BotNotInConversationRoster" },
      ],
      "sendToConversation: 404, nobody knows the conversation": [
        "sendToConversation",
        { kind: "refusal", status: 404, code: "ConversationNotFound" },
        believedAfter,
      ],
      "updateActivity: 403, the app is not in the channel": [
        "updateActivity",
        { kind: "refusal", status: 403, code: "BotNotInConversationRoster" },
      ],
    };
    for (const [index, [what, [operation, fault, times = 1]]] of Object.entries(losses).entries()) {
      const where = lostChannels[index] ?? "";
      // Else the news was refused, and is told when the channel is found.
      const isTold = operation === "updateActivity";
      it(
        what,
        () =>
          row(
            workspace(),
            `${what}; Sam is told`,
            { http: "200", sees: /can't write to it any more/, kept: 2, posted: isTold ? 2 : 1 },
            async () => {
              workspace().teams.faults.onCalls(operation, times, fault);
              const http = await planCourse(workspace(), nadia(), `Before ${where} was lost`, where);
              await workspace().teams.until(() => toldSam(where), "the loss", 120_000);
              return { http, sees: shownTo(sam(), "@bot") };
            },
          ),
        150_000,
      );
      it(`${what}, and found again when somebody speaks there`, () =>
        row(
          workspace(),
          `${where}: found again when somebody speaks there, and brought up to date`,
          { http: "200", sees: /What's next for/, kept: 1, posted: isTold ? 2 : 3 },
          async () => {
            await nadia().say(where, "@Onboarding what's next?");
            const isUpToDate = () =>
              workspace()
                .teams.conversation(where)
                .messages.some(({ cards }) => wordsIn(cards).includes("0 of 1 course"));
            await workspace().teams.until(isUpToDate, "the checklist as it is now");
            const answer = workspace()
              .teams.conversation(where)
              .messages.findLast(({ replyTo }) => replyTo !== undefined);
            return { http: statuses(workspace(), "message"), sees: wordsIn(answer?.cards) };
          },
        ));
    }
    it("told by Teams", () =>
      row(
        workspace(),
        "Teams says that the app was removed from a channel; Sam is told",
        { http: "200 200", sees: /I was removed from it/, kept: 1, posted: 1 },
        async () => {
          await workspace().teams.uninstall(lostChannels[3]);
          await workspace().teams.until(() => /was removed from it/.test(shownTo(sam(), "@bot")), "the loss");
          return {
            http: [statuses(workspace(), "conversationUpdate"), statuses(workspace(), "installationUpdate")].join(" "),
            sees: shownTo(sam(), "@bot"),
          };
        },
      ));
    it("told by Teams once more", () =>
      row(
        workspace(),
        "Teams says so again, byte for byte",
        { http: 200, sees: "nothing", kept: 0, posted: 0 },
        async () => {
          const { teams } = workspace();
          const [told] = teams.log.deliveries("conversationUpdate").slice(-1);
          if (!told) throw new Error("Teams said nothing");
          const outcome = await teams.replay(told, "valid");
          return { http: outcome.kind === "answered" ? outcome.status : 0, sees: "nothing" };
        },
      ));
  });
}
