import { adoptedOf, foundObject } from '../testing/adoptedObjects';

const namespace = foundObject('Namespace', 'pay-old');
const config = (name: string, text = 'b') =>
  foundObject('ConfigMap', name, { data: { a: text } });

const fileOf = (object: ReturnType<typeof foundObject>) =>
  adoptedOf([namespace, object]).files.find(({ path }) =>
    path.includes('/adopted-'),
  );
const told = (object: ReturnType<typeof foundObject>) =>
  adoptedOf([namespace, object]).objects.find(
    ({ name }) => name === object.metadata.name,
  );

const deleted = { deletionTimestamp: '2026-01-01T00:00:00Z' };
const job = (status: object = {}) => ({
  ...foundObject('Job', 'migrate', {
    spec: {
      selector: { matchLabels: { 'batch.kubernetes.io/controller-uid': 'u' } },
      template: {
        metadata: {
          labels: {
            app: 'a',
            'batch.kubernetes.io/controller-uid': 'u',
            'controller-uid': 'u',
            'job-name': 'migrate',
          },
        },
        spec: { containers: [{ name: 'c', image: 'x:1' }] },
      },
    },
    status,
  }),
  apiVersion: 'batch/v1',
});

describe('an object that is kept as it is', () => {
  it('has a file that every file system takes, whatever its name', () => {
    const [one, other] = ['a', 'b'].map(
      end => fileOf(config(`${'n'.repeat(240)}${end}`))?.path ?? '',
    );
    expect(one.split('/').pop()?.length).toBeLessThanOrEqual(255);
    expect(one).not.toBe(other);
    expect(fileOf(config('short'))?.path).toMatch(
      /\/adopted-configmap-short\.yaml$/,
    );
  });

  it.each(['a\u007fb', 'a\u0080', '\u009f', '\ufffe', 'a\ud800b'])(
    'is listed where Kustomize would refuse to build it: %j',
    text => {
      expect(told(config('c', text))).toMatchObject({
        fate: 'listed',
        code: 'unwritable',
        values: { field: 'data.a' },
      });
    },
  );

  it.each(['\u0007', '\ufeffb', 'x\r', '\u0085', '\u2028'])(
    'is kept where Kustomize builds it: %j',
    text => {
      expect(told(config('c', text))?.fate).toBe('kept');
    },
  );

  it('is none that is being deleted', () => {
    const object = config('c');
    expect(
      told({ ...object, metadata: { ...object.metadata, ...deleted } }),
    ).toMatchObject({ fate: 'listed', code: 'beingDeleted' });
  });

  it('is none of a namespace that is being deleted', () => {
    const outcome = adoptedOf([
      { ...namespace, metadata: { ...namespace.metadata, ...deleted } },
      config('c'),
    ]);
    expect(outcome.tenants).toEqual([]);
    expect(outcome.leftOut).toEqual([
      { namespace: 'pay-old', objects: 2, why: 'it is being deleted' },
    ]);
  });

  it('has no marks of the controller of a Job, and is no Job that has ended', () => {
    const text = fileOf(job())?.content;
    expect(text).toContain('app: a');
    expect(text).not.toMatch(/controller-uid|job-name|selector/);
    expect(
      told(job({ conditions: [{ type: 'Complete', status: 'True' }] })),
    ).toMatchObject({ fate: 'listed', code: 'finishedJob' });
  });

  it('is no claim that names its volume itself, since guard rails refuse it', () => {
    const claim = (storageClassName: string) =>
      foundObject('PersistentVolumeClaim', 'data', {
        spec: { storageClassName, volumeName: 'pv-1' },
      });
    expect(told(claim(''))).toMatchObject({
      fate: 'listed',
      why: expect.stringContaining('volumeName'),
    });
    expect(fileOf(claim('fast'))?.content).not.toContain('volumeName');
  });

  it('keeps the address of a Service that somebody set', () => {
    const service = (metadata: object, spec: object) => {
      const object = foundObject('Service', 'web', {
        spec: { clusterIP: '10.96.0.50', ipFamilies: ['IPv6'], ...spec },
      });
      return fileOf({
        ...object,
        metadata: { ...object.metadata, ...metadata },
      })?.content;
    };
    const served = { clusterIPs: ['10.96.0.50'] };
    const applied = {
      annotations: {
        'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify({
          spec: { clusterIP: '10.96.0.50' },
        }),
      },
    };
    expect(service({}, {})).toMatch(/clusterIP: .*10\.96[^]*IPv6/);
    expect(service({}, served)).not.toMatch(/10\.96|IPv6/);
    expect(service(applied, served)).toMatch(/clusterIP: .*10\.96/);
  });
});
