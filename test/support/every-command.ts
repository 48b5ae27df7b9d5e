/** For every command a moment at which it makes a difference, so that only who asks can stand in its way. */
import type { CommandOf, CommandType } from "../../src/domain/commands.ts";
import { anOnboarding, nothing, type Story } from "./an-onboarding.ts";
import * as make from "./commands.ts";
import { asPerson, colin, lena, otis } from "./people.ts";

export type Moment<T extends CommandType = CommandType> = { readonly story: Story; readonly command: CommandOf<T> };

const moments = (): { readonly [T in CommandType]: Moment<T> } => {
  const fresh = anOnboarding();
  const asked = fresh.withQuestionnaireSubmitted("Network diagram");
  const issued = asked.withRsid();
  const mirrored = fresh.linkedTo(make.inTeams);
  return {
    StartOnboarding: { story: nothing(), command: make.start() },
    ReviseDetails: {
      story: fresh,
      command: { type: "ReviseDetails", details: { ...fresh.state.details, states: ["MN"] } },
    },
    ChangeResellerTeam: {
      story: fresh,
      command: {
        type: "ChangeResellerTeam",
        resellerTeam: { lead: asPerson(lena), functions: { billing: asPerson(colin) } },
      },
    },
    RecordCertification: { story: fresh, command: make.certify("MN") },
    RecordOcn: { story: fresh.certifiedIn("MN"), command: make.recordOcn("MN", make.assigned("508J")) },
    SubmitQuestionnaire: { story: fresh, command: make.submitQuestionnaire() },
    RecordDocuments: { story: asked, command: { type: "RecordDocuments", documents: ["Network diagram"] } },
    AcceptQuestionnaire: { story: asked, command: { type: "AcceptQuestionnaire" } },
    ReturnQuestionnaire: { story: asked, command: { type: "ReturnQuestionnaire", reasons: "Section 4 is empty." } },
    IssueRsid: { story: asked, command: make.issueRsid() },
    CorrectRsid: { story: issued, command: make.correctRsid("PT8") },
    AskInformation: { story: asked, command: make.askInformation() },
    GiveInformation: { story: asked.withQuestion(), command: make.giveInformation() },
    HandOver: { story: fresh, command: make.handOver(asPerson(otis)) },
    AssignCenters: { story: issued, command: make.assignCenters() },
    PlanCourse: { story: fresh, command: { type: "PlanCourse", course: make.course() } },
    CompleteCourse: { story: fresh.withCourse(), command: { type: "CompleteCourse", courseId: "c1" } },
    DropCourse: { story: fresh.withCourse(), command: { type: "DropCourse", courseId: "c1" } },
    MakeLinkCode: { story: fresh, command: make.makeLinkCode(fresh.now) },
    LinkPlace: { story: fresh.withCode(), command: make.linkPlace() },
    UnlinkPlace: { story: mirrored, command: make.unlinkPlace() },
    RepairPlace: {
      story: mirrored.noticed({ type: "PlaceLost", place: make.inTeams, why: "removed" }),
      command: make.repairPlace(),
    },
    CloseOnboarding: { story: fresh, command: { type: "CloseOnboarding", reason: "Started in the wrong channel" } },
  };
};

export const everyCommand: { readonly [T in CommandType]: Moment<T> } = moments();
export const commandTypes = Object.keys(everyCommand) as readonly CommandType[];
