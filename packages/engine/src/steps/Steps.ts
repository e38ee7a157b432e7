/**
 * Long work in steps of a few milliseconds at most, so that whoever takes the steps can let others work in between. What
 * it comes to is returned with the last one.
 *
 * @public
 */
export type Steps<T> = Generator<void, T>;

/**
 * Takes all steps at once, for those whom nobody waits for.
 *
 * @public
 */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) {
      return value;
    }
  }
}
