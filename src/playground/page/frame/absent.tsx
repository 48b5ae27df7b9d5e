import { type Show, useLinks } from "./address.ts";
import { roleAndCompany } from "./companies.ts";
import { type Person, standInsFor } from "./people.ts";
import { Avatar } from "./person.tsx";
import { platformNames } from "./platform-head.tsx";

interface AbsentProps {
  readonly person: Person;
  readonly from: Show;
  readonly people: readonly Person[];
}

/** Stands where somebody's view of a platform would be that they have no account on. */
export function Absent({ person, from, people }: AbsentProps) {
  const linkTo = useLinks();
  const [first = person.name] = person.name.split(" ");
  const platform = platformNames[from];
  return (
    <div className="absent">
      <Avatar name={person.name} company={person.company} people={people} />
      <h2>
        {first} is not in {platform}
      </h2>
      <p>To see what happens there, be somebody who is:</p>
      <ul>
        {standInsFor(person, from, people).map((other) => (
          <li key={other.id}>
            <a href={linkTo({ seat: other.id })}>
              <Avatar name={other.name} company={other.company} people={people} />
              <span>
                {other.name}
                <small>{roleAndCompany(other)}</small>
              </span>
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
