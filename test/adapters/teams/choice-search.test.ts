import { describe, expect, it } from "vitest";
import { searched } from "../../../src/adapters/teams/choice-search.ts";
import { valuesOf } from "../../../src/adapters/teams/form-values.ts";
import { type FormView, renderForm } from "../../../src/adapters/teams/forms.ts";
import { limits } from "../../../src/adapters/teams/limits.ts";
import type { Form, FormElement } from "../../../src/views/vocabulary.ts";
import { faultsOfCard } from "../../support/adaptive-cards.ts";
import { aForm } from "./support/a-form.ts";

const inDialog: FormView = { in: "dialog", instance: "i1" };
const nobody = () => undefined;
const bodyOf = (form: Form) => renderForm(form, inDialog).payload.card.body;
const fieldsOf = (element: FormElement, values: Form["values"] = {}) =>
  bodyOf(aForm([element], { values })).filter(({ type }) => type !== "ActionSet");

describe("a list too long for the card", () => {
  const people = Array.from({ length: 100 }, (_, n) => ({
    value: `slack:T0NORTHLINE:U${String(n).padStart(10, "0")}`,
    label: `Colleague Number ${n} of a company with quite a long name (Slack)`,
  }));
  const field = (id: string): FormElement => ({ word: "person", id, label: "Lead", elsewhere: people });
  const person = (value: string) =>
    fieldsOf(field("lead"), { lead: value }).filter(({ type }) => type === "Input.ChoiceSet");
  const many = (values: Form["values"] = {}) =>
    bodyOf(aForm(["lead", "delegate", "billing"].map(field), { values })).filter(
      ({ id }) => id?.endsWith("-lead") === true,
    );
  const asked = { type: "Data.Query", dataset: 'choices?{"f":{"form":"ocn"},"q":"lead"}' };

  it("is sent along as long as it fits", () => expect(person("")).toMatchObject([{ choices: { length: 100 } }]));
  it("is asked for in a field of its own, beside Teams' own picker", () => {
    expect(many()).toMatchObject([
      { id: "person-lead", "choices.data": { dataset: "graph.microsoft.com/users?scope=currentContext" } },
      { id: "elsewhere-lead", choices: [], "choices.data": asked },
    ]);
    expect(faultsOfCard(renderForm(aForm([field("lead")]), inDialog).payload.card)).toEqual([]);
  });
  it("keeps who is picked in the field where they were picked", () => {
    const [here, elsewhere] = many({ lead: people[7]?.value ?? "" });
    expect(here).not.toHaveProperty("value");
    expect(elsewhere).toMatchObject({
      id: "elsewhereNow-lead",
      value: people[7]?.value,
      choices: [{ title: people[7]?.label }],
    });
    const [own, other] = many({ lead: "teams:tenant:aad-sam" });
    expect(own).toMatchObject({ value: "aad-sam" });
    expect(other).not.toHaveProperty("value");
  });
  it.each<[string, Record<string, string>, string]>([
    ["nobody was picked in either", { "person-lead": "", "elsewhere-lead": "" }, ""],
    [
      "somebody elsewhere takes the place of one of Teams",
      { "elsewhere-lead": "slack:T:U1", "person-lead": "a" },
      "slack:T:U1",
    ],
    [
      "one of Teams takes the place of somebody elsewhere",
      { "person-lead": "a", "elsewhereNow-lead": "slack:T:U1" },
      "teams:?:a",
    ],
    ["somebody elsewhere stays", { "person-lead": "", "elsewhereNow-lead": "slack:T:U1" }, "slack:T:U1"],
  ])("is read as one person: %s", (_, values, lead) => expect(valuesOf(values, nobody)).toEqual({ lead }));

  it("of a plain choice is asked for in its place, with what is chosen now", () => {
    const choice: FormElement = { word: "choice", id: "lead", label: "There", choices: [...people, ...people] };
    const values = { lead: people[3]?.value ?? "" };
    const [drawn] = bodyOf(aForm([choice], { values }));
    expect(drawn).toMatchObject({ id: "choice-lead", choices: [{ title: people[3]?.label }], "choices.data": asked });
  });

  const formOf = async (ref: Form["ref"]) => ({ ...aForm([field("lead")]), ref });
  const search = async (dataset: string, queryText: string) =>
    (await searched(formOf, { dataset, queryText })).value.results;
  it("is found by the beginnings of its words, as many as Teams shows", async () => {
    expect(await search(asked.dataset, "coll 42")).toEqual([{ title: people[42]?.label, value: people[42]?.value }]);
    expect(await search(asked.dataset, "")).toHaveLength(limits.choices.found);
    expect(await search(asked.dataset, "olleague")).toEqual([]);
  });
  it.each(["choices?{", "choices?{}", "graph.microsoft.com/users", 'choices?{"f":{"form":"none"},"q":"lead"}'])(
    "is not found by a name that is none of ours: %s",
    async (dataset) => expect(await search(dataset, "coll")).toEqual([]),
  );
  it("that is empty says so, since an empty list cannot be drawn", () => {
    const [only] = fieldsOf({ word: "choice", id: "f", label: "There", choices: [] });
    expect(JSON.stringify(only)).toContain("There is nothing to choose from yet.");
  });
});
