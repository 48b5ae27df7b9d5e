/** What is past its day. Dates are the checklist's guidance and the team's own plans: said, never enforced. */
import type { IsoDate } from "./ids.ts";
import type { Onboarding } from "./onboarding.ts";
import { documentsMissing, isCertified, isReady, ocnStage, statesWithout } from "./progress.ts";
import type { StateCode } from "./states.ts";

/** Something past its day. Dates are guidance: said, never enforced. */
export type Late =
  | { readonly late: "documents"; readonly since: IsoDate; readonly documents: readonly string[] }
  | { readonly late: "beforeNegotiations"; readonly since: IsoDate; readonly states: readonly StateCode[] }
  | { readonly late: "firstOrder"; readonly since: IsoDate; readonly states: readonly StateCode[] }
  | { readonly late: "certificationExpired"; readonly since: IsoDate; readonly state: StateCode };

/** What is late on a day. `since` is the last day on which it was still in time. */
export function lateOn(onboarding: Onboarding, today: IsoDate): readonly Late[] {
  if (onboarding.closed) return [];
  const found: Late[] = [];
  const { details, questionnaire } = onboarding;
  const documents = documentsMissing(onboarding);
  if (documents.length > 0 && questionnaire.status !== "notSubmitted" && questionnaire.submission.dueOn < today)
    found.push({ late: "documents", since: questionnaire.submission.dueOn, documents });
  const unprepared = statesWithout(
    onboarding,
    (state) => isCertified(onboarding, state) && ocnStage(onboarding, state) === "assigned",
  );
  if (details.negotiationsOn && details.negotiationsOn < today && unprepared.length > 0)
    found.push({ late: "beforeNegotiations", since: details.negotiationsOn, states: unprepared });
  const notReady = statesWithout(onboarding, (state) => isReady(onboarding, state));
  if (details.firstOrderOn && details.firstOrderOn < today && notReady.length > 0)
    found.push({ late: "firstOrder", since: details.firstOrderOn, states: notReady });
  for (const state of details.states) {
    const value = onboarding.certifications[state]?.value;
    if (value?.status === "granted" && value.expiresOn && value.expiresOn < today)
      found.push({ late: "certificationExpired", since: value.expiresOn, state });
  }
  return found;
}
