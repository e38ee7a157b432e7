import { z } from 'zod';
import { repositoryAddress } from '../../request/repositoryAddress';
import { dnsLabel } from '../../names/objectNames';
import { groupRefPattern } from '../../names/groupSubject';
import { tenantRequestSchema } from '../../request/envelope';
import { selfHealPausesField } from '../../request/selfHealPauses';
import { egressSchema } from './network/egress';
import { domainName } from './domainName';
import { namespaceMetadataField } from './namespaceMetadata';
import { syncWindowSchema } from './syncWindow';

const groupRef = z
  .string()
  .max(253)
  .regex(
    groupRefPattern,
    'must be a group reference such as group:default/payments, in lower case',
  );

const text = z
  .string()
  .max(500)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'must be one line of text');

/**
 * A port of a gateway that is this tenant's alone, for TCP and UDP routes, which have no hostnames to tell tenants apart.
 *
 * @public
 */
export const grantedPortSchema = z.strictObject({
  environment: dnsLabel,
  gateway: dnsLabel.describe('Name of a gateway the platform offers there'),
  section: z
    .string()
    .min(1)
    .max(253)
    .describe('Name of a TCP or UDP listener of the gateway'),
  port: z.int().min(1).max(65535).describe('Port of that listener'),
});

/**
 * The schema of a Tenant request.
 *
 * @public
 */
export const tenantSchema = tenantRequestSchema(
  z.strictObject({
    owner: groupRef.describe('The Backstage group that owns the tenant'),
    environments: z
      .array(dnsLabel)
      .min(1)
      .max(20)
      .describe('Environments the tenant has a namespace in'),
    tier: z.string().min(1).max(63).describe('How much the tenant gets'),
    description: text.default('').describe('What the tenant is for, in a line'),
    viewers: z
      .array(groupRef)
      .max(20)
      .default([])
      .describe('Further groups that may read what is in the namespaces'),
    domains: z
      .record(dnsLabel, z.array(domainName).max(20))
      .default({})
      .describe(
        'Domains of the tenant by environment; where none is named it is <tenant>.<domain> for every domain of the environment',
      ),
    egress: z
      .array(egressSchema)
      .max(50)
      .default([])
      .describe(
        'Where pods may connect to, beyond their own namespace and DNS',
      ),
    ports: z
      .array(grantedPortSchema)
      .max(50)
      .default([])
      .describe('Ports of gateways for TCP and UDP routes'),
    repositories: z
      .array(repositoryAddress)
      .max(50)
      .default([])
      .describe(
        'Git, Helm and OCI repositories that Applications of the tenant may read, beside its own tree',
      ),
    syncWindows: z
      .array(syncWindowSchema)
      .max(20)
      .default([])
      .describe('When Argo CD may, or may not, sync the tenant'),
    selfHealPauses: selfHealPausesField,
    namespaceMetadata: namespaceMetadataField,
    draining: z
      .array(dnsLabel)
      .max(20)
      .default([])
      .describe(
        'Environments whose workloads are taken away, before they leave spec.environments',
      ),
    state: z
      .enum(['active', 'draining', 'removed'])
      .default('active')
      .describe(
        'active; draining: workloads are taken away, the namespace stays; removed: nothing is left but this file',
      ),
  }),
);

/**
 * A Tenant request after parsing, with its defaults.
 *
 * @public
 */
export type TenantRequest = z.output<typeof tenantSchema>;

/**
 * A Tenant request as it may be written.
 *
 * @public
 */
export type TenantRequestInput = z.input<typeof tenantSchema>;
