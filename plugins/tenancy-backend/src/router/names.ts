import { isClearText } from '@groundwork/engine';
import { z } from 'zod';

/** The name of a tenant or environment in a URL: a DNS label. */
export const nameSchema = z
  .string()
  .max(63)
  .regex(
    /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
    'must be lower case letters, digits and -',
  );

/** The name of a request. */
export const requestNameSchema = z
  .string()
  .max(253)
  .regex(/^[a-z0-9]([-.a-z0-9]*[a-z0-9])?$/, 'is not the name of a request');

/** The kind of a request, in any case. */
export const kindSchema = z
  .string()
  .max(63)
  .regex(/^[A-Za-z]+$/, 'must be letters');

/** The name of a branch as Git takes it, that shows as what it is and is no option of a command. */
export const branchSchema = z
  .string()
  .max(250)
  .regex(
    /^(?![-/])(?!.*(?:\.\.|@\{|\/\/|\/\.|\.lock$|[./]$))[^\s~^:?*[\\]+$/,
    'is not the name of a branch',
  )
  .refine(isClearText, 'contains an invisible character. Remove it');
