/** Somebody of a company, on whichever platform. */
export interface Member {
  readonly company: string;
  readonly role: string;
}

/** People in the order of the seat list, grouped by company in the order in which companies first appear. */
export function byCompany<One extends Pick<Member, "company">>(
  seats: readonly One[],
): readonly { company: string; seats: readonly One[] }[] {
  const groups = new Map<string, One[]>();
  for (const seat of seats) groups.set(seat.company, [...(groups.get(seat.company) ?? []), seat]);
  return [...groups].map(([company, members]) => ({ company, seats: members }));
}

const tones = ["a", "b", "c", "d"] as const;
export type Tone = (typeof tones)[number];

/** A company keeps its colour everywhere on the page. The colour only repeats what the name beside it says. */
export function toneOf(company: string, people: readonly Pick<Member, "company">[]): Tone {
  const index = byCompany(people).findIndex((group) => group.company === company);
  return tones[(index < 0 ? tones.length - 1 : index) % tones.length] ?? "a";
}

export function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const letters = [words.at(0), words.length > 1 ? words.at(-1) : undefined].map((word) => word?.charAt(0) ?? "");
  return letters.join("").toUpperCase() || "?";
}

/** What the person does, where the company is said beside it anyway: "Regulatory" of "Regulatory, Prairie Telecom". */
export function roleWithin(seat: Member): string {
  if (seat.role === seat.company) return "";
  const suffix = `, ${seat.company}`;
  return seat.role.endsWith(suffix) ? seat.role.slice(0, -suffix.length) : seat.role;
}

/** The role with the company, each said once. */
export const roleAndCompany = (seat: Member): string => [roleWithin(seat), seat.company].filter(Boolean).join(", ");
