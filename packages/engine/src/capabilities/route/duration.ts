import { z } from 'zod';

/** A duration of Gateway API (GEP-2257): up to four whole numbers with h, m, s or ms. */
export const duration = z
  .string()
  .regex(
    /^([0-9]{1,5}(h|m|s|ms)){1,4}$/,
    'must be a duration such as 10s, 1m30s or 500ms',
  );
