import { Inlines } from "../mrkdwn/inlines.tsx";
import { safeAddress } from "../mrkdwn/links.ts";
import type { Inline } from "../mrkdwn/tree.ts";
import type { RichElement, RichPiece } from "./shapes.ts";
import { Unsupported } from "./unsupported.tsx";

const textIn = (piece: RichPiece, field: string): string => {
  const value = piece[field];
  return typeof value === "string" ? value : "";
};

/** Line ends inside a text piece are line ends on screen. */
const lines = (text: string): readonly Inline[] =>
  text.split("\n").flatMap((line, index): readonly Inline[] => {
    const words: Inline = { kind: "text", text: line };
    return index === 0 ? [words] : [{ kind: "break" }, words];
  });

function link(piece: RichPiece): readonly Inline[] {
  const url = safeAddress(textIn(piece, "url"));
  const label = textIn(piece, "text") || textIn(piece, "url");
  return url ? [{ kind: "link", url, children: [{ kind: "text", text: label }] }] : lines(label);
}

const pieces: Readonly<Record<string, (piece: RichPiece) => readonly Inline[]>> = {
  text: (piece) => (piece.style?.code ? [{ kind: "code", text: textIn(piece, "text") }] : lines(textIn(piece, "text"))),
  link,
  emoji: (piece) => [{ kind: "emoji", name: textIn(piece, "name") }],
  user: (piece) => [{ kind: "user", id: textIn(piece, "user_id") }],
  channel: (piece) => [{ kind: "channel", id: textIn(piece, "channel_id") }],
  broadcast: (piece) => [{ kind: "broadcast", text: `@${textIn(piece, "range")}` }],
  usergroup: (piece) => [{ kind: "broadcast", text: `@${textIn(piece, "usergroup_id")}` }],
  color: (piece) => [{ kind: "code", text: textIn(piece, "value") }],
  date: (piece) => [
    {
      kind: "date",
      at: Number(piece.timestamp),
      format: textIn(piece, "format"),
      fallback: textIn(piece, "fallback"),
    },
  ],
};

function styled(piece: RichPiece): readonly Inline[] | undefined {
  const draw = Object.hasOwn(pieces, piece.type) ? pieces[piece.type] : undefined;
  if (!draw) return undefined;
  let inlines = draw(piece);
  for (const kind of ["bold", "italic", "strike"] as const) {
    if (piece.style?.[kind]) inlines = [{ kind, children: inlines }];
  }
  return inlines;
}

const isBlock = (element: RichPiece | RichElement): element is RichElement => element.type.startsWith("rich_text_");

function Piece({ piece }: { piece: RichPiece | RichElement }) {
  const inlines = isBlock(piece) ? undefined : styled(piece);
  return inlines ? <Inlines of={inlines} /> : <Unsupported what="element" type={piece.type} />;
}

function Pieces({ of }: { of: RichElement["elements"] }) {
  return of.map((piece, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a text have no identity but their place.
    <Piece key={index} piece={piece} />
  ));
}

function RichBlock({ element }: { element: RichElement }) {
  switch (element.type) {
    case "rich_text_section":
      return (
        <div className="line">
          <Pieces of={element.elements} />
        </div>
      );
    case "rich_text_quote":
      return (
        <blockquote>
          <Pieces of={element.elements} />
        </blockquote>
      );
    case "rich_text_preformatted":
      return (
        <pre className="code-block">
          <Pieces of={element.elements} />
        </pre>
      );
    case "rich_text_list": {
      const List = element.style === "ordered" ? "ol" : "ul";
      return (
        <List className={`rich-list rich-indent-${Math.min(element.indent ?? 0, 4)}`}>
          {element.elements.map((item, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: items have no identity but their place.
            <li key={index}>{isBlock(item) ? <Pieces of={item.elements} /> : <Pieces of={[item]} />}</li>
          ))}
        </List>
      );
    }
  }
  return <Unsupported what="element" type={(element as RichElement).type} />;
}

export function RichText({ elements }: { elements: readonly RichElement[] }) {
  return elements.map((element, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parts have no identity but their place.
    <RichBlock key={index} element={element} />
  ));
}
