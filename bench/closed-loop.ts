/** Whether another one is to be begun, asked each time one has ended. */
export type More = (begun: number) => boolean;

/** Runs `work` with `concurrency` in flight until nobody wants more. The first failure ends it. */
export async function closedLoop<T>(
  concurrency: number,
  more: More,
  work: (index: number) => Promise<T>,
): Promise<T[]> {
  const results: T[] = [];
  let begun = 0;
  let failed = false;
  const lane = async () => {
    while (!failed && more(begun)) {
      begun += 1;
      try {
        results.push(await work(begun - 1));
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
  return results;
}
