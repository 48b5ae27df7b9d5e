import { ChoiceSetInput, type PropertyBag, type SerializationContext } from "adaptivecards";
import type { Pick } from "../../elements/pick.ts";

/** A choice that is searched by typing, as Teams draws people pickers, filtered lists and lists to choose several from. */
export class SearchedChoices extends ChoiceSetInput {
  /** Where the page puts its own picker. */
  place: HTMLElement | undefined;
  private dataset: string | undefined;
  private chosen: readonly string[] = [];

  protected override internalParse(source: PropertyBag, context: SerializationContext): void {
    super.internalParse(source, context);
    // The people picker is of a later version of cards than the one Teams takes, and Teams takes it nevertheless.
    const query: unknown = source["choices.data"];
    if (typeof query === "object" && query !== null && "dataset" in query) this.dataset = String(query.dataset);
    const separator = this.hostConfig.choiceSetInputValueSeparator;
    const given = this.defaultValue ? this.defaultValue.split(separator) : [];
    this.chosen = this.isMultiSelect ? given : given.length > 0 ? [this.defaultValue ?? ""] : [];
  }

  /** Drawn by the page; any other choice is drawn by the cards' own library. */
  get searched(): boolean {
    return this.dataset !== undefined || this.style === "filtered" || (this.isMultiSelect && this.style !== "expanded");
  }

  /** What there is to choose from is asked for while somebody types. */
  get asked(): boolean {
    return this.dataset !== undefined;
  }

  /** The choices that the card itself brings. */
  get picks(): readonly Pick[] {
    return this.choices.map(({ title = "", value = "" }) => ({ key: value, label: title || value }));
  }

  get chosenKeys(): readonly string[] {
    return this.chosen;
  }

  choose(keys: readonly string[]): void {
    this.chosen = keys;
    this.valueChanged();
  }

  /** The library has a picker of its own for these, of a later version of cards; the page's takes its place. */
  override isDynamicTypeahead(): boolean {
    return false;
  }

  protected override internalRender(): HTMLElement | undefined {
    if (!this.searched) return super.internalRender();
    this.place = document.createElement("div");
    this.place.className = "card-picker";
    return this.place;
  }

  override get value(): string | undefined {
    if (!this.searched) return super.value;
    return this.chosen.length > 0 ? this.chosen.join(this.hostConfig.choiceSetInputValueSeparator) : undefined;
  }

  override isValid(): boolean {
    return this.searched || super.isValid();
  }

  override focus(): void {
    if (this.searched) this.place?.querySelector("input")?.focus();
    else super.focus();
  }

  /** The picker's field is what has the name, not the place it stands in. */
  override updateInputControlAriaLabelledBy(): void {
    if (!this.searched) {
      super.updateInputControlAriaLabelledBy();
      return;
    }
    this.place?.querySelector("input")?.setAttribute("aria-labelledby", this.getAllLabelIds().join(" "));
  }
}
