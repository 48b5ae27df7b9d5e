/** Words that are hard to read: less contrast with what is behind them than WCAG 2.2 asks for (1.4.3, level AA). */
import type { Locator } from "playwright-core";

/** @returns each such piece of text with its contrast; all of them within the place are looked at, in sight or not */
export async function hardToRead(place: Locator): Promise<readonly string[]> {
  return place.evaluate((root, least) => {
    /* Runs in the page. */
    const document = root.ownerDocument;
    const view = document.defaultView;
    const found: string[] = [];
    const texts = document.createTreeWalker(root, 4);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const parent = text.parentElement;
      if (
        !text.textContent.trim() ||
        !parent?.checkVisibility({ visibilityProperty: true }) ||
        parent.closest(".unseen")
      )
        continue;
      const { color } = view.getComputedStyle(parent);
      // A picture stands in the place of these words.
      if (color === "rgba(0, 0, 0, 0)") continue;
      const colours: string[] = [color];
      for (let behind = parent; behind; behind = behind.parentElement) {
        const { backgroundColor } = view.getComputedStyle(behind);
        if (!/^rgba\(.*, 0\)$|^transparent$/.test(backgroundColor)) {
          colours.push(backgroundColor);
          break;
        }
      }
      const [ink = 0, paper = 1] = colours.map((colour) => {
        const scale = colour.startsWith("color(") ? 1 : 255;
        const [red = 0, green = 0, blue = 0] = (colour.replace("color(srgb", "").match(/[\d.]+/g) ?? []).map((part) => {
          const share = Number(part) / scale;
          return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
      });
      const contrast = (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
      if (contrast < least) found.push(`${text.textContent.trim()}: ${contrast.toFixed(1)} (${colours.join(" on ")})`);
    }
    return found;
  }, leastContrast);
}

const leastContrast = 4.5;
