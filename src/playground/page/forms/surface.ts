import { createContext, useContext } from "react";
import type { InputElement } from "../blocks/shapes.ts";
import type { ElementState, FormState } from "./element-state.ts";

/** A message, a modal or the Home: something that holds blocks, where presses come from and input is kept. */
export interface Surface {
  readonly state: FormState;
  readonly errors: Readonly<Record<string, string>>;
  /** A press or a submission is under way. */
  readonly busy: boolean;
  readonly isPressing: (blockId: string, actionId: string) => boolean;
  /** Keeps what an element holds, without telling the app. */
  readonly keep: (blockId: string, element: InputElement, value: unknown) => void;
  /** Tells the app of a press, with the payload's own fields where the element has some. */
  readonly press: (blockId: string, actionId: string, fields?: ElementState, state?: FormState) => void;
}

const SurfaceContext = createContext<Surface | undefined>(undefined);

export const SurfaceProvider = SurfaceContext.Provider;

export function useSurface(): Surface {
  const surface = useContext(SurfaceContext);
  if (!surface) throw new Error("useSurface is called outside of a SurfaceProvider");
  return surface;
}
