import fc from 'fast-check';
import { ManagedPathsReader, writerOf } from './managedPaths';

const entry = (manager: string, fieldsV1: unknown, more: object = {}) => ({
  manager,
  operation: 'Update',
  time: '2026-01-01T10:00:00Z',
  fieldsType: 'FieldsV1',
  fieldsV1,
  ...more,
});
const read = (...entries: unknown[]) => new ManagedPathsReader().read(entries);
const field = (...names: string[]) => names.map(name => ({ field: name }));

describe('who wrote a field', () => {
  it('is who owns it, or what it is a part of as a whole', () => {
    const managers = read(
      entry('argocd-controller', {
        'f:spec': { 'f:rules': {}, 'f:template': { 'f:spec': {} } },
      }),
      entry('kubectl-edit', { 'f:spec': { 'f:replicas': {} } }),
    );
    expect(writerOf(managers, field('spec', 'replicas'))?.manager).toBe(
      'kubectl-edit',
    );
    expect(
      writerOf(managers, [...field('spec', 'rules'), { index: 0 }])?.manager,
    ).toBe('argocd-controller');
  });

  it('finds items of lists by their keys, in whatever order these are written', () => {
    const managers = read(
      entry('kubectl-patch', {
        'f:ports': {
          'k:{"protocol":"TCP","containerPort":8080}': {
            '.': {},
            'f:name': {},
          },
        },
      }),
    );
    const path = [
      { field: 'ports' },
      { key: { containerPort: 8080, protocol: 'TCP' } },
    ];
    expect(writerOf(managers, [...path, { field: 'name' }])?.manager).toBe(
      'kubectl-patch',
    );
  });

  it('does not take who made a map for who wrote what others put into it', () => {
    const managers = read(
      entry('argocd-controller', {
        'f:labels': { '.': {}, 'f:app': {} },
      }),
    );
    expect(writerOf(managers, field('labels', 'team'))).toBeUndefined();
  });

  it('is the last of several, and another than Argo CD where there is one', () => {
    const managers = read(
      entry(
        'argocd-controller',
        { 'f:a': {} },
        { time: '2026-01-02T10:00:00Z' },
      ),
      entry('helm', { 'f:a': {} }),
      entry('kubectl-edit', { 'f:a': {} }, { time: '2026-01-01T11:00:00Z' }),
    );
    const isArgo = ({ manager }: { manager: string }) =>
      manager.startsWith('argocd');
    expect(writerOf(managers, field('a'), isArgo)?.manager).toBe(
      'kubectl-edit',
    );
  });

  it('takes sets of values as a whole', () => {
    const managers = read(
      entry('kubectl', { 'f:finalizers': { '.': {}, 'v:"a"': {} } }),
    );
    expect(writerOf(managers, field('finalizers'))?.manager).toBe('kubectl');
  });

  it('is not known of what is larger than is kept, or was not kept', () => {
    const wide = Object.fromEntries(
      Array.from({ length: 2_000 }, (_, i) => [`f:${i}`, {}]),
    );
    expect(read(entry('a', wide))).toBe('tooLarge');
    let deep: object = {};
    for (let i = 0; i < 100_000; i++) {
      deep = { 'f:a': deep };
    }
    expect(read(entry('a', deep))).toBe('tooLarge');
    expect(read(...Array(100).fill(entry('a', {})))).toBe('tooLarge');
    expect(read(entry('a', { [`f:${'x'.repeat(2000)}`]: {} }))).toBe(
      'tooLarge',
    );
    expect(writerOf('tooLarge', field('a'))).toBeUndefined();
  });

  it('cleans names of what hides or turns others', () => {
    const managers = read(entry('kube\u202e\u0007ctl', { 'f:a': {} }));
    expect(writerOf(managers, field('a'))?.manager).toBe('kubectl');
  });

  it('keeps equal texts once, also after it began anew', () => {
    const reader = new ManagedPathsReader(50);
    const tree = { 'f:spec': { 'f:a': {}, 'f:b': {} } };
    const [one] = reader.read([entry('a', tree)]);
    const [two] = reader.read([entry('b', tree)]);
    expect(Object(one).paths).toBe(Object(two).paths);
    for (let i = 0; i < 60; i++) {
      reader.read([entry('a', { [`f:${i}`]: {} })]);
    }
    expect(
      writerOf(reader.read([entry('c', tree)]), field('spec', 'b'))?.manager,
    ).toBe('c');
  });

  it('finds every path again that was packed', () => {
    const names = ['f:a', 'f:b', 'k:{"name":"x"}', 'f:a b', 'f:\u00e9'];
    const tree = fc.letrec<{ tree: object }>(tie => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        fc.constant({}),
        fc.dictionary(fc.constantFrom(...names), tie('tree')),
      ),
    })).tree;
    const leaves = (at: object, path: string[] = []): string[][] => {
      const below = Object.entries(at);
      return below.length === 0 && path.length > 0
        ? [path]
        : below.flatMap(([step, child]) => leaves(child, [...path, step]));
    };
    fc.assert(
      fc.property(tree, each => {
        const managers = read(entry('kubectl-edit', each));
        for (const leaf of leaves(each)) {
          const path = leaf.map(step =>
            step.startsWith('k:')
              ? { key: { name: 'x' } }
              : { field: step.slice(2) },
          );
          expect(writerOf(managers, path)?.manager).toBe('kubectl-edit');
        }
      }),
    );
  });

  it('keeps nothing of who wrote the status', () => {
    expect(
      read(entry('kubelet', { 'f:status': {} }, { subresource: 'status' })),
    ).toEqual([]);
  });

  it('never throws', () => {
    const step = fc.oneof(
      fc.constantFrom(
        '.',
        'f:spec',
        'f:',
        'k:{"name":"a"}',
        'k:{',
        'k:null',
        'v:1',
        'i:0',
      ),
      fc.string(),
    );
    const tree = fc.letrec(tie => ({
      tree: fc.oneof(
        { maxDepth: 5 },
        fc.constant({}),
        fc.dictionary(step, tie('tree')),
        fc.anything(),
      ),
    })).tree;
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            tree.map(each => entry('m', each)),
            fc.anything(),
          ),
        ),
        entries => {
          expect(() =>
            writerOf(new ManagedPathsReader(20).read(entries), [
              { field: 'spec' },
              { key: { name: 'a' } },
              { index: 0 },
            ]),
          ).not.toThrow();
        },
      ),
    );
  });
});
