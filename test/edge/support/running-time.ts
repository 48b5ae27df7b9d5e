/** How long something takes, in time in which this machine ran: one that stands still for a moment makes nobody slow. */
const stepMs = 25;

/** @returns milliseconds */
export async function timeOf(work: () => Promise<unknown>): Promise<number> {
  let steps = 0;
  const counting = setInterval(() => {
    steps += 1;
  }, stepMs);
  try {
    await work();
  } finally {
    clearInterval(counting);
  }
  return steps * stepMs;
}
