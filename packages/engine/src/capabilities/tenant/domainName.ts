import { z } from 'zod';

/** A DNS name of two labels or more, without a wildcard. */
export const domainName = z
  .string()
  .max(253)
  .regex(
    /^([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\.)+[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/,
    'must be a domain such as payments.apps.example.com: lower case, without a wildcard',
  );
