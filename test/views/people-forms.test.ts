/** The forms that name people and states: start, details, the reseller's team, hand-over. */
import { describe, expect, it } from "vitest";
import { timeZone } from "../../src/domain/ids.ts";
import { stateCodes, territory } from "../../src/domain/states.ts";
import type { FormName } from "../../src/views/actions.ts";
import type { FormValues } from "../../src/views/vocabulary.ts";
import { appAccount, fieldsOf, opened } from "../support/a-form.ts";
import { anOnboarding, nothing, type Story } from "../support/an-onboarding.ts";
import { legalName, start } from "../support/commands.ts";
import {
  asPerson,
  colin,
  dee,
  gus,
  lena,
  northline,
  olga,
  otis,
  prairie,
  rob,
  type Someone,
  sam,
  tara,
} from "../support/people.ts";

const fresh = anOnboarding();

interface Hard {
  readonly what: string;
  readonly form: FormName;
  readonly story?: Story;
  readonly values: FormValues;
  readonly field: string;
  readonly sentence: RegExp;
}

const saysBeside = ({ what, form, story, values, field, sentence }: Hard) =>
  it(`${form} says of ${what}, beside the field and only there, and keeps what was typed`, () => {
    const it_ = opened(form, story);
    const errors = it_.errors(values);
    expect(Object.keys(errors)).toEqual([field]);
    expect(errors[field]).toMatch(sentence);
    const again = it_.drawn(values, errors);
    expect(again).toMatchObject({ values, errors });
    expect(fieldsOf(again)).toContain(field);
  });

const started: FormValues = {
  legalName: ` ${legalName} `,
  dba: "",
  states: ["WA", "MN", "CO"],
  every: [],
  negotiationsOn: "",
  firstOrderOn: "",
  timeZone: "America/Chicago",
  serviceManager: sam.account,
  delegate: dee.account,
  lead: lena.account,
  regulatory: rob.account,
  ordering: olga.account,
  provisioning: "",
  billing: "",
};

