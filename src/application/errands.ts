/** Forms that are about people and places before they are about one onboarding: a code used, two accounts joined. */
import type { AccountId, RequestKey } from "../domain/ids.ts";
import { NotKept } from "../ports/journal.ts";
import type { Errand, FormContext } from "../views/forms/form-spec.ts";
import { drawForm } from "../views/forms/forms.ts";
import type { FormValues } from "../views/vocabulary.ts";
import type { SubmitAnswer, Visitor, Where } from "./front.ts";
import type { Joining } from "./joining.ts";
import { type Linked, wrong } from "./linked.ts";
import type { Linking } from "./linking.ts";

const whereOf = ({ place, placeName: name }: Extract<Errand, { type: "UseCode" }>): Where =>
  place ? { in: "place", place, ...(name === undefined ? {} : { name }) } : { in: "direct" };

export class Errands {
  private readonly linking: Linking;
  private readonly joining: Joining;

  constructor(linking: Linking, joining: Joining) {
    this.linking = linking;
    this.joining = joining;
  }

  /** What is about people and places; what is wrong with it is said beside the first field. */
  async run(
    visitor: Visitor,
    errand: Errand,
    context: FormContext,
    values: FormValues,
    request: RequestKey,
  ): Promise<SubmitAnswer> {
    const again = (sentence: string): SubmitAnswer => ({
      kind: "again",
      form: drawForm(context, values, { [Object.keys(values)[0] ?? ""]: sentence }),
    });
    try {
      const linked =
        errand.type === "UseCode"
          ? await this.linking.use(visitor, whereOf(errand), errand.code, request)
          : await this.join(visitor, errand.accounts, context, request);
      return linked.ok ? { kind: "saved", card: linked.card } : again(linked.sentence);
    } catch (error) {
      if (!(error instanceof NotKept)) throw error;
      return again(`Not saved: ${error.message}`);
    }
  }

  private async join(
    visitor: Visitor,
    accounts: readonly [AccountId, AccountId],
    context: FormContext,
    request: RequestKey,
  ): Promise<Linked> {
    const members = accounts.flatMap((account) => {
      const known = context.person(account);
      return known ? [{ account, name: known.name, guest: known.guest }] : [];
    });
    const [one, other] = members;
    if (!one || !other) return wrong("One of the two can't be looked up just now. Try once more in a minute.");
    return this.joining.joinOthers(visitor, [one, other], "admin", request);
  }
}
