import fc from 'fast-check';
import { parseRequest, parseRequestText } from '../parse/parseRequest';
import { requestFile } from '../render/render';
import { finish } from '../steps';
import { applyEdit } from './applyEdit';
import { requestText } from './requestText';
import { type ImageAsk, imagesOf, setImage } from './setImage';
import { defaultLayout } from '../request';

const tenantEnvironments = ['dev', 'staging', 'prod'];
const repository = 'registry.example.com/shop/api';

function workload(spec: object = {}) {
  return parseRequest({
    apiVersion: 'tenancy.groundwork.dev/v1',
    kind: 'Workload',
    metadata: { name: 'api', tenant: 'shop' },
    spec: { image: `${repository}:1`, ...spec },
  });
}

function deployed(request: ReturnType<typeof workload>, ask: ImageAsk) {
  const { edit, findings, images } = setImage(request, ask, {
    tenantEnvironments,
  });
  const next = edit ? parseRequest(applyEdit(edit, request).document) : request;
  return { next, images, said: findings.map(f => `${f.code} ${f.field}`) };
}

describe('setImage', () => {
  it('writes beside the others what one environment runs otherwise', () => {
    const { next } = deployed(workload({ replicas: 2 }), {
      image: `${repository}:2`,
      environments: ['dev'],
    });

    expect(next).toEqual(
      workload({
        replicas: 2,
        overrides: { dev: { image: `${repository}:2` } },
      }),
    );
    expect(imagesOf(next, tenantEnvironments)).toEqual({
      dev: `${repository}:2`,
      staging: `${repository}:1`,
      prod: `${repository}:1`,
    });
  });

  it('writes once what all run, and keeps the rest of their overrides', () => {
    const { next } = deployed(
      workload({
        overrides: {
          dev: { image: `${repository}:2`, replicas: 1 },
          staging: { image: `${repository}:2` },
        },
      }),
      { image: ':2', environments: ['prod'] },
    );

    expect(next).toEqual(
      workload({
        image: `${repository}:2`,
        overrides: { dev: { replicas: 1 } },
      }),
    );
  });

  it('takes an override away that says what all others run', () => {
    const { next } = deployed(
      workload({
        overrides: {
          dev: { image: `${repository}:3` },
          staging: { image: `${repository}:2` },
        },
      }),
      { image: ':1', environments: ['dev'] },
    );
    expect(next).toEqual(
      workload({ overrides: { staging: { image: `${repository}:2` } } }),
    );
  });

  it('edits the workload within a service', () => {
    const service = parseRequest({
      apiVersion: 'tenancy.groundwork.dev/v1',
      kind: 'Service',
      metadata: { name: 'api', tenant: 'shop' },
      spec: { workload: { image: `${repository}:1` } },
    });
    const { next } = deployed(service, { image: ':2', environments: ['dev'] });
    expect(next.spec).toMatchObject({
      workload: {
        image: `${repository}:1`,
        overrides: { dev: { image: `${repository}:2` } },
      },
    });
  });

  it('makes no edit of what Git holds already', () => {
    const { edit, images } = setImage(
      workload(),
      { image: `${repository}:1` },
      { tenantEnvironments },
    );
    expect(edit).toBeUndefined();
    expect(images).toHaveLength(3);
  });

  it.each<[string, ImageAsk, string[]]>([
    [
      'an environment that it is not for',
      { image: ':2', environments: ['qa'] },
      ['UnknownEnvironment environments'],
    ],
    [
      'a path in place of an environment',
      { image: ':2', environments: ['../prod', '__proto__'] },
      ['UnknownEnvironment environments', 'UnknownEnvironment environments'],
    ],
    ['an option', { image: '--help' }, ['InvalidImage spec.image']],
    [
      'a second line',
      { image: `${repository}:2\n  command: [sh]` },
      ['InvalidImage spec.image'],
    ],
    ['no version', { image: repository }, ['ImageNotPinned spec.image']],
    ['latest', { image: ':latest' }, ['ImageNotPinned spec.image']],
    [
      'another repository',
      { image: `${repository}-evil:2` },
      ['ImageRepositoryChanged spec.image'],
    ],
    [
      'another registry',
      { image: 'shop/api:2' },
      ['ImageRepositoryChanged spec.image'],
    ],
  ])('refuses %s', (_, ask, expected) => {
    const { next, said } = deployed(workload(), ask);
    expect(said).toEqual(expected);
    expect(next).toEqual(workload());
  });

  it('names the override that would change its repository', () => {
    const { said } = deployed(
      workload({ overrides: { dev: { image: 'mirror.example.com/api:1' } } }),
      { image: `${repository}:2`, environments: ['dev', 'prod'] },
    );
    expect(said).toEqual(['ImageRepositoryChanged spec.overrides.dev.image']);
  });

  it('takes a repository that is allowed', () => {
    const image = 'ghcr.io/shop/api:2';
    expect(
      deployed(workload(), { image, repositories: ['ghcr.io/shop/api'] }).next,
    ).toEqual(workload({ image }));
    expect(deployed(workload(), { image, repositories: 'any' }).next).toEqual(
      workload({ image }),
    );
  });

  it('deploys a digest of the repository of each environment', () => {
    const digest = `@sha256:${'a'.repeat(64)}`;
    const { next } = deployed(
      workload({
        overrides: {
          prod: { image: `localhost:5000/api:1@sha256:${'b'.repeat(64)}` },
        },
      }),
      { image: digest },
    );
    expect(imagesOf(next, tenantEnvironments)).toEqual({
      dev: repository + digest,
      staging: repository + digest,
      prod: `localhost:5000/api${digest}`,
    });
  });

  it('refuses a request that runs no image', () => {
    const secret = { ...workload(), kind: 'Secret' } as ReturnType<
      typeof workload
    >;
    expect(deployed(secret, { image: ':2' }).said).toEqual([
      'NothingDeployed kind',
    ]);
  });

  const image = fc
    .constantFrom('1', '2', '3')
    .map(tag => `${repository}:${tag}`);
  const names = fc.constantFrom(...tenantEnvironments);

  it('runs what is asked where it is asked, and what ran before elsewhere', () => {
    fc.assert(
      fc.property(
        image,
        fc.dictionary(
          names,
          fc.record({ image, replicas: fc.nat(5) }, { requiredKeys: [] }),
        ),
        image,
        fc.uniqueArray(names, { minLength: 1 }),
        (base, overrides, wanted, environments) => {
          const request = workload({ image: base, overrides });
          const before = imagesOf(request, tenantEnvironments);
          const { next, said } = deployed(request, {
            image: wanted,
            environments,
          });
          expect(said).toEqual([]);
          expect(imagesOf(next, tenantEnvironments)).toEqual({
            ...before,
            ...Object.fromEntries(environments.map(name => [name, wanted])),
          });
          // asked twice there is nothing left to do
          expect(
            setImage(
              next,
              { image: wanted, environments },
              { tenantEnvironments },
            ).edit,
          ).toBeUndefined();
          const others = (spec: Record<string, unknown>) =>
            tenantEnvironments.map(
              name =>
                (Object(spec.overrides)[name] as { replicas?: number })
                  ?.replicas,
            );
          expect(others(next.spec)).toEqual(others(request.spec));
        },
      ),
    );
  });

  it('changes no other line of a file that was written by hand', () => {
    const text = [
      'apiVersion: tenancy.groundwork.dev/v1',
      'kind: Workload',
      'metadata: {tenant: shop, name: api}',
      'spec:',
      `  image: "${repository}:1"   # the stable one`,
      '  overrides:',
      '    # tries things out',
      `    dev: {image: ${repository}:2, replicas: 1}`,
      '',
    ].join('\n');
    const request = parseRequestText(text);
    const { next } = deployed(request, { image: ':3', environments: ['dev'] });
    expect(
      finish(requestText(text, next, requestFile(next, defaultLayout).content)),
    ).toBe(text.replace('api:2', 'api:3'));
  });
});
