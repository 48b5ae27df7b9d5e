import { safeAddress } from "../mrkdwn/links.ts";
import type { ImageElement } from "./shapes.ts";

export function ImageView({ image }: { image: Omit<ImageElement, "type"> }) {
  const address = image.image_url === undefined ? undefined : safeAddress(image.image_url);
  if (!address?.startsWith("http")) return <span className="image-missing">[image: {image.alt_text}]</span>;
  return <img className="image" src={address} alt={image.alt_text} loading="lazy" referrerPolicy="no-referrer" />;
}
