import { z } from 'zod';
import { dnsLabel } from '../../../names/objectNames';
import { labelKeyPattern } from '../../../names/labels';
import { domainName } from '../domainName';

const port = z
  .strictObject({
    port: z.int().min(1).max(65535),
    endPort: z
      .int()
      .min(1)
      .max(65535)
      .optional()
      .describe('Last port of a range'),
    protocol: z.enum(['TCP', 'UDP', 'SCTP']).default('TCP'),
  })
  .describe('A port, or a range up to endPort');

const labels = z.record(
  z.string().regex(labelKeyPattern, 'must be a label key'),
  z
    .string()
    .regex(
      /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/,
      'must be a label value',
    ),
);

/**
 * One allowed way out of a tenant's namespaces: to addresses, to a namespace, or to names outside the cluster.
 * Exactly one of `cidr`, `namespace` and `fqdn` is given.
 *
 * @public
 */
export const egressSchema = z
  .strictObject({
    name: dnsLabel.max(40).describe('Name of the rule, unique in the tenant'),
    environments: z
      .array(dnsLabel)
      .min(1)
      .optional()
      .describe('Environments it holds in; all of the tenant if absent'),
    cidr: z
      .string()
      .max(50)
      .optional()
      .describe('Addresses outside the cluster, such as 203.0.113.0/24'),
    except: z
      .array(z.string().max(50))
      .max(20)
      .optional()
      .describe('Addresses inside of cidr that stay closed'),
    namespace: dnsLabel
      .optional()
      .describe(
        'A namespace of the same cluster; its own policies must admit it too',
      ),
    podLabels: labels.optional().describe('Only these pods of the namespace'),
    fqdn: z
      .union([
        domainName,
        z
          .string()
          .max(253)
          .regex(
            /^\*\.([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\.)+[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/,
          ),
      ])
      .optional()
      .describe('A DNS name outside the cluster, or *.domain; needs Cilium'),
    ports: z.array(port).min(1).max(20),
  })
  .describe('One allowed way out');

/**
 * An egress rule after parsing.
 *
 * @public
 */
export type EgressRule = z.output<typeof egressSchema>;
