/**
 * One onboarding in a real browser with the reseller in Slack and the service manager in Teams, from its start to every
 * state being ready to order. The steps build on each other, as they do for a visitor.
 */
import { describe, expect, it } from "vitest";
import { newestCode } from "./support/codes.ts";
import { standOnEachOther } from "./support/steps.ts";
import type { TeamsVisitor } from "./support/teams-visitor.ts";
import { visiting, visitPatienceMs } from "./support/visit.ts";
import type { Visitor } from "./support/visitor.ts";

const desk = { width: 1440, height: 900 };

describe("a reseller in Slack and a service manager in Teams", { timeout: visitPatienceMs }, () => {
  let inSlack: Visitor;
  let inTeams: TeamsVisitor;
  const visit = visiting("both", { viewport: desk }, () => {
    ({ inSlack, inTeams } = visit);
  });

  const heardInBoth = async (words: RegExp) => {
    await Promise.all([inSlack.hear(words), inTeams.hear(words)]);
  };

  standOnEachOther();

  it("is started in Slack with a service manager who is in Teams only", async () => {
    await inSlack.be("Riley Chen");
    await inSlack.goTo("new-reseller");
    await inSlack.type("/onboard");
    await inSlack.fill({
      "Reseller's legal name": "Lakeside Telephone, Inc.",
      "Doing business as (d/b/a)": "Lakeside",
    });
    await inSlack.pick("States", "Minnesota");
    await inSlack.pick("States", "Colorado");
    await inSlack.pick("Service manager, in Teams", "Tess Kim");
    await inSlack.pick("Reseller's lead", "Nadia Brooks");
    await inSlack.pick("Regulatory", "Tom Okafor");
    await visit.look("01-start-form");
    await inSlack.send("Start");
    await inSlack.hear(/Riley Chen started the onboarding of Lakeside Telephone, Inc\. in CO, MN/);
    await inSlack.hear(/Tess Kim \(Northline Carrier\) is asked for the RSID/);
    await visit.look("02-started");
  });

  it("writes to the service manager one to one in Teams before anything is linked", async () => {
    await inSlack.be("Nadia Brooks");
    await inSlack.openForm("Questionnaire submitted", "Questionnaire submitted");
    await inSlack.fill({ "Confirmation number": "RQ-88412" });
    await inSlack.send("Save");
    await inSlack.hear(/That unlocks the RSID: Tess Kim \(Northline Carrier\) has been asked/);
    await inSlack.be("Tess Kim");
    await inTeams.goTo("Onboarding");
    await inTeams.hear(/Lakeside is ready for its RSID/);
    await inTeams.hear(/confirmation RQ-88412/);
    await visit.look("03-request");
  });

  it("lives in both after a code from Slack was said in Teams", async () => {
    await inSlack.be("Riley Chen");
    await inSlack.type("/onboard link");
    await inSlack.hear(/is good for one use/);
    await visit.look("04-code");
    const code = await newestCode(inSlack.log);
    await inSlack.be("Tess Kim");
    await inTeams.goTo("New reseller");
    await inTeams.say(`@Onboarding link ${code}`);
    await inTeams.hear(/0 of 2 states ready to order/);
    await visit.look("05-linked");
    await inSlack.be("Nadia Brooks");
    await inTeams.goTo("New reseller");
    await heardInBoth(/Tess Kim.* linked “New reseller” in Teams/);
    await heardInBoth(/Getting started as a reseller: Lakeside/);
    await visit.look("06-linked-both");
  });

  it("shows in Teams what the reseller's people record in Slack", async () => {
    await inSlack.be("Tom Okafor");
    await inSlack.openForm("Record certification", "Certification");
    await inSlack.choose("Minnesota (MN)", "Minnesota Public Utilities Commission");
    await inSlack.fill({ "Certificate number": "P-7104", "Effective date": await inSlack.daysAgo(30) });
    await inSlack.send("Save");
    await heardInBoth(/Tom Okafor.* recorded the certification for Minnesota: certificate granted, number P-7104/);

    await inSlack.openForm("Record certification for CO", "Certification");
    await inSlack.fill({ "Certificate number": "C26-0981", "Effective date": await inSlack.daysAgo(10) });
    await inSlack.send("Save");
    await heardInBoth(/All certifications are in/);

    await inSlack.openForm("Record OCN", "OCN");
    await inSlack.choose("Minnesota (MN)", "NECA");
    await inSlack.fill({ OCN: "508J", "Date of NECA's notification": await inSlack.daysAgo(5) });
    await visit.look("07-ocn");
    await inSlack.send("Save");
    await heardInBoth(/recorded the OCN for Minnesota: 508J/);
    await visit.look("08-recorded");
    await inSlack.press("What can I do?");
    await inSlack.openForm("Paste several states", "OCNs, several at once");
    await inSlack.fill({ "One line for each state": `CO 6220 LRSL ${await inSlack.daysAgo(4)}` });
    await inSlack.send("Save all");
    await heardInBoth(/All OCNs are in/);
    await visit.look("09-ocns");
  });

  it("offers the carrier's decisions in Teams to nobody but those who decide", async () => {
    await inTeams.hear(/Lakeside is ready for its RSID/);
    expect(await inTeams.button("Issue RSID").count()).toBe(0);
    await inSlack.be("Riley Chen");
    await inTeams.goTo("New reseller");
    await inTeams.hear(/Lakeside is ready for its RSID/);
    expect(await inTeams.button("Issue RSID").count()).toBe(0);
    await inSlack.be("Tess Kim");
    await inTeams.button("Issue RSID").waitFor();
    await visit.look("10-tess-channel");
  });

  it("takes a question in Teams to the reseller in both, and the answer in Slack back", async () => {
    await inTeams.goTo("Onboarding");
    await inTeams.hear(/MN: 508J · certificate granted, number P-7104/);
    await visit.look("11-facts");
    await inTeams.press("Need more information");
    await inTeams.fill({ "What do you need to know?": "Which legal name stands on the certificates?" });
    await visit.look("12-ask-inline");
    await inTeams.press("Ask");
    await inTeams.hear(/Waiting for the reseller's answer to Tess Kim's question/);
    await visit.look("13-asked");
    await inSlack.be("Nadia Brooks");
    await heardInBoth(/Tess Kim \(Northline Carrier\) asks before issuing the RSID: “Which legal name/);
    await visit.look("14-question-both");
    await inSlack.openForm("Answer", "Answer");
    await inSlack.fill({ "Your answer": "Lakeside Telephone, Inc., on all of them." });
    await inSlack.send("Send");
    await heardInBoth(/Nadia Brooks answered on .*“Lakeside Telephone, Inc., on all of them.”/);
    await visit.look("15-answered-both");
    await inSlack.be("Tess Kim");
    await inTeams.goTo("Onboarding");
    await inTeams.hear(/Answer of Nadia Brooks: “Lakeside Telephone, Inc., on all of them.”/);
    await visit.look("16-answer-back");
  });

  it("stops an OCN typed for the RSID with all that was typed, and asks once more before the right one", async () => {
    await inTeams.press("Issue RSID");
    await inTeams.fill({ RSID: "508J" });
    await inTeams.press("Review");
    await inTeams.hear(/508J is the reseller's OCN in MN/);
    await visit.look("17-error");
    expect(await inTeams.below("RSID")).toMatch(/508J is the reseller's OCN in MN/);
    expect(await inTeams.value("RSID")).toBe("508J");
    await inTeams.fill({ RSID: "7qx" });
    await inTeams.press("Review");
    await inTeams.hear(/Is this right\?/);
    await visit.look("18-doubt");
    await inTeams.press("Issue 7QX");
    await inTeams.hear(/RSID 7QX issued by Tess Kim/);
    await visit.look("19-issued");
  });

  it("takes the buttons away from every copy of a request that was decided", async () => {
    expect(await inTeams.button("Need more information").count()).toBe(0);
    await inTeams.goTo("New reseller");
    await inTeams.hear(/RSID 7QX issued by Tess Kim/);
    expect(await inTeams.button("Need more information").count()).toBe(0);
    await visit.look("20-issued-channel");
    await inSlack.be("Nadia Brooks");
    await heardInBoth(/RSID 7QX issued by Tess Kim/);
    expect(await inSlack.log.getByRole("button", { name: "Need more information" }).count()).toBe(0);
    await heardInBoth(/Tess Kim.* issued the RSID/);
    await visit.look("21-issued-both");
  });

  it("makes every state ready in both by what the service manager decides in Teams", async () => {
    await inSlack.be("Tess Kim");
    await inTeams.openDialog("What can I do?", "Reseller onboarding");
    await inTeams.press("Accept questionnaire");
    await inTeams.dialog.getByText("Done. It is recorded.").waitFor();
    await visit.look("22-accepted");
    await inTeams.dismiss();
    await inTeams.hear(/Tess Kim.* accepted the Resale Questionnaire/);
    await inTeams.goTo("Onboarding");
    await inTeams.press("Assign centers");
    await inTeams.fill({
      "Billing center": "Carrier billing, Denver",
      "Billing phone": "303-555-0100",
      "Provisioning center": "Wholesale provisioning",
      "Provisioning e-mail": "desk@northline.example",
    });
    await visit.look("23-centers");
    await inTeams.press("Assign");
    await inTeams.hear(/Assigned by Tess Kim/);
    await visit.look("24-assigned");
    await inSlack.be("Tom Okafor");
    await heardInBoth(/Lakeside can order in every state/);
    await heardInBoth(/2 of 2 states ready to order/);
    await heardInBoth(/Every state is ready for its initial order/);
    await visit.look("25-ready-both");
  });

  it("sends the digests of the next business day to both, and the service manager's own once", async () => {
    await visit.page.getByRole("button", { name: "Next business day 09:00" }).click();
    await heardInBoth(/Since the last digest/);
    await visit.look("26-digests");
    await visit.page.getByRole("button", { name: "+1 hour" }).click();
    await visit.page.getByTestId("clock").getByText("10:00").waitFor();
    for (const { log } of [inSlack, inTeams]) expect(await log.getByText("Since the last digest").count()).toBe(1);
    await inSlack.be("Tess Kim");
    await inTeams.goTo("Onboarding");
    await inTeams.hear(/Your resellers: /);
    expect(await inTeams.log.getByText(/Your resellers: /).count()).toBe(1);
    await visit.look("27-desk");
  });
});
