/** The texts of a card, changed all alike. */
import type { Card, CardElement, Text } from "./vocabulary.ts";

type Change = (text: Text) => Text;

/** The same list where nothing in it changed. */
function each<Item>(items: readonly Item[], change: (item: Item) => Item): readonly Item[] {
  const changed = items.map(change);
  return changed.every((item, index) => item === items[index]) ? items : changed;
}

function elementWith(element: CardElement, change: Change): CardElement {
  switch (element.word) {
    case "paragraph":
    case "note":
    case "small": {
      const text = change(element.text);
      return text === element.text ? element : { ...element, text };
    }
    case "row": {
      const lines = each(element.lines, change);
      return lines === element.lines ? element : { ...element, lines };
    }
    case "list": {
      const items = each(element.items, change);
      return items === element.items ? element : { ...element, items };
    }
    case "facts": {
      const rows = each(element.rows, (row) => {
        const value = change(row.value);
        return value === row.value ? row : { ...row, value };
      });
      return rows === element.rows ? element : { ...element, rows };
    }
    case "heading":
    case "divider":
    case "buttons":
    case "linkButton":
      return element;
  }
}

/** The card with every text changed; the same card where none was, so that its drawing can be kept. */
export function withTexts(card: Card, change: Change): Card {
  const elements = each(card.elements, (element) => elementWith(element, change));
  return elements === card.elements ? card : { ...card, elements };
}
