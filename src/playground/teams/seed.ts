/** The tenants, people and conversations that the playground's Teams begins with. */
import { createHash } from "node:crypto";
import type { WorldSeed } from "./world.ts";

const CARRIER = "0d1f6c3e-4a52-4b7e-9c21-6f0a3b8e7d10";
const PRAIRIE = "7b2e9a44-1c3d-4f68-8e5b-2a9d0c71f3e2";
const THIRD = "c4f8d215-9e07-4a1b-b6d3-5e82f7a09c41";
const APP = "3e9b7c58-2d64-4f1a-a0b7-91c5d8e6f024";

const SAM = "a1c4e7b0-53d2-4896-8f1e-0b6d9a2c3e11";
const DANA = "b2d5f8c1-64e3-4907-9a2f-1c7eab3d4f22";
const RILEY = "c3e6a9d2-75f4-4a18-ab30-2d8fbc4e5a33";
const TESS = "d4f7bae3-8605-4b29-bc41-3e90cd5f6b44";
const NADIA = "e508cbf4-9716-4c3a-8d52-4fa1de607c55";
const TOM = "f619dc05-a827-4d4b-9e63-50b2ef718d66";
const OMAR = "072aed16-b938-4e5c-af74-61c3f0829e77";

const CARRIER_PEOPLE = [SAM, DANA, RILEY, TESS];
const GENERAL = "19:6f8a1c2d3e4b4a5f9d0c7b8e1a2f3c4d@thread.tacv2";

/**
 * Northline Carrier's tenant has the app. Nadia of Prairie is a guest in it; Tom of Prairie and Omar of Third Line come
 * from tenants of their own into the shared channels, where the bot can't write to them one to one.
 */
export const defaultSeed: WorldSeed = {
  app: { id: APP, name: "Onboarding", tenantId: CARRIER },
  tenants: [
    { id: CARRIER, name: "Northline Carrier", domain: "northline.example" },
    { id: PRAIRIE, name: "Prairie Telecom", domain: "prairie-telecom.example" },
    { id: THIRD, name: "Third Line Inc", domain: "third-line.example" },
  ],
  people: [
    { ...person(SAM, "Sam Ortega", "Service manager", CARRIER), slackSeat: "U0SAM", personalApp: true },
    {
      ...person(DANA, "Dana Whitfield", "Service manager, Sam's delegate", CARRIER),
      slackSeat: "U0DANA",
      personalApp: true,
    },
    {
      ...person(RILEY, "Riley Chen", "Onboarding lead, Teams admin", CARRIER),
      slackSeat: "U0RILEY",
      personalApp: true,
    },
    { ...person(TESS, "Tess Kim", "Service manager", CARRIER), personalApp: true },
    {
      ...person(NADIA, "Nadia Brooks", "Founder, onboarding lead", CARRIER),
      ...{ email: "nadia.brooks@prairie-telecom.example", homeTenantId: PRAIRIE, guest: true, slackSeat: "U0NADIA" },
    },
    { ...person(TOM, "Tom Okafor", "Regulatory", PRAIRIE), slackSeat: "U0TOM" },
    { ...person(OMAR, "Omar Haddad", "Consultant", THIRD), slackSeat: "U0OMAR" },
  ],
  teams: [
    { id: GENERAL, groupId: "5b9c0d1e-2f3a-4b5c-8d6e-7f8091a2b3c4", name: "Reseller onboarding", tenantId: CARRIER },
  ],
  conversations: [
    {
      id: "19:3b7e5f1a9c0d4e2f8a6b1c3d5e7f9a0b@thread.tacv2",
      kind: "channel",
      name: "Prairie Telecom",
      teamId: GENERAL,
      sharedWith: [PRAIRIE, THIRD],
      members: [...CARRIER_PEOPLE, NADIA, TOM, OMAR],
    },
    {
      id: "19:8d2c4b6a0e1f4d3c9b5a7e9f1c3d5b7a@thread.tacv2",
      kind: "channel",
      name: "New reseller",
      teamId: GENERAL,
      sharedWith: [PRAIRIE],
      members: [...CARRIER_PEOPLE, NADIA, TOM],
    },
    {
      id: "19:c1e3a5079b2d4f6e8a0c2e4f6a8b0d1f@thread.v2",
      kind: "groupChat",
      name: "Northline x Prairie",
      members: [SAM, DANA, TESS, NADIA],
    },
    // Where the app is installed for a person, their chat with the bot is there from the start.
    ...CARRIER_PEOPLE.map((id) => ({
      id: personalChatId(APP, id),
      kind: "personal" as const,
      name: "",
      members: [id],
    })),
  ],
};

/** Teams gives every bot ids of its own for the same people and chats; these can't be guessed from the outside either. */
export function personalChatId(appId: string, personId: string): string {
  return `a:1${opaque(`${appId} chat ${personId}`)}`;
}

function person(id: string, name: string, title: string, tenantId: string): WorldSeed["people"][number] {
  const domain = { [CARRIER]: "northline", [PRAIRIE]: "prairie-telecom", [THIRD]: "third-line" }[tenantId];
  const email = `${name.toLowerCase().replace(" ", ".")}@${domain}.example`;
  return { id, teamsId: `29:1${opaque(`${APP} person ${id}`)}`, name, title, tenantId, email };
}

function opaque(text: string): string {
  return createHash("sha384").update(text).digest("base64url");
}
