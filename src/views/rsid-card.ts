/** The service manager's request card: the facts that matter, the decisions, and afterwards who decided and when. */

import { resellerFunctions } from "../domain/events.ts";
import { standingFindings } from "../domain/findings.ts";
import type { Onboarding } from "../domain/onboarding.ts";
import type { StateCode } from "../domain/states.ts";
import { deciders, lookAt, openForm } from "./buttons.ts";
import { day, moment, shortened } from "./naming.ts";
import { resellerName, type Scene } from "./scene.ts";
import { certificationWords, functionNames } from "./sentences.ts";
import {
  type Button,
  type Card,
  type CardElement,
  code,
  mention,
  plain,
  say,
  strong,
  type Text,
} from "./vocabulary.ts";
import { sentenceOfFinding } from "./wording.ts";

/** More findings than this are said to be more: the service manager opens the status for the rest. */
const findingsShown = 8;

/** Per state: the authority and the OCN, the evidence side by side. */
export function evidenceLine({ certifications, ocns }: Onboarding, state: StateCode): Text {
  const certification = certifications[state]?.value;
  const record = ocns[state]?.value;
  const authority = certification ? shortened(certificationWords(certification), 120) : "no certification yet";
  const ocn = record ? (record.status === "assigned" ? code(record.ocn) : plain("OCN requested")) : plain("no OCN yet");
  return say`${strong(state)}: ${ocn} · ${authority}`;
}

/** The facts a service manager wants to see before issuing. */
export function factsOf({ onboarding, today }: Scene): readonly CardElement[] {
  const { details, questionnaire, resellerTeam } = onboarding;
  const contacts = [
    `${resellerTeam.lead.name} (lead)`,
    ...resellerFunctions.flatMap((name) => {
      const person = resellerTeam.functions[name];
      return person ? [`${person.name} (${functionNames[name].toLowerCase()})`] : [];
    }),
  ];
  const findings = standingFindings(onboarding, today);
  const evidence =
    details.states.length <= 12
      ? details.states.map((state) => evidenceLine(onboarding, state))
      : [say`${details.states.length} states; open the checklist for each one's certification and OCN.`];
  return [
    {
      word: "facts",
      rows: [
        { label: "Legal name", value: say`${details.legalName}${details.dba ? `, d/b/a ${details.dba}` : ""}` },
        {
          label: "Questionnaire",
          value:
            questionnaire.status === "notSubmitted"
              ? say`not submitted`
              : say`${questionnaire.status}, sent ${day(questionnaire.submission.on)} by ${questionnaire.submission.submittedBy}${
                  questionnaire.submission.confirmation ? `, confirmation ${questionnaire.submission.confirmation}` : ""
                }`,
        },
        { label: "Contacts", value: say`${contacts.join(", ")}` },
      ],
    },
    { word: "list", items: evidence },
    ...(findings.length === 0
      ? [{ word: "note", tone: "done", text: say`No open findings.` } as const]
      : [
          { word: "paragraph", text: say`${strong("To look at before issuing")}` } as const,
          {
            word: "list",
            items: [
              ...findings.slice(0, findingsShown).map((found) => say`${sentenceOfFinding(found)}`),
              ...(findings.length > findingsShown ? [say`…and ${findings.length - findingsShown} more.`] : []),
            ],
          } as const,
        ]),
  ];
}

function decisionButtons(onboarding: Onboarding, request: number): readonly Button[] {
  const { id, questionnaire, rsid } = onboarding;
  const asked = rsid.status === "informationAsked";
  return [
    { ...openForm("Issue RSID", "issueRsid", id, { request }), weight: "primary" },
    ...(asked ? [] : [openForm("Need more information", "askInformation", id, { request })]),
    ...(questionnaire.status === "submitted"
      ? [
          { label: "Accept questionnaire", action: { do: "acceptQuestionnaire", onboarding: id } } as const,
          openForm("Return questionnaire", "returnQuestionnaire", id),
        ]
      : []),
    openForm("Hand over", "handOver", id),
  ];
}

