import { defaultLayout, FindingsError } from '../request';
import fc from 'fast-check';
import { kustomizationContent } from '../manifests/kustomizationFile';
import { handEdited } from './handEdited';
import { mergeAllShared, mergeShared, resourcesOf } from './mergeShared';

const path = 'tenants/pay/dev/kustomization.yaml';
const next = 'resources:\n  - web.yaml\n';

describe('a shared kustomization', () => {
  it.each([
    ['InvalidYaml', 'resources: ['],
    ['TooLarge', `# ${'x'.repeat(40_000)}\nresources: []\n`],
    ['TooLarge', `a: ${'['.repeat(100)}`],
    ['TooLarge', 'a: &a x\nresources:\n'.concat('  - *a\n'.repeat(3000))],
  ])('that nobody can read is one finding, %s (case %#)', (code, present) => {
    const merge = () => mergeShared(path, present, undefined, next);
    expect(merge).toThrow(FindingsError);
    expect(merge).toThrow(path);
    const findings = handEdited(
      new Map([[path, present]]),
      {
        files: [
          { path, tree: 'tenants', content: next, objects: [], shared: true },
        ],
      },
      defaultLayout,
    );
    expect(findings).toMatchObject([{ code, fixableBy: 'tenant' }]);
  });

  it('keeps what people wrote', () => {
    const present = '# ours\nresources:\n  - own.yaml # by hand\n';
    expect(mergeShared(path, present, undefined, next)).toBe(
      '# ours\nresources:\n  - own.yaml # by hand\n  - web.yaml\n',
    );
  });
});

describe('what many requests render to one file', () => {
  const names = fc.array(
    fc.oneof(
      fc.constantFrom('web.yaml', '1.5', 'yes', '- a', 'a\nb', '* @x', ''),
      fc.string(),
    ),
    { maxLength: 5 },
  );

  it.each(['tenants/pay/dev/kustomization.yaml', 'CODEOWNERS'])(
    'is %s as if merged one after the other',
    at => {
      const contents = at.endsWith('.yaml')
        ? fc.oneof(
            names.map(kustomizationContent),
            fc.constant('# by hand\nresources:\n  - own.yaml\n'),
            fc.constant('resources:\n  - a.yaml\npatches: []\n'),
          )
        : names.map(lines => lines.map(line => `${line}\n`).join(''));
      fc.assert(
        fc.property(fc.array(contents, { minLength: 2 }), all => {
          expect(mergeAllShared(at, all)).toBe(
            all.reduce((there, each) =>
              mergeShared(at, there, undefined, each),
            ),
          );
        }),
      );
    },
  );

  it('is read without a limit, since it was rendered here', () => {
    const all = Array.from({ length: 3000 }, (_, i) =>
      kustomizationContent([`tenant-${i}.yaml`]),
    );
    const content = mergeAllShared(path, all);
    expect(content.split('\n  - ')).toHaveLength(3001);
    expect(mergeShared(path, content, all[0], undefined)).not.toContain(
      'tenant-0.yaml',
    );
  });

  it('has its resources read alike with and without a reader', () => {
    fc.assert(
      fc.property(names, list => {
        const content = kustomizationContent(list);
        expect(
          mergeShared(path, content, kustomizationContent([]), content),
        ).toBe(kustomizationContent(resourcesOf(content)));
      }),
    );
  });
});
