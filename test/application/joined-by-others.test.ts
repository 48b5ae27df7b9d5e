/** Accounts joined by somebody who knows both or by e-mail address, who never can be one, and what joining and parting brings. */
import { describe, expect, it } from "vitest";
import type { FormRef } from "../../src/views/actions.ts";
import * as commands from "../support/commands.ts";
import { at, FixedClock } from "../support/fixed-clock.ts";
import { KnownPeople } from "../support/known-people.ts";
import {
  asPerson,
  dee,
  gina,
  lena,
  lenaInTeams,
  otis,
  pia,
  rob,
  type Someone,
  sam,
  samInTeams,
} from "../support/people.ts";
import {
  direct,
  elsewhere,
  first,
  formOf,
  otherPlace,
  Running,
  second,
  started,
} from "../support/running-application.ts";
import { joins, mirrored, placeCode, wordsOf } from "../support/two-platforms.ts";
import { buttonsOn, wordsOnCard } from "../support/words-on-card.ts";

const _makesCode = (running: Running, who: Someone) => running.as(who).press({ do: "makeCode", what: "person" });
const _uses = (running: Running, who: Someone, code: string) => running.as(who).command(`link ${code}`, direct);
const told = (running: Running, who: Someone) =>
  running.messenger.standing
    .filter(
      ({ mark, address }) => mark.includes("/joined@") && address.to === "person" && address.account === who.account,
    )
    .map(({ card }) => wordsOnCard(card));
const people = (running: Running) => [...running.world.memory.keys()].filter((id) => id.startsWith("person_"));
const across = "These accounts stand on different sides";

describe("joined by somebody who knows both", () => {
  const ref: FormRef = { form: "joinAccounts", onboarding: first };
  const offers = async (running: Running, who: Someone) => {
    const form = formOf(await running.as(who).press({ do: "open", ref }));
    const there = form.elements.find((element) => "id" in element && element.id === "there");
    return there?.word === "choice" ? there.choices.map(({ value }) => value) : [];
  };

  it("of the carrier, both accounts are told, and whoever did it hears so", async () => {
    const running = await mirrored();
    expect(await offers(running, sam)).toEqual(expect.arrayContaining([lenaInTeams.account, samInTeams.account]));
    const saved = await running.as(sam).submit(ref, { here: lena.account, there: lenaInTeams.account });
    expect(wordsOf(saved)).toBe(
      "Joined: Lena Brandt in Teams and Lena Brandt in Slack are one person here from now on. Both accounts are told.",
    );
    for (const who of [lena, lenaInTeams]) expect(told(running, who)).toHaveLength(1);
    expect(running.messenger.with("/joined@").map(({ card }) => buttonsOn(card).map(({ label }) => label))).toEqual([
      ["Part my accounts"],
      ["Part my accounts"],
    ]);
  });

  it("is for nobody of the reseller's", async () => {
    const running = await mirrored();
    for (const who of [lena, rob, otis]) {
      expect(wordsOf(await running.as(who).press({ do: "open", ref }))).toContain("Only Sam Ortega");
      const sent = await running.as(who).submit(ref, { here: lena.account, there: lenaInTeams.account });
      expect(sent.kind).toBe("refused");
    }
    expect(told(running, lena)).toEqual([]);
  });

  it("joins no two of different sides, none of one platform, and nobody whom the form does not offer", async () => {
    const running = await mirrored();
    const wrong = async (here: Someone, there: Someone) =>
      Object.values(
        formOf(await running.as(sam).submit(ref, { here: here.account, there: there.account })).errors,
      ).join();
    expect(await wrong(sam, lenaInTeams)).toContain(across);
    expect(await wrong(lena, samInTeams)).toContain(across);
    expect(await wrong(lena, rob)).toContain("Pick the account on the other platform");
    expect(await wrong(lena, pia)).toContain("Pick the account on the other platform");
    expect(people(running)).toEqual([]);
  });

  it("the same form sent twice says the same twice", async () => {
    const running = await mirrored();
    const send = () =>
      running.as(sam).submit(ref, { here: lena.account, there: lenaInTeams.account }, "slack:submit:1" as never);
    expect((await Promise.all([send(), send()])).map(({ kind }) => kind)).toEqual(["saved", "saved"]);
    expect((await send()).kind).toBe("saved");
    expect(told(running, lena)).toHaveLength(1);
  });
});

