/** The name and payload of every button and form, spelled once. Adapters carry them as opaque JSON. */
import { z } from "zod";
import { stepIds } from "../domain/checklist.ts";
import type { AccountId, OnboardingId, PlaceId } from "../domain/ids.ts";
import { isStateCode, type StateCode } from "../domain/states.ts";

const onboarding = z
  .string()
  .min(1)
  .max(64)
  .transform((text) => text as OnboardingId);
const state = z
  .string()
  .refine(isStateCode)
  .transform((text) => text as StateCode);
const place = z
  .string()
  .max(300)
  .transform((text) => text as PlaceId);
const account = z
  .string()
  .max(300)
  .transform((text) => text as AccountId);
const step = z.enum(stepIds);
const page = z.number().int().min(0).max(10_000);

export const formNames = [
  "start",
  "details",
  "team",
  "handOver",
  "certification",
  "certificationLines",
  "ocn",
  "ocnLines",
  "questionnaire",
  "documents",
  "returnQuestionnaire",
  "issueRsid",
  "correctRsid",
  "askInformation",
  "giveInformation",
  "centers",
  "course",
  "link",
  "joinAccounts",
  "close",
] as const;
export type FormName = (typeof formNames)[number];

/** What a form carries besides its fields. `agreed` lists the soft notes the person has already said yes to. */
export const formRefSchema = z.object({
  form: z.enum(formNames),
  onboarding: onboarding.optional(),
  state: state.optional(),
  /** The RSID request a decision is about, so that a late press decides nothing else. */
  request: z.number().int().optional(),
  /** Where the form was opened; a start needs it. */
  place: place.optional(),
  /** What its people call it. */
  placeName: z.string().max(100).optional(),
  agreed: z.array(z.string().max(40)).max(30).optional(),
});
export type FormRef = z.infer<typeof formRefSchema>;

export const looks = [
  "status",
  "next",
  "team",
  "history",
  "list",
  "help",
  "training",
  "questionnaire",
  "rsid",
  "centers",
  "certification",
  "ocn",
  "link",
] as const;
export type Look = (typeof looks)[number];

/** Pressed by a person on a card. */
export const actionSchema = z.discriminatedUnion("do", [
  z.object({ do: z.literal("open"), ref: formRefSchema, values: z.record(z.string(), z.string().max(200)).optional() }),
  z.object({ do: z.literal("look"), at: z.enum(looks), onboarding: onboarding.optional(), page: page.optional() }),
  z.object({ do: z.literal("explain"), step, state: state.optional(), onboarding: onboarding.optional() }),
  z.object({ do: z.literal("acceptQuestionnaire"), onboarding }),
  z.object({ do: z.literal("completeCourse"), onboarding, course: z.string().max(40) }),
  z.object({ do: z.literal("dropCourse"), onboarding, course: z.string().max(40) }),
  /** A code that links one more place, or that joins the presser's two accounts. */
  z.object({ do: z.literal("makeCode"), what: z.enum(["place", "person"]), onboarding: onboarding.optional() }),
  z.object({ do: z.literal("unlinkPlace"), onboarding, place }),
  z.object({ do: z.literal("repairPlace"), onboarding, place }),
  z.object({ do: z.literal("preferAccount"), account }),
  z.object({ do: z.literal("partAccounts") }),
]);
export type Action = z.infer<typeof actionSchema>;
