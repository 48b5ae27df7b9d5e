/**
 * The main line in a real browser against the real product: from `/onboard` to every state ready to order, played by
 * the people of both companies on one page. The steps build on each other, as they do for a visitor.
 */
import { describe, expect, it } from "vitest";
import { standOnEachOther } from "./support/steps.ts";
import { visiting, visitPatienceMs } from "./support/visit.ts";
import type { Visitor } from "./support/visitor.ts";

const phone = { width: 375, height: 740 };
const desktop = { width: 1280, height: 860 };

describe("a visitor without documentation", { timeout: visitPatienceMs }, () => {
  let you: Visitor;
  const visit = visiting("journey", { viewport: desktop }, () => {
    you = visit.inSlack;
  });

  const keys = (...typed: readonly string[]) => visit.page.keyboard.type(typed.join(""));
  const press = (key: string) => visit.page.keyboard.press(key);

  standOnEachOther();

  it("starts an onboarding in the empty channel without touching a mouse", async () => {
    await visit.page.getByRole("heading", { name: "#new-reseller is empty" }).waitFor();
    await you.tabTo("Message #new-reseller");
    await keys("/onboard");
    await press("Enter");
    await visit.page.getByRole("dialog", { name: "Start an onboarding" }).waitFor();
    await keys("Lakeside Telephone, Inc.");
    await you.tabTo("Doing business as");
    await keys("Lakeside");
    await you.tabTo("States");
    for (const state of ["Minnesota", "Colorado", "Washington"]) {
      await keys(state);
      await press("Enter");
    }
    for (const [field, person] of [
      ["Delegate", "Dana"],
      ["Reseller's lead", "Nadia"],
      ["Regulatory", "Tom"],
    ] as const) {
      await you.tabTo(field);
      await keys(person);
      await press("Enter");
    }
    await you.tabTo("Start");
    await press("Enter");
    await you.hear(/Sam Ortega started the onboarding of Lakeside Telephone, Inc\. in CO, MN, WA/);
    await you.isTaken();
    expect(await visit.page.getByRole("heading", { level: 1 }).textContent()).toBe("#new-reseller");
    await you.hear(/0 of 3 states ready to order/);
  });

  it("records certifications by the reseller's own people, who have buttons only", async () => {
    await you.be("Tom Okafor");
    await you.openForm("Record certification", "Certification");
    await you.choose("Minnesota (MN)", "Minnesota Public Utilities Commission");
    await you.fill({ "Certificate number": "P-7104", "Effective date": await you.daysAgo(30) });
    await you.send("Save");
    await you.hear(/Tom Okafor recorded the certification for Minnesota: certificate granted, number P-7104/);

    await you.openForm("Record certification", "Certification");
    await you.choose("Applied for", "Applied on");
    await you.fill({ "Applied on": await you.daysAgo(10), Docket: "26A-0412T" });
    await you.send("Save");
    await you.hear(/certification for Colorado: applied for on/);
  });

  it("records a step on a phone", async () => {
    await visit.page.setViewportSize(phone);
    await you.openForm("Record certification for WA", "Certification");
    await you.fill({ "Certificate number": "UT-260411", "Effective date": await you.daysAgo(20) });
    await you.send("Save");
    await you.hear(/certification for Washington: certificate granted/);
    const overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
    expect(await visit.page.evaluate<number>(overflow)).toBe(0);
    await visit.page.setViewportSize(desktop);
  });

  it("says an OCN in plain words, and keeps all that was typed beside an error", async () => {
    await you.type("@Onboarding the OCN for Minnesota is 508J");
    await visit.page.getByRole("button", { name: "1 reply" }).last().click();
    await visit.page.getByRole("button", { name: "Check and save" }).click();
    await you.dialog.waitFor();
    expect(await you.value("OCN")).toBe("508J");
    const notifiedOn = await you.daysAgo(5);
    const link = "https://files.example/neca.pdf";
    await you.fill({ OCN: "508", "Date of NECA's notification": notifiedOn, "Link to NECA's notification": link });
    await you.dialog.getByRole("button", { name: "Save" }).click();
    expect(await you.complaintOf("OCN")).toMatch(/An OCN has exactly four characters/);
    expect(await you.value("OCN")).toBe("508");
    expect(await you.value("Date of NECA's notification")).toBe(notifiedOn);
    expect(await you.value("Link to NECA's notification")).toBe(link);
    await you.fill({ OCN: "508J" });
    await you.send("Save");
    await you.hear(/Tom Okafor recorded the OCN for Minnesota: 508J/);
  });

  it("pastes the other OCNs, and is asked about a letter that may be a zero", async () => {
    const on = await you.daysAgo(4);
    await you.press("What can I do?");
    await you.hear(/You can do now/);
    await you.openForm("Paste several states", "OCNs, several at once");
    await you.fill({ "One line for each state": `CO 62OA LRSL ${on}\nWA 622 LRSL ${on}` });
    await you.dialog.getByRole("button", { name: "Save all" }).click();
    expect(await you.complaintOf("One line for each state")).toMatch(/Line 2 \(WA 622 .*exactly four characters/);
    await you.fill({ "One line for each state": `CO 62OA LRSL ${on}\nWA 622X LRSL ${on}` });
    await you.dialog.getByRole("button", { name: "Save all" }).click();
    await you.dialog.getByText("Are you sure?").waitFor();
    await you.dialog.getByText("CO: 62OA has the letter O in it. Is it a zero?").waitFor();
    await you.send("Save anyway");
    await you.hear(/All OCNs are in/);
  });

  it("submits the questionnaire, which asks the service manager for the RSID", async () => {
    await you.be("Nadia Brooks");
    await you.openForm("Questionnaire submitted", "Questionnaire submitted");
    expect(await you.value("Submitted by")).toBe("Nadia Brooks");
    await you.fill({ "Confirmation number": "RQ-88412", "Documents still owed": "Proof of insurance" });
    await you.send("Save");
    await you.hear(/That unlocks the RSID: Sam Ortega \(Northline Carrier\) has been asked/);
    await you.press("Issue RSID");
    await you.hear(/Only Sam Ortega \(service manager, Northline Carrier\).* can issue the RSID/);
  });

  it("asks the reseller for more information, and gets the request back with the answer", async () => {
    await you.be("Sam Ortega");
    await you.goToMessagesWithBot();
    await you.hear(/Documents still owed: Proof of insurance/);
    await you.openForm("Need more information", "More information");
    await you.fill({ "What do you need to know?": "Which legal name stands on the certificates?" });
    await you.send("Ask");
    await you.be("Nadia Brooks");
    await you.openForm("Answer", "Answer");
    await you.fill({ "Your answer": "Lakeside Telephone, Inc., on all of them." });
    await you.send("Send");
    await you.be("Sam Ortega");
    await you.hear(/Answer of Nadia Brooks: “Lakeside Telephone, Inc., on all of them.”/);
  });

  it("is stopped at an OCN typed for the RSID, and looks once more before issuing the right one", async () => {
    await you.openForm("Issue RSID", "Issue RSID");
    await you.fill({ RSID: "508J" });
    await you.dialog.getByRole("button", { name: "Review" }).click();
    expect(await you.complaintOf("RSID")).toMatch(/508J is the reseller's OCN in MN/);
    await you.fill({ RSID: "7qx" });
    await you.dialog.getByRole("button", { name: "Review" }).click();
    await you.dialog.getByText("Is this right?").waitFor();
    await you.dialog.getByText("confirmation RQ-88412").waitFor();
    await you.send("Issue 7QX");
    await you.hear(/RSID 7QX issued by Sam Ortega/);
  });

  it("accepts the questionnaire once, whoever presses again", async () => {
    // What is for her eyes only stays as it was, also when the messages of all have lost the button.
    await you.be("Dana Whitfield");
    await you.goTo("new-reseller");
    await you.press("What can I do?");
    await you.hear(/Only visible to you/);
    await you.be("Sam Ortega");
    await you.goTo("new-reseller");
    await you.press("Accept questionnaire");
    await you.hear(/Sam Ortega accepted the Resale Questionnaire/);
    await you.be("Dana Whitfield");
    await you.goTo("new-reseller");
    await you.press("Accept questionnaire");
    await you.hear(/already accepted, by Sam Ortega/);
  });

  it("assigns the centers, and the last certification makes every state ready", async () => {
    await you.openForm("Assign centers", "Assign centers");
    await you.fill({ "Billing center": "Carrier billing, Denver", "Billing phone": "303-555-0100" });
    await you.fill({
      "Provisioning center": "Wholesale provisioning",
      "Provisioning e-mail": "desk@northline.example",
    });
    await you.send("Assign");
    await you.hear(/MN, WA are now ready for the initial order/);
    await you.be("Tom Okafor");
    await you.openForm("Record decision for CO", "Certification");
    await you.fill({ "Certificate number": "C26-0981", "Effective date": await you.daysAgo(3) });
    await you.send("Save");
    await you.hear(/That was the last one: Lakeside can order in every state/);
    await you.hear(/Every state is ready for its initial order/);
    await you.hear(/3 of 3 states ready to order/);
  });

  it("finds everything again after a restart", async () => {
    expect(await visit.restart()).toBe(0);
    await you.goTo("new-reseller");
    await you.hear(/Every state is ready for its initial order/);
    await you.type("/onboard history");
    await you.hear(/Sam Ortega issued the RSID 7QX/);
    await you.hear(/Nadia Brooks answered: “Lakeside Telephone, Inc., on all of them.”/);
  });

  it("begins anew with --fresh", async () => {
    expect(await visit.restart("--fresh")).toBe(0);
    await you.goTo("new-reseller");
    await visit.page.getByRole("heading", { name: "#new-reseller is empty" }).waitFor();
    await you.goTo("prairie-telecom");
    await you.hear(/Tom Okafor recorded the OCN for Minnesota: 508J/);
  });
});