describe("joined by e-mail address", () => {
  const knowing = (...pairs: readonly (readonly [string, ...Someone[]])[]) => {
    const directory = new KnownPeople();
    for (const [email, ...who] of pairs) directory.hasEmail(email, ...who);
    return directory;
  };
  const inTeams = async (directory: KnownPeople, joinByEmail = true) => {
    const running = await started({}, { directory, joinByEmail });
    await running.as(sam).command("status");
    await running.as(samInTeams).command(`link ${await placeCode(running)}`);
    return running;
  };

  it("where the carrier wants it and exactly one named person has it, whatever its capitals", async () => {
    const running = await inTeams(knowing(["lena@prairie.example", lena], ["Lena@Prairie.example", lenaInTeams]));
    expect(formOf(await running.as(lenaInTeams).command("ocn MN")).ref).toMatchObject({ form: "ocn" });
    for (const who of [lena, lenaInTeams]) expect(told(running, who)).toHaveLength(1);
  });

  it("not where the carrier does not want it", async () => {
    const running = await inTeams(knowing(["lena@prairie.example", lena, lenaInTeams]), false);
    expect((await running.as(lenaInTeams).command("ocn MN")).kind).toBe("card");
    expect(people(running)).toEqual([]);
  });

  it("not where nobody named has it, or two have, or the visitor has none", async () => {
    for (const directory of [
      knowing(["lena@prairie.example", lena], ["other@prairie.example", lenaInTeams]),
      knowing(["desk@prairie.example", lena, rob, lenaInTeams]),
      knowing(["lena@prairie.example", lena]),
    ]) {
      const running = await inTeams(directory);
      expect((await running.as(lenaInTeams).command("ocn MN")).kind).toBe("card");
      expect(people(running)).toEqual([]);
    }
  });

  it("not across the two sides, and not where the directory does not answer", async () => {
    const running = await inTeams(knowing(["same@example.com", sam, lenaInTeams]));
    await running.as(lenaInTeams).command("status");
    expect(people(running)).toEqual([]);
    const silent = await inTeams(knowing(["lena@prairie.example", lena, lenaInTeams]));
    silent.directory.down = true;
    expect((await silent.as(lenaInTeams).command("ocn MN")).kind).toBe("card");
    expect(people(silent)).toEqual([]);
  });
});

