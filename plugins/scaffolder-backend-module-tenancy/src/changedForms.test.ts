import type { JsonObject, JsonValue } from '@backstage/types';
import {
  editFromForm,
  type FormFields,
  formFromSpec,
} from '@groundwork/backstage-plugin-tenancy-common';
import {
  applyEdit,
  type KubernetesObject,
  parseRequest,
  render,
  type Request,
} from '@groundwork/engine';
import fc from 'fast-check';
/* eslint-disable @backstage/no-relative-monorepo-imports -- the generators of requests are no part of what the engine publishes */
import { fullEstate } from '../../../packages/engine/src/testing/arbitraries/estates';
import { requestsOf } from '../../../packages/engine/src/testing/arbitraries/requestsOf';
import { cases } from '../../../packages/engine/src/testing/cases';
/* eslint-enable @backstage/no-relative-monorepo-imports */
import { readTemplate } from './__testUtils__/templates';

const gatewayApi = { version: '1.6.1', channel: 'experimental' } as const;
const scope = fullEstate(gatewayApi);

function plain(value: unknown): JsonObject {
  return JSON.parse(JSON.stringify(value));
}

/** What a request renders to, by kind, name and environment. */
function rendered(request: Request): Map<string, KubernetesObject> {
  const { platform, tenant } = scope;
  const { files } = render(request, platform, {
    tenant,
    gatewayApi: Object.fromEntries(
      platform.environments.map(({ cluster }) => [cluster, gatewayApi]),
    ),
  });
  return new Map(
    files.flatMap(({ target, objects }) =>
      (target ? objects : []).map(object => [
        `${object.kind} ${object.metadata.name} ${target?.environment}`,
        object,
      ]),
    ),
  );
}

/** Whether a request is more than well formed: what is changed at random may contradict what it stands in. */
function isRenderable(request: Request): boolean {
  try {
    rendered(request);
    return true;
  } catch {
    return false;
  }
}

/** How rendered objects differ: `Kind: path`, with no path for one that comes or goes. */
function renderedDifferences(was: Request, is: Request): string[] {
  const [before, after] = [rendered(was), rendered(is)];
  return [...new Set([...before.keys(), ...after.keys()])].flatMap(key => {
    const [kind] = key.split(' ');
    const [old, now] = [before.get(key), after.get(key)];
    return old && now
      ? differences(old, now).map(path => `${kind}: ${path}`)
      : [`${kind}: ${old ? 'goes' : 'comes'}`];
  });
}

/** The paths of all that differs, lists as a whole where their length does. */
function differences(was: unknown, is: unknown, path = ''): string[] {
  if (JSON.stringify(was) === JSON.stringify(is)) {
    return [];
  }
  const isHolder = (value: unknown): value is Record<string, unknown> =>
    typeof value === 'object' && value !== null;
  if (
    isHolder(was) &&
    isHolder(is) &&
    Array.isArray(was) === Array.isArray(is) &&
    (!Array.isArray(was) || was.length === Object.keys(is).length)
  ) {
    return [...new Set([...Object.keys(was), ...Object.keys(is)])].flatMap(
      key => differences(was[key], is[key], path ? `${path}.${key}` : key),
    );
  }
  return [path];
}

/** One field of a form, changed in any request, and the only paths of the spec, and of what it renders to, that may differ then. */
const changes: Array<
  [
    template: 'workload' | 'route' | 'secret' | 'service' | 'scaler',
    requests: fc.Arbitrary<unknown>,
    field: string,
    value: JsonValue,
    paths: RegExp,
    objects: RegExp,
  ]
> = [
  [
    'workload',
    requestsOf('Workload')(scope),
    'image',
    'registry.acme.example/other:2.0.0',
    /^image$/,
    /^Deployment: spec\.template\.spec\.containers\.0\.image$/,
  ],
  [
    'workload',
    requestsOf('Workload')(scope),
    'env',
    { ONLY: 'this' },
    /^env(\.|$)/,
    /^Deployment: spec\.template\.spec\.containers\.0\.env/,
  ],
  [
    'workload',
    requestsOf('Workload')(scope),
    'memoryLimit',
    '3Gi',
    /^resources\.limits\.memory$/,
    /^Deployment: spec\.template\.spec\.containers\.0\.resources/,
  ],
  [
    'workload',
    requestsOf('Workload')(scope),
    'secretFiles',
    [{ secret: 'only', path: '/only' }],
    /^secretFiles/,
    /^Deployment: spec\.template\.(spec\.(volumes|containers\.0\.volumeMounts)|metadata)|^Deployment: metadata\.annotations/,
  ],
  [
    'workload',
    requestsOf('Workload')(scope),
    'overrides',
    {},
    /^overrides(\.|$)/,
    /^Deployment: spec\.(replicas|template\.spec\.containers\.0\.(image|env|resources))|^(HorizontalPodAutoscaler|PodDisruptionBudget): /,
  ],
  [
    'secret',
    requestsOf('Secret')(scope),
    'interval',
    '37m',
    /^refresh\.interval$/,
    /^ExternalSecret: spec\.refreshInterval$/,
  ],
  [
    'service',
    requestsOf('Service')(scope),
    'image',
    'registry.acme.example/other:2.0.0',
    /^workload\.image$/,
    /^Deployment: spec\.template\.spec\.containers\.0\.image$/,
  ],
  [
    'scaler',
    requestsOf('Scaler')(scope),
    'pollingInterval',
    77,
    /^pollingInterval$/,
    /^ScaledObject: spec\.pollingInterval$/,
  ],
  [
    'scaler',
    requestsOf('Scaler')(scope),
    'maxPods',
    999,
    /^max$/,
    /^ScaledObject: spec\.maxReplicaCount$/,
  ],
  [
    'route',
    requestsOf('Route')(scope),
    'moreGateways',
    [{ gateway: 'internal' }],
    /^parents/,
    /^\w+Route: spec\.parentRefs/,
  ],
];

describe('one field of a change form', () => {
  it.each(changes)(
    'of any %s changes only what it says: %#',
    (template, requests, field, value, paths, objects) => {
      const [page] = readTemplate(template).spec.parameters as Array<{
        'ui:options': { spec: FormFields };
      }>;
      const { spec: fields } = page['ui:options'];
      let compared = 0;
      fc.assert(
        fc.property(requests, document => {
          const request = parseRequest(document);
          const base = plain(request.spec);
          const form = {
            ...plain(formFromSpec(base, fields)),
            mode: 'change',
            [field]: value,
          };
          const { document: next, findings } = applyEdit(
            {
              ...request.metadata,
              kind: request.kind,
              ...editFromForm(form, fields, base),
            },
            request,
          );
          expect(findings).toEqual([]);
          const { spec } = plain(next) as { spec: JsonObject };
          for (const path of differences(base, spec)) {
            expect(path).toMatch(paths);
          }
          const changed = parseRequest(next);
          const isCompared = isRenderable(request) && isRenderable(changed);
          compared += isCompared ? 1 : 0;
          const unasked = isCompared
            ? renderedDifferences(request, changed).filter(
                difference => !objects.test(difference),
              )
            : [];
          expect(unasked).toEqual([]);
        }),
        { numRuns: cases(40) },
      );
      expect(compared).toBeGreaterThan(8);
    },
  );
});
