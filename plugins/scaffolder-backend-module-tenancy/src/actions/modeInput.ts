import type { Z } from './outputs';

/** Whether the request must be new, must exist, or may be either. */
export const modeInput = (z: Z) =>
  z
    .enum(['create', 'change', 'either'])
    .optional()
    .describe(
      'create refuses a name that is taken, change one that is not there (create)',
    );
