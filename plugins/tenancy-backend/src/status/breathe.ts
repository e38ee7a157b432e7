/**
 * Lets other work through once in a while: a long estate must not hold up the backend.
 */
export async function breathe(done: number): Promise<void> {
  if (done % 50 === 0) {
    await new Promise(resolve => {
      setImmediate(resolve);
    });
  }
}
