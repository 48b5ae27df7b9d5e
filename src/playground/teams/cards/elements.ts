/**
 * Adaptive Cards as far as Teams shows them: each element with the members it can't do without, and where others stand
 * in it. https://adaptivecards.io/explorer/ (version 1.5)
 */

export type Kind = "text" | "id" | "list" | "thing";

export interface Shape {
  /** Members that must be there. */
  readonly needs?: Readonly<Record<string, Kind>>;
  /** Members whose lists hold elements, actions, or shapes of their own. */
  readonly holds?: Readonly<Record<string, Holding>>;
}

/** What stands in a member: elements, actions, inlines, or things of one type that need not say so. */
export type Holding =
  | "elements"
  | "actions"
  | "action"
  | "card"
  | "inlines"
  | "columns"
  | "rows"
  | "cells"
  | "pictures";

const input: Shape = { needs: { id: "id" }, holds: { inlineAction: "action" } };

export const ELEMENTS: Readonly<Record<string, Shape>> = {
  TextBlock: { needs: { text: "text" } },
  RichTextBlock: { needs: { inlines: "list" }, holds: { inlines: "inlines" } },
  Image: { needs: { url: "text" }, holds: { selectAction: "action" } },
  Media: { needs: { sources: "list" } },
  Container: { needs: { items: "list" }, holds: { items: "elements", selectAction: "action" } },
  ColumnSet: { holds: { columns: "columns", selectAction: "action" } },
  FactSet: { needs: { facts: "list" } },
  ImageSet: { needs: { images: "list" }, holds: { images: "pictures" } },
  ActionSet: { needs: { actions: "list" }, holds: { actions: "actions" } },
  Table: { holds: { rows: "rows" } },
  "Input.Text": input,
  "Input.Number": input,
  "Input.Date": input,
  "Input.Time": input,
  "Input.Toggle": { needs: { id: "id", title: "text" } },
  "Input.ChoiceSet": input,
};

export const ACTIONS: Readonly<Record<string, Shape>> = {
  "Action.Submit": {},
  "Action.Execute": {},
  "Action.OpenUrl": { needs: { url: "text" } },
  "Action.ShowCard": { needs: { card: "thing" }, holds: { card: "card" } },
  "Action.ToggleVisibility": { needs: { targetElements: "list" } },
};

/** Things that may leave their type out where they stand. */
export const PARTS: Readonly<
  Record<"columns" | "rows" | "cells" | "inlines" | "pictures", Readonly<Record<string, Shape>>>
> = {
  columns: { Column: { holds: { items: "elements", selectAction: "action" } } },
  rows: { TableRow: { holds: { cells: "cells" } } },
  cells: { TableCell: { needs: { items: "list" }, holds: { items: "elements", selectAction: "action" } } },
  inlines: { TextRun: { needs: { text: "text" }, holds: { selectAction: "action" } } },
  pictures: { Image: { needs: { url: "text" } } },
};
