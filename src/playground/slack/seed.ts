/** The companies, people and channels that the playground begins with. */
import type { WorldSeed } from "./world.ts";

const CARRIER = "T0CARRIER";
const PRAIRIE = "T0PRAIRIE";
const THIRD = "T0THIRD";

const CARRIER_PEOPLE = ["U0SAM", "U0DANA", "U0RILEY"];
const PRAIRIE_PEOPLE = ["U0NADIA", "U0TOM", "U0INES", "U0PAUL"];
const BOT = "U0BOT";

/** Northline Carrier has the app; Prairie Telecom and Third Line sit with it in shared channels and don't. */
export const defaultSeed: WorldSeed = {
  app: { id: "A0ONBOARD", name: "Onboarding", teamId: CARRIER, botUserId: BOT, botId: "B0BOT" },
  teams: [
    { id: CARRIER, name: "Northline Carrier", domain: "northline", appInstalled: true },
    { id: PRAIRIE, name: "Prairie Telecom", domain: "prairie-telecom", appInstalled: false },
    { id: THIRD, name: "Third Line Inc", domain: "third-line", appInstalled: false },
  ],
  users: [
    { id: BOT, teamId: CARRIER, name: "onboarding", realName: "Onboarding", isBot: true },
    person("U0SAM", CARRIER, "Sam Ortega", "Service manager"),
    person("U0DANA", CARRIER, "Dana Whitfield", "Service manager, Sam's delegate"),
    { ...person("U0RILEY", CARRIER, "Riley Chen", "Onboarding lead, workspace admin"), isAdmin: true },
    person("U0NADIA", PRAIRIE, "Nadia Brooks", "Founder, onboarding lead"),
    person("U0TOM", PRAIRIE, "Tom Okafor", "Regulatory"),
    person("U0INES", PRAIRIE, "Ines Duarte", "Ordering and provisioning"),
    { ...person("U0PAUL", PRAIRIE, "Paul Meyer", "Billing"), directMessagesRefusedWith: "user_not_found" },
    { ...person("U0OMAR", THIRD, "Omar Haddad", "Consultant"), directMessagesRefusedWith: "user_not_found" },
  ],
  channels: [
    {
      id: "C0PRAIRIE",
      name: "prairie-telecom",
      kind: "public",
      teamId: CARRIER,
      sharedWith: [PRAIRIE, THIRD],
      members: [BOT, ...CARRIER_PEOPLE, ...PRAIRIE_PEOPLE, "U0OMAR"],
      topic: "Northline × Prairie Telecom",
    },
    {
      id: "C0NEWRES",
      name: "new-reseller",
      kind: "public",
      teamId: CARRIER,
      sharedWith: [PRAIRIE],
      members: [BOT, ...CARRIER_PEOPLE, ...PRAIRIE_PEOPLE],
      topic: "Northline × a new reseller",
    },
    {
      id: "C0DESK",
      name: "wholesale-desk",
      kind: "public",
      teamId: CARRIER,
      members: [BOT, ...CARRIER_PEOPLE],
      topic: "Northline's wholesale group among itself",
    },
    // Where the app is installed, everybody can write it from the start.
    ...CARRIER_PEOPLE.map((id) => ({
      id: id.replace("U", "D"),
      name: "",
      kind: "im" as const,
      teamId: CARRIER,
      members: [id, BOT],
    })),
  ],
};

function person(id: string, teamId: string, realName: string, title: string): WorldSeed["users"][number] {
  const name = realName.toLowerCase().replace(" ", ".");
  return { id, teamId, name, realName, title, email: `${name}@${teamId.slice(2).toLowerCase()}.example` };
}
