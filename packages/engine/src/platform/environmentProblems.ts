import { storePrefix } from './storePath';
import { placeholdersOf } from '../names/templates';
import { labelKeyPattern, labelValuePattern } from '../names/labels';
import { Environment } from './environment';
import { StoreConfig, storeProviderOf } from './stores';
import { Platform } from './platform';
import { sampleOf } from './tenantPlace';
import type { PlatformProblem } from './PlatformProblem';
import { deliveryProblems } from './deliveryProblems';
import { scalingProblems } from './scalingProblems';
import { unique } from './unique';

/** Characters that Argo CD reads as patterns, in repositories and destinations. */
const pattern = /[*?[\]{}!\\\s]/;

/**
 * What is wrong with an environment whose fields are all well by themselves.
 */
export function environmentProblems(
  environment: Environment,
  field: string,
  platform: Platform,
): PlatformProblem[] {
  const { argocd } = environment;
  const destination =
    'server' in argocd.destination
      ? argocd.destination.server
      : argocd.destination.name;
  return [
    ...unique(environment.gateways, `${field}.gateways`),
    ...environment.gateways.flatMap((gateway, index) =>
      unique(gateway.listeners, `${field}.gateways[${index}].listeners`),
    ),
    ...unique(environment.secretStores, `${field}.secretStores`),
    ...environment.secretStores.flatMap((store, index) =>
      storeProblems(
        store,
        environment,
        `${field}.secretStores[${index}]`,
        platform,
      ),
    ),
    ...deliveryProblems(
      environment,
      `${field}.delivery`,
      platform.deliveries ?? [],
    ),
    ...scalingProblems(environment.scaling, `${field}.scaling`),
    ...labels(environment, field, platform),
    ...[
      [`${field}.argocd.destination`, destination],
      ['repository.tenants.url', platform.repository.tenants.url],
      ['repository.platform.url', platform.repository.platform.url],
      ...(['platform', 'tenants'] as const).flatMap(tree => {
        const { url } = environment.repository?.[tree] ?? {};
        return url === undefined
          ? []
          : [[`${field}.repository`, sampleOf(url)]];
      }),
    ].flatMap(([at, given]) =>
      pattern.test(given)
        ? [
            {
              code: 'PatternInAddress',
              field: at,
              given,
              message: 'Argo CD would read this as a pattern.',
              fix: 'Give the exact address or name.',
            },
          ]
        : [],
    ),
    ...(environment.reader?.kind === 'ServiceAccount' &&
    environment.reader.namespace === undefined
      ? [
          {
            code: 'MissingField',
            field: `${field}.reader.namespace`,
            message: 'A ServiceAccount lives in a namespace.',
            fix: 'Name it.',
          },
        ]
      : []),
  ];
}

function labels(
  environment: Environment,
  field: string,
  { prefix, tiers }: Platform,
): PlatformProblem[] {
  const own = (key: string) =>
    key.startsWith(`${prefix}/`) ||
    key.startsWith('pod-security.kubernetes.io/') ||
    key === 'kubernetes.io/metadata.name' ||
    key === 'app.kubernetes.io/managed-by';
  const check = (
    at: string,
    values: Readonly<Record<string, string>>,
    refused: (key: string) => boolean = () => false,
  ) =>
    Object.entries(values).flatMap(([key, value]) =>
      !labelKeyPattern.test(key) ||
      !labelValuePattern.test(value) ||
      refused(key)
        ? [
            {
              code: 'InvalidLabel',
              field: `${at}[${JSON.stringify(key)}]`,
              given: value,
              message: refused(key)
                ? 'Groundwork sets this label itself.'
                : 'This is not a label.',
              fix: 'A label is a name and a value of at most 63 letters, digits, -, _ and . each.',
            },
          ]
        : [],
    );
  return [
    ...check(`${field}.namespaceLabels`, environment.namespaceLabels, own),
    ...check(
      `${field}.monitoring.podLabels`,
      environment.monitoring?.podLabels ?? {},
    ),
    ...environment.gateways.flatMap((gateway, index) =>
      check(
        `${field}.gateways[${index}].dataPlane.podLabels`,
        gateway.dataPlane?.podLabels ?? {},
      ),
    ),
    ...Object.entries(tiers).flatMap(([name, tier]) =>
      check(`tiers.${name}.nodeSelector`, tier.nodeSelector),
    ),
  ];
}

function storeProblems(
  store: StoreConfig,
  environment: Environment,
  field: string,
  platform: Platform,
): PlatformProblem[] {
  const provider = storeProviderOf(store, platform);
  const values = new Map(Object.entries(store));
  const problems = [
    ...template(store.prefix, `${field}.prefix`, 'paths'),
    ...(provider?.templates ?? []).flatMap(name => {
      const value: unknown = values.get(name);
      return typeof value === 'string'
        ? template(value, `${field}.${name}`, `${name}s`)
        : [];
    }),
  ];
  const bounds = storePrefix(
    store,
    { tenant: 'tenant', namespace: 'tenant', environment },
    platform,
  );
  if (problems.length === 0 && 'problem' in bounds) {
    problems.push({
      code: 'StorePrefixOverlaps',
      field: `${field}.prefix`,
      given: store.prefix,
      message: bounds.problem,
      fix: 'Write it as ${{ tenant }}/, or as ${{ tenant }}-- where names have no slashes, as in Azure Key Vault.',
    });
  }
  return [...problems, ...(provider?.problems?.(store, field) ?? [])];
}

function template(
  text: string,
  field: string,
  things: string,
): PlatformProblem[] {
  const found = placeholdersOf(text);
  const known = ['tenant', 'environment', 'namespace'];
  if (
    found.every(name => known.includes(name)) &&
    (found.includes('tenant') || found.includes('namespace'))
  ) {
    return [];
  }
  return [
    {
      code: 'StorePathNotUnique',
      field,
      given: text,
      message: `Tenants would share their ${things}.`,
      fix: 'Use ${{ tenant }} or ${{ namespace }}, and beside them only ${{ environment }}.',
    },
  ];
}
