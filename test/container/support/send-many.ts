const AT_A_TIME = 32;

/** Sends requests, so many at a time, and counts the answers by their status. */
export const sendMany = async (
  count: number,
  send: (index: number) => Promise<Response>,
): Promise<ReadonlyMap<number, number>> => {
  const statuses = new Map<number, number>();
  let next = 0;
  const sender = async (): Promise<void> => {
    while (next < count) {
      const response = await send(next++);
      // Read to its end, so that the connection can be used again.
      await response.arrayBuffer();
      statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
    }
  };
  // After a failure the other senders stop, too.
  await Promise.all(Array.from({ length: AT_A_TIME }, sender)).finally(() => (next = count));
  return statuses;
};
