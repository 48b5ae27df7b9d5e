import { useEffect } from "react";
import { Blocks } from "../blocks/blocks.tsx";
import { SurfaceProvider } from "../forms/surface.ts";
import { useSurfaceOf } from "../forms/use-surface-of.ts";
import { useDesk } from "../frame/desk.ts";
import { AppTabs } from "./app-tabs.tsx";

const noErrors = {};
const noBlocks: readonly [] = [];

/** The app's Home: published by the bot for this person, drawn anew whenever it publishes again. */
export function AppHome() {
  const { view, act } = useDesk();
  const seat = view.seat.id;
  const blocks = view.home?.blocks ?? noBlocks;
  const { surface } = useSurfaceOf({ kind: "home" }, blocks);

  useEffect(() => {
    void act({ act: "openHome", seat });
  }, [act, seat]);

  return (
    <section className="home" aria-label="App home">
      <AppTabs current="home" />
      <div className="home-body">
        {view.home ? (
          <SurfaceProvider value={{ ...surface, errors: noErrors, busy: false }}>
            <Blocks blocks={blocks} />
          </SurfaceProvider>
        ) : (
          <p className="empty">The app has not published anything here yet.</p>
        )}
      </div>
    </section>
  );
}
