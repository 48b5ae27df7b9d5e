/** A code from another channel or account, and the two accounts of somebody else. */
import { accountId } from "../../domain/ids.ts";
import { say } from "../vocabulary.ts";
import { type FormSpec, optional, Reading } from "./form-spec.ts";

export const linkForm: FormSpec = {
  command: "LinkPlace",
  title: "Use a code",
  submit: "Use it",
  initial: () => ({}),
  elements: () => [
    {
      word: "paragraph",
      text: say`Somebody on the other platform made a code with “link”: it mirrors a checklist here, or joins your two accounts.`,
    },
    { word: "line", id: "code", label: "Code", hint: "Eight letters and digits, such as 7K3M-9QXZ.", maxLength: 20 },
  ],
  read: ({ place, ref }, values) => {
    const reading = new Reading(values);
    const code = reading.required("code", "Enter the code, such as 7K3M-9QXZ.");
    return reading.done(() => ({
      type: "UseCode",
      code,
      ...(place === undefined ? {} : { place, ...optional("placeName", ref.placeName) }),
    }));
  },
  fieldOf: () => "code",
};

const elsewhereFirst = "Pick the account on the other platform.";

export const joinAccountsForm: FormSpec = {
  command: "JoinAccounts",
  title: "Join two accounts",
  submit: "Join them",
  people: ["here", "there"],
  initial: () => ({}),
  elements: ({ elsewhere }) => [
    {
      word: "paragraph",
      text: say`For somebody who has an account in Slack and one in Teams: each may do what the other may, and they are told things once. Both accounts hear of it and can part again.`,
    },
    { word: "person", id: "here", label: "Their account here" },
    {
      word: "choice",
      id: "there",
      label: "Their account on the other platform",
      choices: [...elsewhere.carrier, ...elsewhere.reseller],
    },
  ],
  read: (context, values) => {
    const reading = new Reading(values);
    const here = reading.person("here", context, "Pick the account on this platform.");
    const there = reading.required("there", elsewhereFirst);
    // Nobody else's accounts are anybody's to join: only who takes part here can be picked.
    const { carrier, reseller } = context.elsewhere;
    if (![...carrier, ...reseller].some(({ value }) => value === there)) reading.fail("there", elsewhereFirst);
    return reading.done(() => {
      if (!here) throw new Error("Two accounts were to be joined without the first.");
      return { type: "JoinAccounts", accounts: [accountId(there), here.account] };
    });
  },
  fieldOf: () => "there",
};
