/** Who changes seats while the page is still finding its way sits where they chose. */
import { describe, expect, it } from "vitest";
import { visiting, visitPatienceMs } from "./support/visit.ts";

/** Runs in the page: somebody else is chosen in the very moment a platform is first drawn, before the page has written down where one is. */
const chooseAsSoonAs = (drawn: string, name: string) => `
  new MutationObserver((_, watching) => {
    const seat = [...document.querySelectorAll("nav a.seat")].find((each) => each.textContent.includes(${JSON.stringify(name)}));
    if (!seat || !document.querySelector(${JSON.stringify(drawn)})) return;
    watching.disconnect();
    seat.click();
  }).observe(document, { childList: true, subtree: true });
`;

describe("a seat chosen in the moment the page opens", { timeout: visitPatienceMs }, () => {
  const visit = visiting("seats", {});

  it.each([
    ["Slack", ".platform-slack .workspace"],
    ["Teams", ".platform-teams .teams-window"],
  ])("is kept when %s is drawn at that moment", async (_, drawn) => {
    const { page, complaints } = await visit.anotherWindow({}, chooseAsSoonAs(drawn, "Tom Okafor"));
    const own = page.getByRole("navigation", { name: "Channels and messages" });
    await own.getByText("Tom Okafor", { exact: true }).waitFor();
    await page.waitForURL(/channel=/);
    expect(await own.getByText("Tom Okafor", { exact: true }).count()).toBe(1);
    expect(complaints).toEqual([]);
  });
});
