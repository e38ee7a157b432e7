import { FindingsError } from '../request';
import { handEdited } from './handEdited';
import { mergeShared } from './mergeShared';

const path = 'tenants/pay/dev/kustomization.yaml';
const next = 'resources:\n  - web.yaml\n';

describe('a shared kustomization', () => {
  it.each([
    ['NotYaml', 'resources: ['],
    ['TooLarge', `# ${'x'.repeat(40_000)}\nresources: []\n`],
    ['TooLarge', `a: ${'['.repeat(100)}`],
    ['TooLarge', 'a: &a x\nresources:\n'.concat('  - *a\n'.repeat(3000))],
  ])('that nobody can read is one finding, %s (case %#)', (code, present) => {
    const merge = () => mergeShared(path, present, undefined, next);
    expect(merge).toThrow(FindingsError);
    expect(merge).toThrow(path);
    const findings = handEdited(new Map([[path, present]]), {
      files: [
        { path, tree: 'tenants', content: next, objects: [], shared: true },
      ],
    });
    expect(findings).toMatchObject([{ code, fixableBy: 'tenant' }]);
  });

  it('keeps what people wrote', () => {
    const present = '# ours\nresources:\n  - own.yaml # by hand\n';
    expect(mergeShared(path, present, undefined, next)).toBe(
      '# ours\nresources:\n  - own.yaml # by hand\n  - web.yaml\n',
    );
  });
});
