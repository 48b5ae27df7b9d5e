/** What holds for every form alike. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formNames, formRefSchema } from "../../src/views/actions.ts";
import { askAgain, forms } from "../../src/views/forms/forms.ts";
import type { FormValues } from "../../src/views/vocabulary.ts";
import { wordsOf } from "../../src/views/vocabulary.ts";
import { appAccount, fieldsOf, opened } from "../support/a-form.ts";
import { anOnboarding, aReadyOnboarding, nothing } from "../support/an-onboarding.ts";
import { lena, sam, tara } from "../support/people.ts";

const halfway = anOnboarding().certifiedIn("CO").withOcn("CO", "217C").withQuestionnaireSubmitted("Tariff");
const stories = [
  anOnboarding(),
  halfway,
  halfway.withQuestion(),
  halfway.withQuestionnaireReturned(),
  aReadyOnboarding(),
];

for (const name of formNames)
  describe(`the ${name} form`, () => {
    const all = (name === "start" ? [nothing()] : stories).map((story) => opened(name, story, { request: 1 }));

    it("opens wherever the onboarding stands, each field once and labelled", () => {
      for (const form of all) {
        const drawn = form.drawn(form.initial);
        const fields = fieldsOf(drawn);
        expect(new Set(fields).size).toBe(fields.length);
        for (const element of drawn.elements)
          if ("label" in element && "id" in element) expect(element.label).toMatch(/\S/);
        expect(formRefSchema.safeParse(drawn.ref).success).toBe(true);
      }
    });
    it("proposes only what its own fields offer", () => {
      for (const form of all) {
        const drawn = form.drawn(form.initial);
        for (const element of drawn.elements) {
          if (element.word !== "choice" && element.word !== "choices" && element.word !== "ticks") continue;
          const proposed = [form.initial[element.id] ?? []].flat();
          const offered = element.choices.map((choice) => choice.value);
          for (const value of proposed) expect(offered, element.id).toContain(value);
        }
      }
    });
    it("sent empty says what is missing, beside fields it has, in whole sentences", () => {
      for (const form of all) {
        const errors = form.errors({});
        const fields = fieldsOf(form.drawn({}));
        for (const [field, sentence] of Object.entries(errors)) {
          if (fields.length > 0 && name !== "documents") expect(fields).toContain(field);
          expect(sentence).toMatch(/^[A-Z].*[.?]$|https:\/\/$/s);
          expect(sentence).not.toContain("undefined");
        }
      }
    });
    it("never throws, whatever is sent, and keeps it", () => {
      const ids = ["state", "status", "ocn", "rsid", "lines", "on", "states", "every", "documents", "timeZone"];
      const fields = [...new Set([...ids, ...all.flatMap((form) => fieldsOf(form.drawn(form.initial)))])];
      const typed = fc.oneof(
        fc.constantFrom("", "MN", "granted", "assigned", "requested", "constructor", "__proto__", "2026-10-02", "508J"),
        fc.constantFrom<string>(lena.account, sam.account, tara.account, appAccount, "America/Chicago"),
        fc.string({ unit: "binary", maxLength: 20 }),
      );
      const values: fc.Arbitrary<FormValues> = fc.dictionary(
        fc.constantFrom(...fields),
        fc.oneof(typed, fc.array(typed, { maxLength: 3 })),
        { maxKeys: fields.length },
      );
      fc.assert(
        fc.property(fc.constantFrom(...all), values, (form, sent) => {
          const read = forms[name].read(form.context, sent);
          if (!read.ok) expect(Object.keys(read.errors).length).toBeGreaterThan(0);
          else expect(read.command.type).toBe(name === "link" ? "UseCode" : forms[name].command);
          expect(form.drawn(sent, read.ok ? {} : read.errors).values).toBe(sent);
        }),
        { numRuns: 150 },
      );
    });
  });

describe("“are you sure?”", () => {
  const values = { state: "MN", status: "assigned", ocn: "A1O4", category: "CLEC", notifiedOn: "2026-10-02" };
  const doubts = [
    { doubt: "otherCategory", state: "MN", category: "CLEC" },
    { doubt: "letterO", state: "MN", ocn: "A1O4" },
  ] as const;
  const wordsIn = (form: ReturnType<typeof askAgain>) =>
    form.elements.flatMap((element) => ("text" in element ? [wordsOf(element.text)] : [])).join("\n");

  it("comes before the same form with everything typed, says each doubt, and names the button that says yes", () => {
    const { context, drawn } = opened("ocn", halfway);
    const asked = askAgain(context, values, doubts);
    expect(asked.values).toBe(values);
    expect(fieldsOf(asked)).toEqual(fieldsOf(drawn(values)));
    expect(wordsIn(asked)).toContain("CLEC");
    expect(wordsIn(asked)).toContain("Is it a zero?");
    expect(wordsIn(asked)).toContain(asked.submit);
    expect(asked.submit).not.toBe(drawn(values).submit);
  });
  it("is kept in the form, so that sending it unchanged goes through", () => {
    const { context } = opened("ocn", halfway);
    expect(askAgain(context, values, doubts).ref.agreed).toHaveLength(2);
  });
  it("about fifty states is told in a few lines that still name every state", () => {
    const many = ["AL", "AZ", "AR", "CO", "FL", "GA"] as const;
    const { context } = opened("ocnLines", halfway);
    const asked = askAgain(
      context,
      { lines: "" },
      many.map((state) => ({ doubt: "ocnBeforeCertification", state })),
    );
    for (const state of many) expect(wordsIn(asked)).toMatch(new RegExp(`\\b${state}\\b`));
    expect(asked.elements.filter((element) => element.word === "paragraph").length).toBeLessThan(6);
  });
  it("about an RSID shows the code on the button, for issuing and for correcting", () => {
    for (const name of ["issueRsid", "correctRsid"] as const) {
      const { context } = opened(name, halfway);
      const asked = askAgain(context, { rsid: " pt7 " }, [{ doubt: "lookAtFacts", rsid: "PT7" }]);
      expect(asked.submit).toContain("PT7");
      if (name === "correctRsid") expect(`${asked.submit} ${wordsIn(asked)}`).not.toMatch(/\bissue\b/i);
    }
  });
});
