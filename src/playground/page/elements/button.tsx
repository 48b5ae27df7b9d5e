import type { ButtonElement } from "../blocks/shapes.ts";
import { plainText } from "../blocks/text-view.tsx";
import { useAskFirst } from "../forms/confirm.tsx";
import { useSurface } from "../forms/surface.ts";
import { safeAddress } from "../mrkdwn/links.ts";
import type { ElementProps } from "./use-input.ts";

export function Button({ element, blockId }: ElementProps<ButtonElement>) {
  const surface = useSurface();
  const askFirst = useAskFirst();
  const pressing = surface.isPressing(blockId, element.action_id);
  const label = plainText(element.text);
  const look = `button ${element.style ? `button-${element.style}` : ""}`;
  const press = () => {
    if (!pressing && !surface.busy) askFirst(element.confirm, () => surface.press(blockId, element.action_id));
  };

  const url = element.url === undefined ? undefined : safeAddress(element.url);
  // Slack opens the page and tells the app of the press as well.
  if (url)
    return (
      <a
        className={look}
        href={url}
        target="_blank"
        rel="noopener noreferrer"
        aria-label={element.accessibility_label}
        onClick={() => surface.press(blockId, element.action_id)}
      >
        {label}
        <span className="button-away" aria-hidden="true">
          ↗
        </span>
      </a>
    );
  return (
    <button
      type="button"
      className={look}
      aria-label={element.accessibility_label}
      aria-disabled={pressing || surface.busy}
      aria-busy={pressing}
      onClick={press}
    >
      {pressing && <span className="spinner" aria-hidden="true" />}
      {label}
    </button>
  );
}
