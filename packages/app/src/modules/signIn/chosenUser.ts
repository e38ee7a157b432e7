const KEY = 'groundwork.demo-user';

/** Remembers who was chosen, so that a reload keeps the session. */
export const chosenUser = {
  get: (): string | undefined => localStorage.getItem(KEY) ?? undefined,
  set: (ref: string): void => localStorage.setItem(KEY, ref),
  clear: (): void => localStorage.removeItem(KEY),
};
