/**
 * Groups of files that import each other, directly or through others: the strongly connected components of the import graph with more
 * than one file (Tarjan's algorithm).
 *
 * @param imports By file, the files that it imports; others than the keys are ignored.
 */
export const findCycles = (imports: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] => {
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const cycles: string[][] = [];

  const visit = (file: string): number => {
    const index = order.size;
    order.set(file, index);
    lowest.set(file, index);
    stack.push(file);
    for (const imported of imports.get(file) ?? []) {
      if (!imports.has(imported)) continue;
      const reached = order.has(imported) ? reachedIndex(imported) : visit(imported);
      lowest.set(file, Math.min(lowest.get(file) ?? index, reached));
    }
    if (lowest.get(file) === index) takeComponent(file);
    return lowest.get(file) ?? index;
  };

  const reachedIndex = (file: string): number => (stack.includes(file) ? (order.get(file) ?? Infinity) : Infinity);

  const takeComponent = (first: string): void => {
    const files = stack.splice(stack.indexOf(first));
    if (files.length > 1) cycles.push(files.toSorted());
  };

  for (const file of imports.keys()) if (!order.has(file)) visit(file);
  return cycles;
};
