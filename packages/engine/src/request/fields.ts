import { z } from 'zod';
import { dnsLabel } from '../names/objectNames';

/** Names of Services are RFC 1035 labels: they begin with a letter. */
export const serviceName = z
  .string()
  .min(1)
  .max(63, 'must have at most 63 characters')
  .regex(
    /^[a-z]([-a-z0-9]*[a-z0-9])?$/,
    'must be lower case letters, digits and -, beginning with a letter',
  );

/** A name that may hold dots (RFC 1123 subdomain), as most objects have. */
export const subdomain = z
  .string()
  .min(1)
  .max(253, 'must have at most 253 characters')
  .regex(
    /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/,
    'must be lower case letters, digits, - and dots',
  );

/** A port number. */
export const portNumber = z.int().min(1).max(65535);

/** A port's name (IANA service name): 15 characters with a letter, and no `--`. */
export const portName = z
  .string()
  .max(15, 'must have at most 15 characters')
  .regex(
    /^(?=.*[a-z])(?!.*--)[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
    'must be lower case letters, digits and single -, with at least one letter',
  );

/** A key of a Secret or ConfigMap. */
export const secretKey = z
  .string()
  .min(1)
  .max(253, 'must have at most 253 characters')
  .regex(/^[-._a-zA-Z0-9]+$/, 'must be letters, digits, -, _ and .')
  .refine(key => key !== '.' && !key.startsWith('..'), {
    message: 'must not be . or begin with ..',
  });

/** An amount of CPU, memory or storage; a request file may hold a bare number. */
export const amount = z.union([
  z.number().min(0.001).max(1e15).transform(String),
  z
    .string()
    .regex(
      /^\d{1,15}(\.\d{1,6})?(m|k|M|G|T|P|E|[KMGTPE]i)?$/,
      'must be a quantity such as 500m, 4 or 8Gi',
    ),
]);

/** Environments a request is for. */
export const environmentsField = z
  .array(dnsLabel)
  .min(1)
  .max(20)
  .optional()
  .describe('Environments it is for; all of the tenant when left out');

/** A directory in a container. */
export const directoryPath = z
  .string()
  .max(1024)
  .regex(
    /^(\/(?!\.{1,2}(\/|$))[A-Za-z0-9._-]+)+$/,
    'must be an absolute path without . and .. such as /var/cache',
  );