describe("a service manager's account is never a reseller's", () => {
  /** Lena is joined with a guest's account of the carrier's tenant. */
  async function withGuest(): Promise<Running> {
    const running = await started();
    expect(wordsOf(await joins(running, lena, gina))).toContain("Joined");
    return running;
  }

  it("not by a hand-over to the guest account of somebody of the reseller's", async () => {
    const running = await withGuest();
    const ref: FormRef = { form: "handOver", onboarding: first };
    for (const field of ["serviceManager", "delegate"]) {
      const values = { serviceManager: otis.account, delegate: "", [field]: gina.account };
      expect(formOf(await running.as(sam).submit(ref, values)).errors[field]).toContain("is not of Northline");
    }
    const outcome = await running.does(commands.handOver(asPerson(gina)), sam);
    expect(outcome).toMatchObject({ kind: "invalid", problems: [{ invalid: "bothSides" }] });
  });

  it("not by naming the guest account of somebody of the carrier's for the reseller", async () => {
    const running = await started();
    await joins(running, sam, gina);
    const ref: FormRef = { form: "team", onboarding: first };
    for (const field of ["lead", "regulatory"]) {
      const values = { lead: lena.account, regulatory: "", [field]: gina.account };
      const { errors } = formOf(await running.as(lena).submit(ref, values));
      expect(errors[field]).toMatch(/is of Northline|is not of the reseller's company/);
    }
    const resellerTeam = { lead: asPerson(lena), functions: { billing: asPerson(gina) } };
    const outcome = await running.does({ type: "ChangeResellerTeam", resellerTeam }, lena);
    expect(outcome).toMatchObject({ kind: "invalid", problems: [{ invalid: "bothSides" }] });
  });

  it("not by starting with one human on both sides", async () => {
    const running = await Running.on();
    await joins(running, sam, gina);
    const outcome = await running.does(
      commands.start({ resellerTeam: { lead: asPerson(gina), functions: {} }, reseller: gina.company }),
      sam,
    );
    expect(outcome).toMatchObject({ kind: "invalid", problems: [{ invalid: "bothSides" }] });
  });

  it("nor is a delegate the service manager's own other account", async () => {
    const running = await started();
    await joins(running, sam, samInTeams);
    const outcome = await running.does(commands.handOver(asPerson(sam), asPerson(samInTeams)), dee);
    expect(outcome).toMatchObject({ kind: "invalid", problems: [{ invalid: "delegateIsManager" }] });
  });
});

describe("parted accounts", () => {
  it("are two people again at once, each with its own rights, and can be joined anew", async () => {
    const running = await started();
    await joins(running, lena, lenaInTeams);
    const words = wordsOf(await running.as(lenaInTeams).press({ do: "partAccounts" }, direct));
    expect(words).toContain("were parted");
    expect((await running.as(lenaInTeams).command("ocn MN", direct)).kind).toBe("card");
    expect(formOf(await running.as(lena).command("ocn MN")).ref.form).toBe("ocn");
    expect(wordsOf(await joins(running, lena, lenaInTeams))).toContain("Joined");
  });

  it("stay parted and joined through a restart", async () => {
    let running = await started();
    await joins(running, lena, lenaInTeams);
    running = await running.restarted();
    expect(formOf(await running.as(lenaInTeams).command("ocn MN", direct)).ref.form).toBe("ocn");
    await running.as(lena).press({ do: "partAccounts" });
    running = await running.restarted();
    expect((await running.as(lenaInTeams).command("ocn MN", direct)).kind).toBe("card");
  });
});

describe("a joined service manager's digest", () => {
  const digests = (running: Running) =>
    running.messenger.standing
      .filter(({ mark }) => mark.startsWith("desk_"))
      .map(({ address, card }) => ({ address, words: wordsOnCard(card) }));

  it("is one over the onboardings of both accounts, where they are written to, also on the day they were joined", async () => {
    const running = await started({}, { clock: new FixedClock(at("2026-10-02T17:00:00Z")) });
    const details = { ...commands.start().details, legalName: "Meadow Voice, Inc." };
    await running.does(
      elsewhere({ details, carrierTeam: { serviceManager: asPerson(samInTeams) } }, otherPlace),
      samInTeams,
      second,
    );
    await running.tick(at("2026-10-05T14:00:00Z"));
    expect(digests(running)).toHaveLength(2);
    await joins(running, sam, samInTeams);
    await running.as(sam).press({ do: "preferAccount", account: sam.account });
    await running.tick(at("2026-10-05T15:00:00Z"));
    expect(digests(running)).toHaveLength(2);
    await running.does(commands.certify("MN"), rob);
    await running.does(commands.certify("CO"), rob, second);
    await running.tick(at("2026-10-06T14:00:00Z"));
    const [, , both, ...more] = digests(running);
    expect(more).toEqual([]);
    expect(both?.address).toMatchObject({ to: "person", account: sam.account });
    for (const name of ["Prairie Telecom", "Meadow Voice"]) expect(both?.words).toContain(name);
    await running.as(sam).press({ do: "preferAccount", account: samInTeams.account });
    await running.tick(at("2026-10-06T15:00:00Z"));
    expect(digests(running)).toHaveLength(3);
  });
});