describe("the start form", () => {
  it("proposes who opens it: the service manager of the carrier, the lead of the reseller", () => {
    expect(opened("start", nothing(), {}, sam).initial).toEqual({
      timeZone: "America/Chicago",
      serviceManager: sam.account,
    });
    expect(opened("start", nothing(), {}, lena).initial).toEqual({ timeZone: "America/Chicago", lead: lena.account });
  });
  it("makes the command, states in their order and the reseller's company from its lead", () => {
    expect(opened("start").command(started)).toEqual(start());
  });
  it("takes sets of states, together with those picked, each once", () => {
    const statesOf = (values: FormValues) => {
      const command = opened("start").command({ ...started, ...values });
      return command.type === "StartOnboarding" ? command.details.states : [];
    };
    expect(statesOf({ states: [], every: ["territory"] })).toEqual([...territory].sort());
    expect(statesOf({ states: ["NY"], every: ["territory"] })).toHaveLength(38);
    expect(statesOf({ states: ["MN"], every: ["all", "territory"] })).toEqual([...stateCodes].sort());
  });
  it("proposes a guest of the carrier's workspace as the lead, since most are the reseller's", () => {
    expect(opened("start", nothing(), {}, gus).initial).toEqual({ timeZone: "America/Chicago", lead: gus.account });
  });
  it("takes a guest as the service manager or the delegate from the carrier's own people only", () => {
    for (const field of ["serviceManager", "delegate"]) {
      const values = { ...started, [field]: gus.account };
      expect(opened("start", nothing(), {}, sam).errors(values)).toEqual({});
      for (const viewer of [lena, gus])
        expect(opened("start", nothing(), {}, viewer).errors(values)).toEqual({
          [field]: expect.stringContaining("only its own people can give a guest this part"),
        });
    }
  });
  it("takes a guest of the carrier's workspace as the lead", () => {
    expect(opened("start").command({ ...started, lead: gus.account })).toMatchObject({ reseller: northline });
  });
  it("keeps plans and d/b/a", () => {
    const plans = { dba: "Prairie Voice", negotiationsOn: "2026-11-02", firstOrderOn: "2026-11-02" };
    expect(opened("start").command({ ...started, ...plans })).toMatchObject({ details: plans });
  });

  const hard: readonly Omit<Hard, "form">[] = [
    { what: "no name", values: { ...started, legalName: " " }, field: "legalName", sentence: /legal name/ },
    { what: "no states", values: { ...started, states: [] }, field: "states", sentence: /at least one state/ },
    {
      what: "an unknown state alone",
      values: { ...started, states: ["ZZ"] },
      field: "states",
      sentence: /at least one/,
    },
    {
      what: "an order before negotiations",
      values: { ...started, negotiationsOn: "2026-11-02", firstOrderOn: "2026-11-01" },
      field: "firstOrderOn",
      sentence: /before negotiations/,
    },
    {
      what: "a day in no calendar",
      values: { ...started, negotiationsOn: "2026-11-31" },
      field: "negotiationsOn",
      sentence: /no such day/,
    },
    { what: "no time zone", values: { ...started, timeZone: "" }, field: "timeZone", sentence: /time zone/ },
    {
      what: "a zone there is not",
      values: { ...started, timeZone: "Mars/Olympus" },
      field: "timeZone",
      sentence: /Mars\/Olympus/,
    },
    {
      what: "no service manager",
      values: { ...started, serviceManager: "" },
      field: "serviceManager",
      sentence: /service manager/,
    },
    {
      what: "a service manager of another company",
      values: { ...started, serviceManager: tara.account },
      field: "serviceManager",
      sentence: /Tara Singh is not of Northline/,
    },
    {
      what: "a delegate of the reseller's",
      values: { ...started, delegate: colin.account },
      field: "delegate",
      sentence: /Colin Weiss is not of Northline/,
    },
    { what: "no lead", values: { ...started, lead: "" }, field: "lead", sentence: /leads/ },
    {
      what: "a lead of the carrier's own people",
      values: { ...started, lead: otis.account },
      field: "lead",
      sentence: /Otis Fry is of Northline/,
    },
    {
      what: "somebody of the carrier's for the reseller's billing",
      values: { ...started, billing: otis.account },
      field: "billing",
      sentence: /Otis Fry is of Northline/,
    },
    {
      what: "an app as the lead",
      values: { ...started, lead: appAccount },
      field: "lead",
      sentence: /Calendar app is an app/,
    },
    {
      what: "somebody nobody knows",
      values: { ...started, billing: "slack:T9:U9" },
      field: "billing",
      sentence: /can't be looked up/,
    },
  ];
  for (const each of hard) saysBeside({ ...each, form: "start" });

  it("shows who can't be where they were picked beside that very field", () => {
    const problems = (values: FormValues) => opened("start").problems({ ...started, ...values }, sam);
    expect(problems({ delegate: sam.account })).toEqual([["delegate", "delegateIsManager"]]);
    expect(problems({ lead: sam.account, regulatory: "", ordering: "" })).toEqual([["lead", "bothSides"]]);
    expect(problems({ billing: dee.account })).toEqual([["billing", "bothSides"]]);
  });
});

describe("the details form", () => {
  it("opens on what stands and makes the same details again", () => {
    const story = fresh.plannedFor("2026-11-02", "2026-12-01");
    const form = opened("details", story);
    expect(form.command(form.initial)).toEqual({ type: "ReviseDetails", details: story.state.details });
  });
  it("offers the onboarding's own time zone where it is none of the usual ones", () => {
    const details = { ...fresh.state.details, timeZone: timeZone("America/Boise") };
    const story = fresh.does({ type: "ReviseDetails", details }, lena);
    const form = opened("details", story);
    const zone = form.drawn(form.initial).elements.find((element) => "id" in element && element.id === "timeZone");
    expect(JSON.stringify(zone)).toContain("America/Boise");
    expect(form.command(form.initial)).toEqual({ type: "ReviseDetails", details });
  });
  saysBeside({
    what: "no states",
    form: "details",
    story: fresh,
    values: { legalName, states: [], timeZone: "UTC" },
    field: "states",
    sentence: /at least one state/,
  });
});

