/** Lets so many questions be asked at once, the others wait for their turn: an API server sends away who asks too much. */
export function inTurns(
  most: number,
): <T>(question: () => Promise<T>) => Promise<T> {
  let asking = 0;
  const waiting: Array<() => void> = [];
  return async question => {
    if (asking >= most) {
      await new Promise<void>(resolve => {
        waiting.push(resolve);
      });
    } else {
      asking += 1;
    }
    try {
      return await question();
    } finally {
      const next = waiting.shift();
      if (next) {
        next();
      } else {
        asking -= 1;
      }
    }
  };
}
