/** What every form is made of: how it opens, how what was typed is read, and where a problem is shown. */
import type { Right } from "../../domain/authority.ts";
import type { Command } from "../../domain/commands.ts";
import type { Invalid } from "../../domain/decision.ts";
import type { Person } from "../../domain/events.ts";
import {
  type AccountId,
  accountId,
  type CompanyKey,
  type IsoDate,
  type PlaceId,
  parseDate,
  type TimeZone,
} from "../../domain/ids.ts";
import type { FormRef } from "../actions.ts";
import type { Scene } from "../scene.ts";
import type { Choice, FormElement, FormValues } from "../vocabulary.ts";
import { sentenceOfDateProblem } from "../wording.ts";

/** A person as the directory knows them. */
export interface KnownPerson extends Person {
  readonly company: CompanyKey;
  readonly bot: boolean;
  /** A guest of the workspace: not the company's own. */
  readonly guest: boolean;
  /** Companies that they belong to as more than a guest, by any account of theirs. */
  readonly companies: readonly CompanyKey[];
}

export interface FormContext {
  readonly ref: FormRef;
  /** Absent before an onboarding is started. */
  readonly scene: Scene | undefined;
  readonly today: IsoDate;
  readonly timeZone: TimeZone;
  readonly carrierName: string;
  /** The company that installed the bot. */
  readonly carrier: CompanyKey;
  /** The carrier's company on every platform. */
  readonly carriers: readonly CompanyKey[];
  /** People on the other platform who can be named: the carrier's, and those who take part for the reseller. */
  readonly elsewhere: {
    readonly carrier: readonly Choice[];
    readonly reseller: readonly Choice[];
    /** Those of them who have an account here as well, and are picked by that one. */
    readonly alsoHere: readonly string[];
  };
  readonly place: PlaceId | undefined;
  readonly viewer: Person;
  /** Whose side the viewer is on, where there is an onboarding. */
  readonly side: "carrier" | "reseller" | "none";
  /** The viewer is the carrier's own, and no guest of it. */
  readonly ofCarrier: boolean;
  /** People named in the form, looked up before it is read. */
  readonly person: (account: AccountId) => KnownPerson | undefined;
  /** For things that need a new id. */
  readonly newId: () => string;
}

/** What a form asks for that is about people and places before it is about one onboarding. */
export type Errand =
  | { readonly type: "UseCode"; readonly code: string; readonly place?: PlaceId; readonly placeName?: string }
  | { readonly type: "JoinAccounts"; readonly accounts: readonly [AccountId, AccountId] };

export type Read =
  | { readonly ok: true; readonly command: Command | Errand }
  | { readonly ok: false; readonly errors: Readonly<Record<string, string>> };

export interface FormSpec {
  readonly command: Right;
  readonly title: string;
  readonly submit: string;
  readonly initial: (context: FormContext) => FormValues;
  readonly elements: (context: FormContext, values: FormValues) => readonly FormElement[];
  readonly read: (context: FormContext, values: FormValues) => Read;
  /** The field beside which a problem of the command is shown, given what was typed. */
  readonly fieldOf: (invalid: Invalid, values: FormValues) => string;
  /** Fields that hold people, to be looked up before reading. */
  readonly people?: readonly string[];
}

/** The scene of a form that only opens on an existing onboarding. */
export function sceneIn(context: FormContext): Scene {
  if (!context.scene) throw new Error(`The form ${context.ref.form} was opened without an onboarding.`);
  return context.scene;
}

/** An employer's number or a social security number: what is sent here is read by two companies, and stays in the history. */
const taxId = /(?<![\w-])(?:\d{2}-\d{7}|\d{3}-\d{2}-\d{4})(?![\w-])/;
const neverHere = "This has what looks like a tax id in it. Those go into the questionnaire only; take it out here.";

/** Collects what was typed, field by field, and what is wrong with it. */
export class Reading {
  readonly errors: Record<string, string> = {};
  private readonly values: FormValues;
  constructor(values: FormValues) {
    this.values = values;
  }

  /** The trimmed text; "" where nothing was typed. */
  text(id: string): string {
    const value = this.values[id];
    const text = typeof value === "string" ? value.trim() : "";
    if (taxId.test(text)) this.fail(id, neverHere);
    return text;
  }

  /** The text, or an error where it is empty. */
  required(id: string, sentence: string): string {
    const text = this.text(id);
    if (text === "") this.fail(id, sentence);
    return text;
  }

  list(id: string): readonly string[] {
    const value = this.values[id];
    return typeof value === "string" ? (value === "" ? [] : [value]) : (value ?? []);
  }

  date(id: string): IsoDate | undefined {
    const text = this.text(id);
    if (text === "") return undefined;
    const parsed = parseDate(text);
    if (parsed.ok) return parsed.value;
    this.fail(id, sentenceOfDateProblem[parsed.problem]);
    return undefined;
  }

  /** The date, or an error where there is none. */
  requiredDate(id: string, sentence: string): IsoDate {
    const date = this.date(id);
    if (!date && !this.errors[id]) this.fail(id, sentence);
    return date ?? ("" as IsoDate);
  }

  person(id: string, context: FormContext, missing?: string): KnownPerson | undefined {
    const account = this.text(id);
    if (account === "") {
      if (missing) this.fail(id, missing);
      return undefined;
    }
    const known = context.person(accountId(account));
    if (!known)
      this.fail(id, "This person can't be looked up just now. Pick them again, or try once more in a minute.");
    else if (known.bot) this.fail(id, `${known.name} is an app. Pick a person.`);
    return known;
  }

  fail(id: string, sentence: string): void {
    this.errors[id] ??= sentence;
  }

  done(command: () => Command | Errand): Read {
    return Object.keys(this.errors).length === 0
      ? { ok: true, command: command() }
      : { ok: false, errors: this.errors };
  }
}

/** Of the carrier as more than a guest, by any account of theirs. */
export const isOfCarrier = ({ companies }: KnownPerson, { carriers }: Pick<FormContext, "carriers">): boolean =>
  companies.some((company) => carriers.includes(company));

/** Of another company, by any account of theirs. */
export const isOfOthers = ({ companies }: KnownPerson, { carriers }: Pick<FormContext, "carriers">): boolean =>
  companies.some((company) => !carriers.includes(company));

/** A person without what only the directory needs. */
export const asPerson = ({ account, name }: Person): Person => ({ account, name });

/** Leaves a member out instead of setting it to nothing. */
export const optional = <K extends string, V>(key: K, value: V | undefined | ""): Partial<Record<K, V>> =>
  value === undefined || value === "" ? {} : ({ [key]: value } as Record<K, V>);

/** Lengths of typed text, so that every view stays within what both platforms carry. */
export const lengths = { name: 100, short: 80, document: 70, reason: 1000, link: 500, lines: 3000 } as const;
