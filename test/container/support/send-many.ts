const CONCURRENCY = 32;

/** Sends requests concurrently, and counts the responses by status. */
export const sendMany = async (
  count: number,
  send: (index: number) => Promise<Response>,
): Promise<ReadonlyMap<number, number>> => {
  const statuses = new Map<number, number>();
  let next = 0;
  const sender = async (): Promise<void> => {
    while (next < count) {
      const response = await send(next++);
      // The body is read to its end, so that the connection can be reused.
      await response.arrayBuffer();
      statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
    }
  };
  // After a failure, the other senders also stop.
  await Promise.all(Array.from({ length: CONCURRENCY }, sender)).finally(() => (next = count));
  return statuses;
};
