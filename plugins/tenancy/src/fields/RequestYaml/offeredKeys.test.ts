import { requestJsonSchemas } from '@groundwork/engine';
import { offeredKeys } from './offeredKeys';

const { Workload, Route } = requestJsonSchemas();

/** Offers at the sign |. */
function at(marked: string, schema = Workload) {
  return offeredKeys(marked.replace('|', ''), marked.indexOf('|'), schema).map(
    ({ key }) => key,
  );
}

describe('offeredKeys', () => {
  it('knows the fields at the top, without those that are there', () => {
    expect(at('kind: Workload\n|')).toEqual(['apiVersion', 'metadata', 'spec']);
  });

  it('knows the fields of the spec, with what they mean', () => {
    const text = 'spec:\n  image: a:1\n  ';
    const offered = offeredKeys(text, text.length, Workload);
    expect(offered.map(({ key }) => key)).toEqual(
      expect.arrayContaining(['replicas', 'probes', 'secretFiles']),
    );
    expect(offered).not.toContainEqual(
      expect.objectContaining({ key: 'image' }),
    );
    expect(offered).toContainEqual({
      key: 'secretFiles',
      description: 'Secrets that are mounted as files, read-only',
    });
  });

  it('follows what is typed', () => {
    expect(at('spec:\n  image: a:1\n  re|')).toEqual([
      'replicas',
      'resources',
      'readOnlyRootFilesystem',
      'restartOnRotation',
    ]);
  });

  it('knows the fields of an item, behind its dash and below it', () => {
    expect(at('spec:\n  ports:\n    - |')).toContain('servicePort');
    const below = at('spec:\n  ports:\n    - name: http\n      |');
    expect(below).toContain('servicePort');
    expect(below).not.toContain('name');
  });

  it('knows what is deep, and what is a map', () => {
    expect(
      at('spec:\n  probes:\n    readiness:\n      http:\n        |'),
    ).toEqual(['path', 'port', 'scheme']);
    expect(at('spec:\n  overrides:\n    prod:\n      |')).toContain('replicas');
  });

  it('knows all that one of several shapes has', () => {
    expect(at('spec:\n  rules:\n    - filters:\n        - |', Route)).toEqual(
      expect.arrayContaining(['type', 'statusCode', 'allowOrigins']),
    );
  });

  it.each(['', '|', '\n\n|', '- - -|', ':::|', 'spec: [|', '\t|'])(
    'takes %j',
    text => {
      expect(() => at(text)).not.toThrow();
    },
  );
});
