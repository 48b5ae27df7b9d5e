import { describe, expect, it } from "vitest";
import { valuesOf } from "../../../src/adapters/teams/form-values.ts";
import { renderForm } from "../../../src/adapters/teams/forms.ts";
import { accountId } from "../../../src/domain/ids.ts";
import type { Form, FormElement } from "../../../src/views/vocabulary.ts";
import { aForm } from "./support/a-form.ts";

const nobody = () => undefined;
const fieldsOf = (element: FormElement, values: Form["values"]) =>
  renderForm(aForm([element], { values }), { in: "dialog", instance: "i1" }).payload.card.body;

describe("what was typed", () => {
  const sent = (values: object, n: readonly string[] = []) =>
    valuesOf({ f: { form: "ocn" }, i: "i1", n, ...values }, nobody);

  it("is read from every kind of input, under its field's id", () =>
    expect(
      sent({
        "text-line": "508J",
        "text-lines": "a\r\nb",
        "date-day": "2026-10-02",
        "choice-one": "a",
        "several-some": "a,b",
        "person-who": "aad-sam",
        "person-elsewhere": "slack:T1:U1",
        "person-here": "teams:tenant:aad-dee",
      }),
    ).toEqual({
      line: "508J",
      lines: "a\nb",
      day: "2026-10-02",
      one: "a",
      some: ["a", "b"],
      who: "teams:?:aad-sam",
      elsewhere: "slack:T1:U1",
      here: "teams:tenant:aad-dee",
    }));
  it("is empty where an input of the form did not come back", () =>
    expect(sent({}, ["text-line", "several-some", "person-who", "date-day"])).toEqual({
      line: "",
      some: [],
      who: "",
      day: "",
    }));
  it("names a person whom the directory knows by their own company", () =>
    expect(valuesOf({ "person-who": "aad-sam" }, (aad) => accountId(`teams:tenant:${aad}`))).toEqual({
      who: "teams:tenant:aad-sam",
    }));
  it("is never taken for what the button carries, nor the other way round", () => {
    expect(sent({ a: "x", "__proto__-x": "y", "text-__proto__": "z", strange: "s", "text-": "t" })).toEqual(
      Object.fromEntries([["__proto__", "z"]]),
    );
    expect(valuesOf(undefined, nobody)).toEqual({});
    expect(valuesOf({ "text-a": { deep: 1 } }, nobody)).toEqual({ a: "" });
  });
  it.each([
    ["with commas", ["Tariff, draft", "100% sure, %2C", ","]],
    ["plain", ["CO", "MN"]],
  ])("comes back as it was offered: several values %s", (_, values) => {
    const element: FormElement = {
      word: "ticks",
      id: "f",
      label: "F",
      choices: values.map((value) => ({ value, label: value })),
    };
    const [drawn] = fieldsOf(element, { f: values });
    expect(drawn).toMatchObject({ type: "Input.ChoiceSet" });
    const { id = "", value } = drawn as { id?: string; value?: string };
    expect(valuesOf({ [id]: value }, nobody)).toEqual({ f: values });
  });
});
