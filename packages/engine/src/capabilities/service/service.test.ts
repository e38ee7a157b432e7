import { objectsFor, refusedFor, renderFor } from '../../testing/renderFor';

const workload = {
  image: 'registry.example.com/payments/shop:1.4.2',
  ports: [{ name: 'http', port: 8080, servicePort: 80 }],
};
const route = { protocol: 'HTTP', parents: [{ gateway: 'external' }] };
const db = {
  name: 'db',
  store: 'vault',
  extract: [{ key: 'payments/db' }],
};

describe('a service', () => {
  it('goes from an image to a URL in one file', () => {
    const [, file] = renderFor('Service', {
      environments: ['dev'],
      workload,
      route,
      secrets: [db],
    });
    expect(file.path).toBe('tenants/payments/dev/service-shop.yaml');
    expect(file.content).toMatchSnapshot();
  });

  it('is what its parts are', () => {
    const parts = [
      ...objectsFor(
        'Secret',
        { store: db.store, extract: db.extract },
        { name: 'shop-db' },
      ),
      ...objectsFor('Workload', { ...workload, secrets: ['shop-db'] }),
      ...objectsFor('Route', {
        ...route,
        rules: [{ backends: [{ service: 'shop', port: 80 }] }],
      }),
    ];
    const whole = objectsFor('Service', { workload, route, secrets: [db] });
    expect(whole).toEqual(parts);
  });

  it('needs neither route nor secrets', () => {
    const kinds = objectsFor('Service', { workload }).map(o => o.kind);
    expect(kinds).toContain('Deployment');
    expect(kinds).not.toContain('HTTPRoute');
  });

  it('gives the workload its secrets the way they are used', () => {
    const values = [
      { secretKey: 'user', key: 'payments/registry' },
      { secretKey: 'password', key: 'payments/registry' },
    ];
    const objects = objectsFor('Service', {
      workload,
      secrets: [
        db,
        { ...db, name: 'cert', use: 'files' },
        {
          name: 'registry',
          store: 'vault',
          data: values,
          use: 'pull',
          template: {
            type: 'dockerconfigjson',
            registry: 'registry.example.com',
            username: 'user',
            password: 'password',
          },
        },
        { ...db, name: 'other', use: 'none' },
      ],
    });
    const deployment = objects.find(object => object.kind === 'Deployment');
    expect(deployment).toMatchObject({
      spec: {
        template: {
          spec: {
            imagePullSecrets: [{ name: 'shop-registry' }],
            containers: [
              {
                envFrom: [{ secretRef: { name: 'shop-db' } }],
                volumeMounts: [
                  { mountPath: '/tmp' },
                  { mountPath: '/secrets/cert', readOnly: true },
                ],
              },
            ],
          },
        },
      },
    });
  });

  it.each(['GRPC', 'TLS'])('routes %s to its only port', protocol => {
    const gateway = protocol === 'TLS' ? 'internal' : 'external';
    const objects = objectsFor('Service', {
      workload,
      route: { protocol, parents: [{ gateway }] },
    });
    expect(objects[objects.length - 1]).toMatchObject({
      kind: `${protocol}Route`,
      spec: { rules: [{ backendRefs: [{ name: 'shop', port: 80 }] }] },
    });
  });

  it('lets a rule redirect instead', () => {
    const filters = [{ type: 'RequestRedirect', scheme: 'https' }];
    const objects = objectsFor('Service', {
      workload,
      route: { ...route, rules: [{ filters }] },
    });
    expect(objects[objects.length - 1]).not.toHaveProperty(
      'spec.rules.0.backendRefs',
    );
  });

  it.each([
    [
      { route, workload: { ...workload, ports: [] } },
      'UnknownPort spec.workload.ports',
    ],
    [{ route: { ...route, port: 'grpc' } }, 'UnknownPort spec.route.port'],
    [
      { workload: { ...workload, image: 'shop' } },
      'ImageNotPinned spec.workload.image',
    ],
    [
      { workload: { ...workload, overrides: { test: {} } } },
      'UnknownEnvironment spec.workload.overrides.test',
    ],
    [
      { route: { ...route, hostnames: ['a.example.org'] } },
      'HostnameOutsideDomains spec.route.hostnames[0]',
    ],
    [
      { secrets: [{ ...db, extract: [{ key: 'orders/db' }] }] },
      'PathOutsidePrefix spec.secrets[0].extract[0].key',
    ],
    [{ secrets: [db, db] }, 'Duplicate spec.secrets[1].name'],
    [
      { secrets: [{ ...db, path: '/a' }] },
      'Contradiction spec.secrets[0].path',
    ],
    [
      { secrets: [{ ...db, use: 'pull' }] },
      'Contradiction spec.secrets[0].use',
    ],
  ])('refuses %j with %s', (spec, expected) => {
    expect(refusedFor('Service', { workload, ...spec })).toContain(expected);
  });
});
