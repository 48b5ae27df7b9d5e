import { signedPieces } from "../../mrkdwn/signs.tsx";

/** Gives the signs in a drawn card the page's own pictures, as they have everywhere else. */
export function drawSigns(root: HTMLElement): void {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  for (const text of texts) {
    const already = text.parentElement?.classList.contains("sign") || text.parentElement?.tagName === "OPTION";
    const pieces = already ? [] : signedPieces(text.data);
    if (!pieces.some((piece) => piece.sign)) continue;
    text.replaceWith(
      ...pieces.map((piece) => {
        if (!piece.sign) return piece.text;
        const drawn = document.createElement("span");
        drawn.className = `sign sign-${piece.sign}`;
        drawn.textContent = piece.text;
        return drawn;
      }),
    );
  }
}
