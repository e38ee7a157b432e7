import { type KubernetesObject } from '../model';
import { parsePlatform } from '../platform';
import { renderUnchecked } from '../render/render';
import { arraySnapshot } from '../snapshot';
import { finish } from '../steps';
import { parsedTenant } from '../testing/renderTenant';
import {
  estate as routed,
  gateway,
  pod as webPod,
} from '../testing/networkWorld';
import { inDev, input, request } from '../testing/reportedTenant';
import { enforcementInSteps } from '.';

describe('what enforcing would bring, and what is not known of it', () => {
  it('tells policies that cannot be read, and what throws in rendering', () => {
    const unreadable = inDev(routed({}), {
      unknowns: [
        {
          cluster: 'spoke',
          group: 'networking.k8s.io',
          kind: 'NetworkPolicy',
          unknown: 'forbidden',
        },
      ],
    });
    expect(unreadable.notKnown.join()).toContain(
      'does not allow us to read it',
    );
    const unreadableRequest = inDev([], { unreadable: true, requests: [] });
    expect(unreadableRequest.notKnown).toEqual([
      'its request in Git cannot be read',
    ]);
  });

  it('tells which quotas and policies come, that open pods are closed, and which routes break', () => {
    const objects = routed({});
    const here = inDev(objects);
    expect(new Set(here.adds.map(({ kind }) => kind))).toEqual(
      new Set([
        'ResourceQuota',
        'LimitRange',
        'NetworkPolicy',
        'ServiceAccount',
      ]),
    );
    expect(here.closes).toEqual({ ingress: true, egress: true });
    expect(here.routes).toEqual([]);

    // Through a gateway that the platform does not name.
    const foreign = routed({
      gateway: {
        ...gateway(),
        metadata: { name: 'external', namespace: 'elsewhere', generation: 1 },
      },
    }).map((object: KubernetesObject) =>
      object.kind === 'HTTPRoute'
        ? {
            ...object,
            spec: {
              ...(object.spec as object),
              parentRefs: [{ name: 'external', namespace: 'elsewhere' }],
            },
            status: {
              parents: [
                {
                  parentRef: { name: 'external', namespace: 'elsewhere' },
                  controllerName: 'example.com/controller',
                  conditions: ['Accepted', 'ResolvedRefs'].map(type => ({
                    type,
                    status: 'True',
                    reason: type,
                    observedGeneration: 1,
                  })),
                },
              ],
            },
          }
        : object,
    );
    const cut = inDev([
      ...foreign,
      {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: 'elsewhere' },
      },
    ]);
    expect(cut.routes).toEqual([
      {
        ref: expect.objectContaining({ kind: 'HTTPRoute', name: 'web' }),
        hostnames: ['pay.example.com'],
        state: 'Unknown',
        why: expect.stringContaining('it is not known where its proxies run'),
      },
    ]);
  });

  it('changes the account that every namespace has', () => {
    const account: KubernetesObject = {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: 'default', namespace: 'pay' },
    };
    const { adds, changes } = inDev([account]);
    expect(changes).toEqual([
      expect.objectContaining({ kind: 'ServiceAccount', name: 'default' }),
    ]);
    expect(adds.map(({ kind }) => kind)).not.toContain('ServiceAccount');
  });

  it('adds nothing that is there already', () => {
    const held = renderUnchecked(
      request,
      parsePlatform({ ...input, reportOnly: [] }),
      {},
    ).files.flatMap(({ objects }) => objects);
    const { adds, changes, closes } = inDev([
      ...held.filter(({ metadata }) => metadata.namespace === 'pay'),
      webPod,
    ]);
    expect([adds, changes]).toEqual([[], []]);
    expect(closes).toEqual({ ingress: false, egress: false });
  });

  it('takes nothing that it could not look at for good', () => {
    expect(
      inDev([], {
        unknowns: [
          {
            cluster: 'spoke',
            group: 'apps',
            kind: 'Deployment',
            unknown: 'forbidden',
          },
        ],
      }).notKnown,
    ).toEqual(['cluster spoke does not allow us to read it: Deployment']);
    expect(inDev([], { requests: [] })).toMatchObject({
      adds: [],
      notKnown: [expect.stringContaining('Git has no request')],
    });
    expect(
      inDev([], { unknowns: [{ cluster: 'spoke', unknown: 'unreachable' }] })
        .notKnown,
    ).toEqual([
      expect.stringMatching(
        /^cluster spoke cannot be reached: .*, .* and \d+ more$/,
      ),
    ]);
    expect(
      finish(
        enforcementInSteps(
          { name: 'pay', environments: ['dev'] },
          arraySnapshot([]),
          {
            platform: parsePlatform(input),
            requests: [request],
            now: 2,
          },
        ),
      ),
    ).toEqual({
      environments: [],
      problems: [
        { environment: 'dev', why: 'cluster spoke is not being read' },
      ],
    });
    expect(
      finish(
        enforcementInSteps(
          { name: 'pay', environments: ['dev'] },
          arraySnapshot([{ cluster: 'spoke', objects: [], asOf: 1 }]),
          { platform: parsePlatform(input), requests: [request], now: 2 },
        ),
      ).problems,
    ).toEqual([{ environment: 'dev', why: 'it has no namespace here yet' }]);
    const odd = parsedTenant({ tier: 'gone' }, 'pay');
    expect(inDev([], { requests: [odd] }).notKnown).toEqual([
      expect.stringContaining('its request cannot be rendered'),
    ]);
  });

  it('asks for objects that are kept as metadata alone, and tells which it could not have', () => {
    const settings: KubernetesObject = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'settings', namespace: 'pay' },
    };
    const asked: string[] = [];
    expect(
      inDev([settings], {
        whole: ({ name }) => {
          asked.push(name);
          return undefined;
        },
      }).notKnown,
    ).toEqual([]);
    expect(asked).toEqual(['settings']);
    expect(
      inDev([settings], { whole: () => ({ why: 'it cannot be read now' }) })
        .notKnown,
    ).toEqual(['it cannot be read now: ConfigMap settings']);
    const many = Array.from({ length: 7 }, (_, index) => ({
      ...settings,
      metadata: { name: `settings-${index}`, namespace: 'pay' },
    }));
    expect(
      inDev(many, { whole: () => ({ why: 'it cannot be read now' }) }).notKnown,
    ).toEqual([expect.stringMatching(/settings-4 and 2 more$/)]);
  });
});
