import { placeOfPath } from './fieldPlaces';

const options = {
  name: 'name',
  tenant: 'tenant',
  spec: {
    image: 'image',
    'ports.0.port': 'port',
    'ports.1+': 'morePorts',
    'resources.limits.memory': { field: 'memoryLimit', or: 'memory' },
    autoscale: {
      choice: { field: 'scaling', present: 'auto', absent: 'fixed' },
    },
    'autoscale.max': { field: 'maxPods', when: { scaling: 'auto' } },
  },
};

const pages = [
  {
    title: 'The workload',
    schema: { properties: { name: { title: 'Name' }, tenant: {} } },
  },
  {
    title: 'The container',
    schema: {
      properties: {
        image: { title: 'Image' },
        port: { title: 'Port' },
        morePorts: { title: 'Further ports' },
      },
    },
  },
  {
    title: 'Size',
    schema: {
      properties: {
        memoryLimit: { title: 'Most memory' },
        scaling: { title: 'How many pods' },
      },
      dependencies: {
        scaling: {
          oneOf: [{ properties: { maxPods: { title: 'At most' } } }],
        },
      },
    },
  },
];

describe('placeOfPath', () => {
  it.each([
    ['metadata.name', 'Name', 'The workload', 0],
    ['spec.image', 'Image', 'The container', 1],
    ['spec.ports[0].port', 'Port', 'The container', 1],
    ['spec.ports[2].name', 'Further ports', 'The container', 1],
    ['spec.resources.limits.memory', 'Most memory', 'Size', 2],
    ['spec.autoscale.max', 'At most', 'Size', 2],
    ['spec.autoscale', 'How many pods', 'Size', 2],
    ['spec.resources', 'Most memory', 'Size', 2],
  ])('finds the field of %s', (path, title, page, step) => {
    expect(placeOfPath(path, options, pages)).toMatchObject({
      title,
      page,
      step,
    });
  });

  it.each([
    [{ port: 8080, morePorts: [{ port: 9090 }] }, 0, 'Port'],
    [{ port: 8080, morePorts: [{ port: 9090 }] }, 1, 'Further ports'],
    [{ port: '', morePorts: [{ port: 9090 }] }, 0, 'Further ports'],
    [{ morePorts: [{ port: 9090 }, { port: 9091 }] }, 1, 'Further ports'],
    [{ port: '', morePorts: [] }, 0, 'Port'],
    [{}, 0, 'Port'],
  ])(
    'finds the field in which an item was typed: %j at %d',
    (form, at, title) => {
      expect(
        placeOfPath(`spec.ports[${at}].port`, options, pages, form),
      ).toMatchObject({ title });
    },
  );

  it('finds none for what no page shows', () => {
    for (const path of [
      'spec.serviceAccount',
      'metadata.tenant',
      'spec',
      'kind',
    ]) {
      expect(placeOfPath(path, options, pages)).toBeUndefined();
    }
  });
});
