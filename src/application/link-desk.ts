/** What a visitor can do about places and accounts: codes made and used, accounts preferred and parted. */
import { type Identity, mayAny, mayLook, rolesIn } from "../domain/authority.ts";
import type { AccountId, RequestKey } from "../domain/ids.ts";
import type { Onboarding } from "../domain/onboarding.ts";
import { messageCard } from "../views/menu-card.ts";
import { partedCard } from "../views/place-cards.ts";
import { command, say } from "../views/vocabulary.ts";
import { keeping, privately, said, shown } from "./answers.ts";
import { openedHere } from "./conversation.ts";
import type { Filling } from "./filling.ts";
import type { Answer, Visitor, Where } from "./front.ts";
import type { Joining } from "./joining.ts";
import type { Linking } from "./linking.ts";
import type { Looking } from "./looking.ts";

export interface LinkDeskOptions {
  readonly linking: Linking;
  readonly joining: Joining;
  readonly filling: Filling;
  readonly looking: Looking;
}

export class LinkDesk {
  private readonly options: LinkDeskOptions;

  constructor(options: LinkDeskOptions) {
    this.options = options;
  }

  /** Without a code: one is made where the checklist lives; elsewhere there is a form to put one in. */
  async command(
    visitor: Visitor,
    who: Identity,
    typed: string,
    onboarding: Onboarding | undefined,
    where: Where,
    request: RequestKey,
  ): Promise<Answer> {
    const { linking, filling, looking } = this.options;
    if (typed !== "")
      return keeping(async () => {
        const linked = await linking.use(visitor, where, typed, request);
        // What is wrong with a code, and who somebody is elsewhere, is nobody else's affair.
        if (!linked.ok) return privately(messageCard(say`${linked.sentence}`));
        return linked.privately ? privately(linked.card) : shown(linked.card);
      });
    if (!onboarding) {
      if (where.in === "place") return filling.open(visitor, who, openedHere("link", where));
      return privately(looking.accounts(visitor.account));
    }
    if (!mayLook(rolesIn(onboarding, who))) return privately(looking.refusal(onboarding, who));
    if (!mayAny(rolesIn(onboarding, who), "MakeLinkCode")) return privately(looking.at("link", onboarding, who));
    return keeping(async () => privately(await linking.placeCode(visitor, who, onboarding, request)));
  }

  makeCode(
    visitor: Visitor,
    who: Identity,
    what: "place" | "person",
    onboarding: Onboarding | undefined,
    request: RequestKey,
  ): Promise<Answer> {
    const { linking, joining } = this.options;
    return keeping(async () => {
      const card =
        what === "person"
          ? await joining.joinCode(visitor, request)
          : onboarding && (await linking.placeCode(visitor, who, onboarding, request));
      return card
        ? privately(card)
        : said(say`This onboarding is not here any more. Those that are: ${command("list")}`);
    });
  }

  prefer(visitor: Visitor, account: AccountId, request: RequestKey): Promise<Answer> {
    return keeping(async () => {
      await this.options.joining.prefer(visitor, account, request);
      return shown(this.options.looking.accounts(visitor.account));
    });
  }

  part(visitor: Visitor, request: RequestKey): Promise<Answer> {
    return keeping(async () => {
      await this.options.joining.part(visitor, request);
      return shown(partedCard);
    });
  }
}
