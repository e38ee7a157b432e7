import { z } from 'zod';
import { environmentAccess } from './access';
import { ownPlaceSchema } from './ownPlace';
import { scalingSchema } from './scaling';
import { secretStoreSchema } from './stores';

const dnsName = z
  .string()
  .max(63)
  .regex(
    /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
    'must be a DNS label: lower case letters, digits and -',
  );

const domain = z
  .string()
  .max(253)
  .regex(
    /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)+$/,
    'must be a domain such as apps.example.com, without a wildcard',
  );

/**
 * A gateway the platform offers to tenants.
 *
 * @public
 */
export const gatewaySchema = z.strictObject({
  name: dnsName,
  namespace: dnsName,
  title: z.string().optional().describe('What forms call it'),
  visibility: z.enum(['external', 'internal']).default('external'),
  listeners: z
    .array(
      z.strictObject({
        name: z.string().min(1).describe('sectionName of the listener'),
        protocol: z.enum(['HTTP', 'HTTPS', 'TLS', 'TCP', 'UDP']),
        port: z.int().min(1).max(65535),
        tls: z.enum(['Terminate', 'Passthrough']).optional(),
      }),
    )
    .min(1),
  /** Namespaces whose pods carry the gateway's traffic; empty where Cilium's own ingress identity does. */
  dataPlane: z
    .strictObject({
      namespace: dnsName,
      podLabels: z.record(z.string(), z.string()).default({}),
    })
    .optional()
    .describe('Where the proxies run, for the NetworkPolicy that admits them'),
  sourceRanges: z
    .array(
      z
        .union([z.cidrv4(), z.cidrv6()])
        .refine(
          range => !range.endsWith('/0'),
          'must not be all addresses: those of other tenants are among them',
        ),
    )
    .min(1)
    .max(50)
    .optional()
    .describe(
      'From which addresses its traffic comes, where a load balancer outside of the cluster brings it to the pods; in the place of proxies unless dataPlane names some',
    ),
});

const destinationSchema = z.union([
  z.strictObject({ server: z.string().url() }),
  z.strictObject({ name: z.string().min(1) }),
]);

/**
 * A target such as dev, staging or prod: a cluster, the Argo CD that serves it, and what it offers.
 *
 * @public
 */
