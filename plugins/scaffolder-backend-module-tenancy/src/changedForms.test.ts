import type { JsonObject, JsonValue } from '@backstage/types';
import {
  editFromForm,
  type FormFields,
  formFromSpec,
} from '@groundwork/backstage-plugin-tenancy-common';
import { applyEdit, parseRequest } from '@groundwork/engine';
import fc from 'fast-check';
/* eslint-disable @backstage/no-relative-monorepo-imports -- the generators of requests are no part of what the engine publishes */
import { fullEstate } from '../../../packages/engine/src/testing/arbitraries/estates';
import { routeRequests } from '../../../packages/engine/src/testing/arbitraries/route';
import { secretRequests } from '../../../packages/engine/src/testing/arbitraries/secret';
import { serviceRequests } from '../../../packages/engine/src/testing/arbitraries/service';
import { workloadRequests } from '../../../packages/engine/src/testing/arbitraries/workload';
/* eslint-enable @backstage/no-relative-monorepo-imports */
import { readTemplate } from './__testUtils__/templatePortal';

const scope = fullEstate({ version: '1.6.1', channel: 'experimental' });

function plain(value: unknown): JsonObject {
  return JSON.parse(JSON.stringify(value));
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

/** One field of a form, changed in any request, and the only paths of the spec that may differ then. */
const changes: Array<
  [
    template: 'workload' | 'route' | 'secret' | 'service',
    requests: fc.Arbitrary<unknown>,
    field: string,
    value: JsonValue,
    paths: RegExp,
  ]
> = [
  [
    'workload',
    workloadRequests(scope),
    'image',
    'registry.acme.example/other:2.0.0',
    /^image$/,
  ],
  ['workload', workloadRequests(scope), 'env', { ONLY: 'this' }, /^env(\.|$)/],
  [
    'workload',
    workloadRequests(scope),
    'memoryLimit',
    '123Gi',
    /^resources\.limits\.memory$/,
  ],
  [
    'workload',
    workloadRequests(scope),
    'secretFiles',
    [{ secret: 'only', path: '/only' }],
    /^secretFiles/,
  ],
  ['workload', workloadRequests(scope), 'overrides', {}, /^overrides(\.|$)/],
  ['secret', secretRequests(scope), 'interval', '37m', /^refresh\.interval$/],
  [
    'service',
    serviceRequests(scope),
    'image',
    'registry.acme.example/other:2.0.0',
    /^workload\.image$/,
  ],
  [
    'route',
    routeRequests(scope),
    'moreGateways',
    [{ gateway: 'another' }],
    /^parents/,
  ],
];

describe('one field of a change form', () => {
  it.each(changes)(
    'of any %s changes only what it says: %#',
    (template, requests, field, value, paths) => {
      const [page] = readTemplate(template).spec.parameters as Array<{
        'ui:options': { spec: FormFields };
      }>;
      const { spec: fields } = page['ui:options'];
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
        }),
        { numRuns: 100 },
      );
    },
  );
});
