import { initialsOf, type Member, toneOf } from "./companies.ts";

interface PersonProps {
  readonly name: string;
  readonly company: string;
  readonly people: readonly Pick<Member, "company">[];
}

export function Avatar({ name, company, people, bot = false }: PersonProps & { bot?: boolean }) {
  return (
    <span className={bot ? "avatar avatar-bot" : `avatar tone-${toneOf(company, people)}`} aria-hidden="true">
      {bot ? <BotSign /> : initialsOf(name)}
    </span>
  );
}

const BotSign = () => (
  <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" focusable="false">
    <path
      d="M5 12.5l4.5 4.5L19 7.5"
      fill="none"
      stroke="currentColor"
      strokeWidth="3"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  </svg>
);

export function CompanyBadge({ company, people }: Omit<PersonProps, "name">) {
  return <span className={`company tone-${toneOf(company, people)}`}>{company}</span>;
}