export const environmentSchema = z.strictObject({
  name: dnsName,
  cluster: z
    .string()
    .min(1)
    .describe('Name of the cluster in the Kubernetes plugin or kubeconfig'),
  repository: ownPlaceSchema
    .optional()
    .describe(
      'A repository or branch of its own for what is rendered for it; requests stay where they are',
    ),
  delivery: z
    .looseObject({
      name: z
        .string()
        .min(1)
        .max(63)
        .default('argocd')
        .describe(
          'argocd, or what an extension brings; its own options stand beside it',
        ),
    })
    .prefault({})
    .describe('What brings the objects of Git to the cluster'),
  argocd: z.strictObject({
    cluster: z.string().min(1).describe('Cluster where Argo CD runs'),
    namespace: dnsName.default('argocd'),
    destination: destinationSchema.describe(
      "This environment's cluster, as that Argo CD calls it",
    ),
    otherDestinations: z
      .array(destinationSchema)
      .max(20)
      .optional()
      .describe(
        'What else that Argo CD calls it: Applications that are not rendered here may use its address where destination has its name',
      ),
    url: z
      .string()
      .url()
      .optional()
      .describe('Address of its web UI, for links'),
    impersonation: z
      .boolean()
      .default(false)
      .describe(
        'Whether application.sync.impersonation.enabled is on in argocd-cm',
      ),
    globalProjects: z
      .array(
        z.strictObject({
          projectName: z.string().min(1).max(253),
          labelSelector: z
            .strictObject({
              matchLabels: z.record(z.string(), z.string()).default({}),
              matchExpressions: z
                .array(
                  z.strictObject({
                    key: z.string().min(1),
                    operator: z.enum(['In', 'NotIn', 'Exists', 'DoesNotExist']),
                    values: z.array(z.string()).default([]),
                  }),
                )
                .default([]),
            })
            .prefault({}),
        }),
      )
      .max(50)
      .default([])
      .describe(
        'What globalProjects in argocd-cm says: projects whose permits and sync windows hold for all that a selector matches',
      ),
    platformAccount: z
      .string()
      .regex(
        /^[a-z0-9]([-a-z0-9]*[a-z0-9])?:[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/,
        'must be <namespace>:<name> of a ServiceAccount',
      )
      .optional()
      .describe(
        'Where impersonation is on: ServiceAccount of the cluster that syncs the platform tree; kube-system:argocd-manager, or the application controller where Argo CD runs, if absent',
      ),
  }),
  gateways: z.array(gatewaySchema).max(20).default([]),
  domains: z
    .array(domain)
    .max(50)
    .default([])
    .describe('Domains that tenants get names under'),
  secretStores: z.array(secretStoreSchema).max(20).default([]),
  dns: z.enum(['coredns', 'nodelocal', 'openshift']).default('coredns'),
  cni: z
    .enum(['kubernetes', 'cilium', 'none'])
    .optional()
    .describe(
      'What enforces network policies: cilium, anything else that does (kubernetes), or nothing (none); told from the DaemonSets of the cluster if absent',
    ),
  podSecurity: z
    .strictObject({
      level: z.enum(['restricted', 'baseline']).default('restricted'),
      version: z
        .string()
        .regex(/^(latest|v1\.\d+)$/)
        .default('v1.36'),
    })
    .prefault({}),
  monitoring: z
    .strictObject({
      namespace: dnsName,
      podLabels: z.record(z.string(), z.string()).default({}),
    })
    .optional()
    .describe('Where metrics scrapers run'),
  namespaceLabels: z
    .record(z.string(), z.string())
    .default({})
    .describe(
      'Further labels of tenant namespaces: service mesh, trust bundle',
    ),
  trustedUsers: z
    .array(z.string().min(1))
    .default(['system:serviceaccount:external-secrets:external-secrets'])
    .describe(
      'Users beside cluster administrators that may write what the platform manages, such as operators that set finalizers on it',
    ),
  reader: z
    .strictObject({
      kind: z.enum(['ServiceAccount', 'User', 'Group']),
      name: z.string().min(1),
      namespace: dnsName.optional(),
    })
    .optional()
    .describe(
      'Who the portal reads the clusters as; it is given read access without Secrets',
    ),
  actions: z
    .strictObject({
      account: z
        .string()
        .regex(
          /^[a-z0-9]([-a-z0-9]*[a-z0-9])?:[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/,
          'must be <namespace>:<name> of a ServiceAccount',
        )
        .default('groundwork:groundwork-actor')
        .describe(
          'ServiceAccount that syncs and restarts for teams, <namespace>:<name>; a guard rail holds it to that',
        ),
    })
    .optional()
    .describe(
      'Where teams may act from the portal: its account is given its rights, and fenced; never the account that reads',
    ),
  selfHealPauses: z
    .strictObject({
      allowed: z.boolean().default(true),
      maxDays: z.int().min(1).max(90).default(7),
    })
    .prefault({})
    .describe(
      'Whether requests may have Argo CD not put back for a while what is changed by hand, and for how long',
    ),
  registries: z
    .array(z.string().min(1))
    .default([])
    .describe('Image registries tenants may use; empty allows all'),
  injectedImages: z
    .array(
      z.string().regex(/^[^\s@]+$/, 'must be an image without tag and digest'),
    )
    .max(100)
    .default([
      'cr.l5d.io/linkerd/proxy',
      'cr.l5d.io/linkerd/proxy-init',
      'docker.io/istio/proxyv2',
      'gcr.io/istio-release/proxyv2',
      'registry.istio.io/release/proxyv2',
    ])
    .describe(
      "Images, without tag, that the platform's webhooks put into tenants' pods; the teams' own manifests may not name them",
    ),
  podNetworks: z
    .array(
      z
        .string()
        .regex(
          /^[a-z0-9]([-a-z0-9]*[a-z0-9])?\/[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/,
          'must be <namespace>/<name> of a NetworkAttachmentDefinition',
        ),
    )
    .max(50)
    .default(['default/istio-cni'])
    .describe(
      'Networks of other namespaces (k8s.v1.cni.cncf.io/networks) that pods of tenants may join',
    ),
  csiDrivers: z
    .array(z.string().min(1))
    .max(50)
    .default([])
    .describe('CSI drivers that pods may mount inline; no others'),
  schedulers: z
    .array(z.string().min(1).max(253))
    .max(20)
    .default([])
    .describe(
      'Schedulers that pods may name (schedulerName) beside default-scheduler; no others',
    ),
  access: environmentAccess.describe(
    'What teams may do with their running pods; a tier may restrict it',
  ),
  scaling: scalingSchema
    .optional()
    .describe(
      'Where KEDA runs: what its operator may call for tenants; absent, teams have no scalers',
    ),
  sharedServices: z
    .array(
      z.strictObject({
        namespace: dnsName,
        service: dnsName,
        tenants: z
          .array(dnsName)
          .optional()
          .describe('Only these tenants; all when left out'),
      }),
    )
    .max(16)
    .default([])
    .describe(
      "Services of the platform that tenants' routes may send requests to; each tenant gets a ReferenceGrant",
    ),
  externalBackends: z
    .strictObject({
      hostnames: z
        .array(z.string().regex(/^(\*\.)?[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/))
        .max(100)
        .default([])
        .describe('Hosts that are allowed, or *.domain; empty allows all'),
    })
    .optional()
    .describe(
      "Which hosts outside the cluster routes may send requests to, as XBackend of Gateway API's experimental channel; absent: none. Where gateways know no XBackend, share a Service that stands for the host",
    ),
});

/**
 * An environment after parsing.
 *
 * @public
 */
export type Environment = z.output<typeof environmentSchema>;
/**
 * A gateway after parsing.
 *
 * @public
 */
export type PlatformGateway = z.output<typeof gatewaySchema>;