/** What became of the request, for every copy of the card; undefined while it is open for this holder. */
function outcome(onboarding: Onboarding, request: number): Text | undefined {
  const { rsid, requests } = onboarding;
  const zone = onboarding.details.timeZone;
  if (rsid.status === "issued" && rsid.request === request) {
    const last = rsid.superseded.at(-1);
    return last
      ? say`RSID ${code(rsid.rsid)}, corrected by ${last.corrected.by.name} on ${moment(last.corrected.at, zone)}; first issued by ${rsid.issued.by.name}.`
      : say`RSID ${code(rsid.rsid)} issued by ${rsid.issued.by.name} on ${moment(rsid.issued.at, zone)}.`;
  }
  if (onboarding.closed) return say`The onboarding was closed by ${onboarding.closed.by.name}.`;
  if (requests !== request) return say`This request is over: the questionnaire was returned.`;
  if (rsid.status !== "none") return undefined;
  // Only for the last request is it known which return ended it.
  const { questionnaire } = onboarding;
  return say`This request is over: the questionnaire was returned${
    questionnaire.status === "returned" ? ` by ${questionnaire.returned.by.name}` : ""
  }.`;
}

/**
 * `holder`: whose copy this is; undefined for the copy in the channel. `round`: how many questions had been answered when a
 * holder's copy was sent; each answer brings the request back as a new message, and the older copy points to it.
 */
export function rsidCard(scene: Scene, request: number, round: number, holder: string | undefined): Card {
  const { onboarding, carrierName } = scene;
  const name = resellerName(onboarding);
  const manager = onboarding.carrierTeam.serviceManager;
  const result = outcome(onboarding, request);
  const elements: CardElement[] = [{ word: "heading", text: `RSID for ${name}` }];
  if (result) {
    elements.push({ word: "note", tone: onboarding.rsid.status === "issued" ? "done" : "plain", text: result });
    if (onboarding.rsid.status === "issued" && !onboarding.closed)
      elements.push({ word: "buttons", buttons: [lookAt("Whole checklist", "status", onboarding.id)] });
    return { summary: `RSID for ${name}: decided.`, elements };
  }
  const mine =
    holder === undefined || holder === manager.account || holder === onboarding.carrierTeam.delegate?.account;
  if (!mine) {
    elements.push({ word: "note", tone: "plain", text: say`${manager.name} has taken this over.` });
    return { summary: `RSID for ${name}: handed over.`, elements };
  }
  const answered = onboarding.exchanges.filter((each) => each.request === request && each.answer !== undefined);
  if (holder !== undefined && round < answered.length) {
    elements.push({
      word: "note",
      tone: "plain",
      text: say`Answered: the request came back to you in a newer message.`,
    });
    return { summary: `RSID for ${name}: answered.`, elements };
  }
  const { rsid } = onboarding;
  const since = rsid.status === "requested" || rsid.status === "informationAsked" ? rsid.requested : undefined;
  elements.push({
    word: "paragraph",
    text: say`${mention(manager)} (${carrierName}), ${name} is ready for its RSID${
      since ? `: asked by ${since.by.name} on ${moment(since.at, onboarding.details.timeZone)}` : ""
    }.`,
  });
  if (rsid.status === "informationAsked")
    elements.push({
      word: "note",
      tone: "waiting",
      text: say`Waiting for the reseller's answer to ${rsid.asked.by.name}'s question: “${rsid.question}”`,
    });
  for (const exchange of onboarding.exchanges.filter((each) => each.answer !== undefined).slice(-2))
    elements.push({
      word: "note",
      tone: "plain",
      text: say`Asked: “${exchange.question}” Answer of ${exchange.answered?.by.name ?? ""}: “${exchange.answer ?? ""}”`,
    });
  if (holder === undefined) {
    elements.push({
      word: "small",
      text: say`${manager.name} has the facts in a direct message. Only the service manager, the delegate or an onboarding admin can decide.`,
    });
  } else elements.push(...factsOf(scene));
  elements.push({ word: "buttons", buttons: decisionButtons(onboarding, request), for: deciders(onboarding) });
  return { summary: `${name} asks ${manager.name} for its RSID.`, elements };
}
