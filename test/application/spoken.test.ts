/** People who have no command, as those of other companies in Slack, are told how to mention the bot. */
import { describe, expect, it } from "vitest";
import type { Front, Visitor } from "../../src/application/front.ts";
import { requestKey } from "../../src/domain/ids.ts";
import { lena, northline, type Someone, sam } from "../support/people.ts";
import { cardOf, here, started } from "../support/running-application.ts";
import { wordsOnCard } from "../support/words-on-card.ts";

const asVisitor = ({ account, name, company }: Someone): Visitor => ({
  ...{ account, name, company, installedAt: northline, platform: "slack" },
  ...(company === northline ? {} : { onlyMentions: true }),
});
const asks = async (front: Front, who: Someone, text: string) =>
  cardOf(await front.command(asVisitor(who), here, text, requestKey(`${who.name} ${text}`)));

describe("what is typed to the bot", () => {
  it("stands on cards as each of them can type it", async () => {
    const { application } = await started();
    const words = async (who: Someone) => wordsOnCard(await asks(application.front, who, "help"));
    expect(await words(sam)).toContain("/onboard next");
    expect(await words(lena)).toContain("@Onboarding next");
    expect(await words(lena)).not.toContain("/onboard");
  });

  it("is said so in refusals, too", async () => {
    const { application } = await started();
    const said = await asks(application.front, lena, "rsid now please");
    expect(wordsOnCard(said)).toContain("more than @Onboarding rsid takes");
  });

  it("leaves a card without commands as it is, so that its drawing can be kept", async () => {
    const { application } = await started();
    expect(await asks(application.front, lena, "status")).toBe(await asks(application.front, sam, "status"));
  });
});
