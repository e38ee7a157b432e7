import type { JsonObject } from '@backstage/types';

const PREFIX = 'tenancy.draft:';

/** What somebody entered into forms and has not proposed yet, kept for as long as the window is open. */
export const drafts = {
  /** What was entered into the form at an address; undefined where nothing was, or it can't be read any more. */
  get(address: string): JsonObject | undefined {
    try {
      const draft = JSON.parse(sessionStorage.getItem(PREFIX + address) ?? '');
      return typeof draft === 'object' && draft !== null ? draft : undefined;
    } catch {
      return undefined;
    }
  },

  /** Keeps a form. Fields that hold secrets show stars to a form, and nothing but these gets here. */
  set(address: string, form: JsonObject): void {
    try {
      sessionStorage.setItem(PREFIX + address, JSON.stringify(form));
    } catch {
      // Where there is no room, a reload loses what was entered, as without drafts.
    }
  },

  remove(address: string): void {
    sessionStorage.removeItem(PREFIX + address);
  },
};