describe("the form of the reseller's team", () => {
  it("opens on the team and makes the same one again", () => {
    const form = opened("team", fresh);
    expect(form.initial).toEqual({ lead: lena.account, regulatory: rob.account, ordering: olga.account });
    expect(form.command(form.initial)).toEqual({
      type: "ChangeResellerTeam",
      resellerTeam: fresh.state.resellerTeam,
      reseller: prairie,
    });
  });
  it("takes helpers of other companies, but not a lead", () => {
    const values = { lead: lena.account, billing: tara.account };
    expect(opened("team", fresh).command(values)).toMatchObject({
      resellerTeam: { functions: { billing: asPerson(tara) } },
    });
  });
  it("says to the reseller's people of a lead of another company, beside the field", () => {
    const errors = opened("team", fresh, {}, lena).errors({ lead: tara.account });
    expect(errors).toEqual({ lead: expect.stringMatching(/Tara Singh is not of the reseller's company/) });
  });
  it("lets the carrier put right a lead of a wrong company", () => {
    const command = opened("team", fresh).command({ lead: tara.account });
    expect(command).toMatchObject({ type: "ChangeResellerTeam", reseller: tara.company });
  });
  saysBeside({ what: "no lead", form: "team", story: fresh, values: { lead: "" }, field: "lead", sentence: /leads/ });
  it("shows the carrier's people beside the fields they were picked in", () => {
    const values = { lead: lena.account, regulatory: "", ordering: sam.account, billing: dee.account };
    expect(opened("team", fresh).problems(values)).toEqual([
      ["ordering", "bothSides"],
      ["billing", "bothSides"],
    ]);
  });
});

describe("the hand-over form", () => {
  it("proposes the delegate, or nobody where there is none", () => {
    expect(opened("handOver", fresh).initial).toEqual({ serviceManager: dee.account });
    expect(opened("handOver", fresh.handedOverTo(otis)).initial).toEqual({});
  });
  it("makes the command", () => {
    const values = { serviceManager: otis.account, delegate: dee.account, briefing: " Colorado is late.\n" };
    expect(opened("handOver", fresh).command(values)).toEqual({
      type: "HandOver",
      serviceManager: asPerson(otis),
      delegate: asPerson(dee),
      briefing: "Colorado is late.",
    });
  });
  saysBeside({
    what: "nobody",
    form: "handOver",
    story: fresh,
    values: { serviceManager: "", delegate: "" },
    field: "serviceManager",
    sentence: /service manager/,
  });
  saysBeside({
    what: "somebody of the reseller's",
    form: "handOver",
    story: fresh,
    values: { serviceManager: otis.account, delegate: rob.account },
    field: "delegate",
    sentence: /Rob Castillo is not of Northline/,
  });
  it("shows the command's own problems beside the right person", () => {
    const problems = (serviceManager: Someone, delegate: Someone, story = fresh) =>
      opened("handOver", story).problems({ serviceManager: serviceManager.account, delegate: delegate.account }, sam);
    expect(problems(otis, otis)).toEqual([["delegate", "delegateIsManager"]]);
    expect(problems(sam, dee)).toEqual([["serviceManager", "samePeople"]]);
    const otisHelps = fresh.does(
      { type: "ChangeResellerTeam", resellerTeam: { lead: asPerson(lena), functions: { billing: asPerson(otis) } } },
      lena,
    );
    expect(problems(dee, otis, otisHelps)).toEqual([["delegate", "bothSides"]]);
    expect(problems(otis, dee, otisHelps)).toEqual([["serviceManager", "bothSides"]]);
  });
});
