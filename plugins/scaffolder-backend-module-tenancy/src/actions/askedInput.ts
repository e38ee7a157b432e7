import type { Z } from './outputs';

/** Which tenant is changed, and what was asked of the step that rendered it: what it writes is rendered anew from that. */
export const askedInput = {
  tenant: (z: Z) =>
    z
      .string()
      .max(253)
      .describe(
        'The tenant that is changed, or platform for the guard rails and for all tenants at once',
      ),
  ask: (z: Z) =>
    z
      .record(z.unknown())
      .optional()
      .describe(
        'The output ask of the action that rendered it; left out for the guard rails',
      ),
};
