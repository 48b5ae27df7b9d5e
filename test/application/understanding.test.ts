/** What people type to the bot, and what it makes of it. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Meaning, nearestSubcommand, understand } from "../../src/application/understanding.ts";

const look = (at: string, state?: string) => ({ means: "look", at, ...(state ? { state } : {}) });
const explain = (step: string, state?: string) => ({ means: "explain", step, ...(state ? { state } : {}) });
const who = (whom: string) => ({ means: "who", whom });
const whyLocked = (step: string) => ({ means: "whyLocked", step });
const stateStatus = (state: string) => ({ means: "stateStatus", state });
const offerOcn = (state: string, ocn: string) => ({ means: "offerOcn", state, ocn });
const offerCertification = (state: string, how = "granted") => ({ means: "offerCertification", state, how });
const unknown = { means: "unknown" };

const table: Readonly<Record<string, readonly (readonly [string, object])[]>> = {
  "what comes next": [
    ["what's next?", look("next")],
    ["What’s next", look("next")],
    ["what is next", look("next")],
    ["next", look("next")],
    ["next steps please", look("next")],
    ["hi, what can I do?", look("next")],
    ["what do we have to do now", look("next")],
    ["What is still missing?", look("next")],
    ["what's left", look("next")],
    ["what do you need from us", look("next")],
    ["anything on the to do list?", look("next")],
  ],
  "why something is locked": [
    ["why is the RSID locked?", whyLocked("rsid")],
    ["Why don't we have our RSID yet", whyLocked("rsid")],
    ["why hasn't the service manager issued the RSID", whyLocked("rsid")],
    ["why are the centers not assigned?", whyLocked("centers")],
    ["we're stuck", whyLocked("rsid")],
    ["is the questionnaire blocked?", whyLocked("questionnaire")],
  ],
  "who is who": [
    ["who is our service manager?", who("serviceManager")],
    ["service manager?", who("serviceManager")],
    ["who's my account manager", who("serviceManager")],
    ["how can I reach the service manager about the RSID", who("serviceManager")],
    ["is there a delegate", who("delegate")],
    ["who leads on the reseller side", who("lead")],
    ["who is the lead?", who("lead")],
    ["whose turn is it?", who("turn")],
    ["who is next", who("turn")],
    ["who has the ball", who("turn")],
    ["are you waiting for us?", who("turn")],
    ["who do I call about billing?", look("centers")],
  ],
  "how something is had": [
    ["how do I get an OCN?", explain("ocn")],
    ["How do I get an OCN in Ohio?", explain("ocn", "OH")],
    ["how do we get certified in MN", explain("certification", "MN")],
    ["certification in Ohio", explain("certification", "OH")],
    ["certification in New York", explain("certification", "NY")],
    ["where do I apply for a CPCN in Washington DC?", explain("certification", "DC")],
    ["what is an RSID", explain("rsid")],
    ["what's an OCN", explain("ocn")],
    ["where do I find the questionnaire?", explain("questionnaire")],
    ["who assigns the centers?", explain("centers")],
    ["tell me about training", explain("training")],
    ["OK, how do I get the certification?", explain("certification")],
    ["HOW DO I GET AN OCN OR AN RSID", explain("ocn")],
  ],
  "where something stands": [
    ["status", look("status")],
    ["where are we", look("status")],
    ["how far are we?", look("status")],
    ["show me the checklist", look("status")],
    ["are we ready to order?", look("status")],
    ["is anything late?", look("status")],
    ["status of Minnesota", stateStatus("MN")],
    ["how is MN doing?", stateStatus("MN")],
    ["Minnesota", stateStatus("MN")],
    ["mn", stateStatus("MN")],
    ["MN?", stateStatus("MN")],
    ["West Virginia?", stateStatus("WV")],
    ["Washington, D.C.", stateStatus("DC")],
    ["Washington", stateStatus("WA")],
    ["can we order in OR yet?", stateStatus("OR")],
    ["what's the OCN for Minnesota?", stateStatus("MN")],
    ["is 508J the OCN for MN?", stateStatus("MN")],
    ["what is our RSID?", look("rsid")],
    ["when do we get the RSID", look("rsid")],
    ["did we get the RSID?", look("rsid")],
    ["what's the status of the questionnaire", look("questionnaire")],
    ["rsid", look("rsid")],
    ["training", look("training")],
    ["history", look("history")],
    ["who changed that", look("history")],
    ["list", look("list")],
    ["all my onboardings", look("list")],
    ["who is on the team?", look("team")],
    ["add a state", look("team")],
    ["start", look("start")],
    ["please start an onboarding here", look("start")],
  ],
  "what has happened": [
    ["the OCN for Minnesota is 508J", offerOcn("MN", "508J")],
    ["MN ocn = 508j", offerOcn("MN", "508J")],
    ["the ocn for Colorado is 123A and for MN 508J", { means: "offerOcnLines", lines: "CO 123A\nMN 508J" }],
    ["ocns: TX 611A, CO 612A", { means: "offerOcnLines", lines: "TX 611A\nCO 612A" }],
    ["our OCNs: New York 714B; North Dakota = 2508", { means: "offerOcnLines", lines: "NY 714B\nND 2508" }],
    ["ocn for Atlantis 508J", { means: "offerOcnSomewhere", ocn: "508J" }],
    ["mn ocn: 508j", offerOcn("MN", "508J")],
    ["MN 508J", offerOcn("MN", "508J")],
    ["NECA gave us 0912 for Colorado", offerOcn("CO", "0912")],
    ["OCN for WA is ABCD", offerOcn("WA", "ABCD")],
    ["the ocn in OK is 50812", offerOcn("OK", "50812")],
    ["can you record 217C as the OCN for CO?", offerOcn("CO", "217C")],
    ["OCN FOR OR IS 217C", offerOcn("OR", "217C")],
    ["Minnesota certification granted", offerCertification("MN")],
    ["we got certified in CO", offerCertification("CO")],
    ["the MN PUC approved our application", offerCertification("MN")],
    ["our certification in Texas was denied by the PUC", offerCertification("TX", "denied")],
    ["we applied for certification in Texas yesterday", offerCertification("TX", "applied")],
    ["our certificate in Colorado has lapsed", offerCertification("CO", "lapsed")],
    ["close the onboarding", look("team")],
    ["we submitted the questionnaire", { means: "offerQuestionnaire" }],
    ["Questionnaire is done!", { means: "offerQuestionnaire" }],
  ],
  "what has not happened": [
    ["the OCN for Minnesota is still missing", look("ocn", "MN")],
    ["the OCN in Ohio is late", look("ocn", "OH")],
    ["the OCN for MN is due 2026-10-02", look("ocn", "MN")],
    ["call NECA at 800-228-8597 about the OCN for MN", look("ocn", "MN")],
    ["we have not got the certification in MN", explain("certification", "MN")],
    ["the questionnaire isn't done", look("questionnaire")],
    ["tell us when the questionnaire is submitted", look("questionnaire")],
  ],
  talk: [
    ["hi", { means: "greeting" }],
    ["HI", { means: "greeting" }],
    ["Hello team!", { means: "greeting" }],
    ["good morning", { means: "greeting" }],
    ["OK thanks!", { means: "thanks" }],
    ["thank you so much", { means: "thanks" }],
    ["", look("help")],
    ["   ", look("help")],
    ["help", look("help")],
    ["?", look("help")],
    ["what can you do", look("help")],
  ],
  "what is none of its business": [
    ["I'll be in OR tomorrow or later", unknown],
    ["OK", unknown],
    ["is that OK with you", unknown],
    ["what is my ID", unknown],
    ["hand me the pen or not, it's ok by me", unknown],
    ["🎉", unknown],
    ["👍🏽👍🏽", unknown],
    ["lunch at 1215?", unknown],
    ["see you on the 2nd", unknown],
    ["the docket in Minnesota has case number 1234 on the cover", unknown],
    ["next week I am on holiday until Friday", unknown],
    ["blah blah blah blah", unknown],
    ["<script>alert(1)</script>", unknown],
    ["x".repeat(3000), unknown],
  ],
};

for (const [subject, rows] of Object.entries(table))
  describe(subject, () => {
    for (const [text, meaning] of rows)
      it(`“${text.slice(0, 60)}”`, () => {
        expect(understand(text)).toEqual(meaning);
      });
  });

describe("a mistyped word", () => {
  const rows = [
    ["staus", "status"],
    ["trainning", "training"],
    ["cert", "certification"],
    ["histroy", "history"],
    ["quesionnaire", "questionnaire"],
    ["lunch", undefined],
    ["x", undefined],
    ["", undefined],
  ] as const;
  for (const [word, nearest] of rows)
    it(`“${word}” is ${nearest ?? "none of them"}`, () => {
      expect(nearestSubcommand(word)).toBe(nearest);
    });
  const near = [
    ["the OCN for Minesota is 508J", offerOcn("MN", "508J")],
    ["ocn for North Dakotta 508J", offerOcn("ND", "508J")],
    ["how do I get an OCN in Pensylvania?", explain("ocn", "PA")],
    ["certification in Conneticut", explain("certification", "CT")],
    ["Missisipi certification was granted", offerCertification("MS")],
    ["how far is Colarado", stateStatus("CO")],
    ["ocn for Ohyo", look("ocn")],
    ["Georgina has an OCN", look("ocn")],
    ["Minesotta", unknown],
  ] as const;
  for (const [text, meaning] of near)
    it(`in “${text}” may be a state`, () => {
      expect(understand(text)).toEqual(meaning);
    });
  it("alone is answered with the nearest right one", () => {
    expect(understand("staus")).toEqual({ means: "unknown", nearest: "status" });
  });
});

describe("whatever is typed", () => {
  it("means something, the same each time", () => {
    const word = fc.oneof(
      fc.constantFrom(
        "OCN",
        "ocn",
        "is",
        "=",
        "the",
        "MN",
        "in",
        "OR",
        "or",
        "508J",
        "why",
        "questionnaire",
        "?",
        "🎉",
      ),
      fc.string({ unit: "binary", maxLength: 10 }),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (typed) => {
        const meaning: Meaning = understand(typed.join(" "));
        expect(understand(typed.join(" "))).toEqual(meaning);
        if (meaning.means === "offerOcn") expect(meaning.ocn).toMatch(/^[0-9A-Z]{3,6}$/);
      }),
      { numRuns: 1000 },
    );
  });
  it("is answered at once, also where it goes on for pages", () => {
    const before = process.cpuUsage();
    for (const text of [
      "ocn ".repeat(20_000),
      "ocn is ".repeat(20_000),
      "a".repeat(100_000),
      "washington d ".repeat(9_000),
    ])
      understand(text);
    // Of the processor's time, which is the same however busy the machine is.
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(1_000);
  });
});
