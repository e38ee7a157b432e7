import { defaultLayout, FindingsError } from '../request';
import fc from 'fast-check';
import { kustomizationContent } from '../manifests/kustomizationFile';
import { handEdited } from './handEdited';
import { resourcesOf } from './mergeKustomization';
import { mergeAllShared, mergeShared } from './mergeShared';

const path = 'tenants/pay/dev/kustomization.yaml';
const next = 'resources:\n  - web.yaml\n';

describe('a shared kustomization', () => {
  it.each([
    ['InvalidYaml', 'resources: ['],
    ['InvalidYaml', '- own.yaml\n'],
    ['InvalidYaml', 'resources: own.yaml\n'],
    ['InvalidYaml', 'resources: []\n---\nresources: []\n'],
    ['InvalidYaml', 'resources: &r [own.yaml]\nbases: *r\n'],
    ['TooLarge', `# ${'x'.repeat(40_000)}\nresources: []\n`],
    ['TooLarge', `a: ${'['.repeat(100)}`],
    ['TooLarge', 'a: &a x\nresources:\n'.concat('  - *a\n'.repeat(3000))],
  ])(
    'that nobody can read or edit is one finding, %s (case %#)',
    (code, present) => {
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
    },
  );

  it('keeps what people wrote', () => {
    const present = '# ours\nresources:\n  - own.yaml # by hand\n';
    expect(mergeShared(path, present, undefined, next)).toBe(
      '# ours\nresources:\n  - own.yaml # by hand\n  - web.yaml\n',
    );
  });

  it.each([
    [
      'kind: Kustomization\npatches: []\n',
      'kind: Kustomization\npatches: []\nresources:\n  - web.yaml\n',
    ],
    [
      'resources: # none yet\npatches: []\n',
      'resources:\n  # none yet\n  - web.yaml\npatches: []\n',
    ],
    [
      'x: &r\n  - own.yaml\nresources: *r\n',
      'x: &r\n  - own.yaml\nresources:\n  - own.yaml\n  - web.yaml\n',
    ],
    [
      'x: &x\n  resources:\n    - own.yaml\n<<: *x\n',
      'x: &x\n  resources:\n    - own.yaml\n<<: *x\nresources:\n  - own.yaml\n  - web.yaml\n',
    ],
    [
      'resources:\n  - own.yaml\npatches: []\n---\n# end\n',
      'resources:\n  - own.yaml\n  - web.yaml\npatches: []\n---\n# end\n',
    ],
    [
      '# ours\r\nresources:\r\n  - own.yaml\r\n',
      '# ours\r\nresources:\r\n  - own.yaml\r\n  - web.yaml\r\n',
    ],
    ['# hands off', `# hands off\n${kustomizationContent(['web.yaml'])}`],
    [
      'resources: [ 1, web.yaml,  web.yaml ] # as it is\n',
      'resources: [ 1, web.yaml,  web.yaml ] # as it is\n',
    ],
  ])('keeps all but its resources (case %#)', (present, merged) => {
    expect(mergeShared(path, present, undefined, next)).toBe(merged);
    expect(mergeShared(path, merged, next, next)).toBe(merged);
  });

  it('writes what an anchor stood for where its resource goes', () => {
    const present =
      'resources:\n  - &a web.yaml\n  - own.yaml\npatches:\n  - path: *a\n';
    expect(mergeShared(path, present, next, undefined)).toBe(
      'resources:\n  - own.yaml\npatches:\n  - path: web.yaml\n',
    );
  });
});

describe('a CODEOWNERS file', () => {
  const pay = '/tenants/pay/a/ @pay\n/tenants/pay/b/ @pay\n';
  const sold = '/tenants/pay/a/ @buyer\n/tenants/pay/b/ @buyer\n';
  const freeze = '\n# until Monday\n* @security\n';

  it.each([
    ['that is as it should be', pay + freeze, pay, pay, pay + freeze],
    ['with another owner', pay + freeze, pay, sold, sold + freeze],
    [
      'with a new folder',
      pay + freeze,
      pay,
      `${pay}/tenants/pay/c/ @pay\n`,
      `${pay}/tenants/pay/c/ @pay\n${freeze}`,
    ],
    [
      'with sections',
      '* @lead\n\n# of all\n[Security][2]\n* @lead\n\n^[Docs]\n* @lead\n',
      undefined,
      pay,
      `* @lead\n${pay}\n# of all\n[Security][2]\n* @lead\n\n^[Docs]\n* @lead\n`,
    ],
    [
      'with a line of ours in a section of somebody else',
      `* @lead\n${pay}[Security]\n* @lead\n${pay}`,
      `* @lead\n${pay}`,
      '* @boss\n',
      `* @boss\n[Security]\n* @lead\n${pay}`,
    ],
    [
      'with our lines where an older version put them',
      `[Docs]\n*.md @docs\n${pay}`,
      pay,
      undefined,
      '[Docs]\n*.md @docs\n',
    ],
    [
      'with lines of people',
      '# whose is what\n/docs/ @docs\n/docs/ @docs\n',
      undefined,
      `* @lead\n${pay}`,
      `# whose is what\n* @lead\n/docs/ @docs\n/docs/ @docs\n${pay}`,
    ],
    [
      'with the line ends of Windows',
      '/docs/ @docs\r\n/tenants/pay/a/ @pay\r\n/tenants/pay/b/ @pay\r\n',
      pay,
      '/tenants/pay/a/ @pay\n/tenants/pay/c/ @pay\n',
      '/docs/ @docs\r\n/tenants/pay/a/ @pay\r\n/tenants/pay/c/ @pay\r\n',
    ],
  ])('%s keeps what people wrote', (_, present, before, now, merged) => {
    expect(mergeShared('CODEOWNERS', present, before, now)).toBe(merged);
    expect(mergeShared('CODEOWNERS', merged, now, now)).toBe(merged);
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

  /** Of a tenant with some folders, or of the platform. */
  const ownersOf = (count: number, tenant: number) =>
    count === 0
      ? '* @platform\n'
      : Array.from(
          { length: count },
          (_, folder) => `/tenants/t${tenant}/${folder}/ @t${tenant}\n`,
        ).join('');

  it.each(['tenants/pay/dev/kustomization.yaml', 'CODEOWNERS'])(
    'is %s as if merged one after the other',
    at => {
      const all =
        at === 'CODEOWNERS'
          ? fc
              .array(fc.nat({ max: 3 }), { minLength: 2 })
              .map(counts => counts.map(ownersOf))
          : fc.array(
              fc.oneof(
                names.map(kustomizationContent),
                fc.constant('# by hand\nresources:\n  - own.yaml\n'),
                fc.constant('resources:\n  - a.yaml\npatches: []\n'),
              ),
              { minLength: 2 },
            );
      fc.assert(
        fc.property(all, contents => {
          expect(mergeAllShared(at, contents)).toBe(
            contents.reduce((there, each) =>
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
