import { z } from 'zod';

const part = z
  .string()
  .max(63)
  .regex(
    /^[A-Za-z0-9]([-\w.]*[A-Za-z0-9])?$/,
    'is not part of an entity reference',
  );

/** The parts of an entity reference in a URL. */
export const entitySchema = z.object({
  kind: part,
  namespace: part,
  name: part,
});
