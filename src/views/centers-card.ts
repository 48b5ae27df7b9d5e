/** Asks the service manager to assign the centers; afterwards says who did. */
import { hasBothCenters, statesWithout } from "../domain/progress.ts";
import { deciders, openForm } from "./buttons.ts";
import { codes, moment } from "./naming.ts";
import { resellerName, type Scene } from "./scene.ts";
import { type Card, code, mention, say } from "./vocabulary.ts";

export function centersCard({ onboarding, carrierName }: Scene, holder: string | undefined): Card {
  const name = resellerName(onboarding);
  const manager = onboarding.carrierTeam.serviceManager;
  const heading = { word: "heading", text: `Centers for ${name}` } as const;
  const without = statesWithout(onboarding, (state) => hasBothCenters(onboarding, state));
  const last = onboarding.centers.at(-1);
  const zone = onboarding.details.timeZone;
  if (onboarding.closed)
    return {
      summary: `Centers for ${name}: closed.`,
      elements: [
        heading,
        { word: "note", tone: "plain", text: say`The onboarding was closed by ${onboarding.closed.by.name}.` },
      ],
    };
  if (without.length === 0 && last)
    return {
      summary: `Centers for ${name}: assigned.`,
      elements: [
        heading,
        {
          word: "note",
          tone: "done",
          text: say`Assigned by ${last.assigned.by.name} on ${moment(last.assigned.at, zone)}.`,
        },
      ],
    };
  if (holder !== undefined && holder !== manager.account && holder !== onboarding.carrierTeam.delegate?.account)
    return {
      summary: `Centers for ${name}: handed over.`,
      elements: [heading, { word: "note", tone: "plain", text: say`${manager.name} has taken this over.` }],
    };
  const rsid = onboarding.rsid.status === "issued" ? onboarding.rsid.rsid : "";
  return {
    summary: `${name} needs its billing and provisioning centers.`,
    elements: [
      heading,
      {
        word: "paragraph",
        text: say`${mention(manager)} (${carrierName}), ${name} has its RSID ${code(rsid)}. Before the initial order it needs its billing and provisioning centers${
          without.length < onboarding.details.states.length ? ` in ${codes(without)}` : ""
        }.`,
      },
      {
        word: "buttons",
        buttons: [
          { ...openForm("Assign centers", "centers", onboarding.id), weight: "primary" },
          openForm("Hand over", "handOver", onboarding.id),
        ],
        for: deciders(onboarding),
      },
    ],
  };
}
