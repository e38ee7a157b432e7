const KEY = 'groundwork.demo-user';

/** Remembers who was chosen, so that a reload keeps the session. */
export const chosenUser = {
  get: (): string | undefined => localStorage.getItem(KEY) ?? undefined,
  set: (name: string): void => localStorage.setItem(KEY, name),
  clear: (): void => localStorage.removeItem(KEY),
};
