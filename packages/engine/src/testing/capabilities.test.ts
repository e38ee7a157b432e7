import { existsSync, readFileSync } from 'fs';
import { join } from 'path';
import fc from 'fast-check';
import { capabilities as builtIn } from '../capabilities/list';
import { Capability, templateOf } from '../manifests';
import { ManifestFile } from '../model';
import { parseRequest } from '../parse/parseRequest';
import { render, renderUnchecked } from '../render/render';
import { requestApiVersion } from '../request';
import { readYaml } from '../yaml';
import { fullEstate } from './arbitraries/estates';
import { requestsOf } from './arbitraries/requestsOf';
import { tenantRequests } from './arbitraries/tenant';

const root = join(__dirname, '../../../..');
const docs = readFileSync(join(root, 'docs/requests.md'), 'utf8');
const estate = fullEstate(undefined, { oneCluster: true });

const capabilities: readonly Capability[] = builtIn;

/** The section of docs/requests.md about a kind. */
function sectionOf(kind: string): string {
  const [, section = ''] = docs.split(`\n## ${kind}\n`);
  return section.split('\n## ')[0];
}

/** What some valid requests of a kind render to. */
function rendered({ kind, root: isRoot }: Capability): ManifestFile[] {
  const { platform, tenant } = estate;
  return isRoot
    ? fc
        .sample(tenantRequests(platform), { seed: 1, numRuns: 20 })
        .flatMap(
          document =>
            renderUnchecked(parseRequest(document), platform, {}).files,
        )
    : fc
        .sample(requestsOf(kind)(estate), { seed: 1, numRuns: 40 })
        .flatMap(
          document =>
            render(parseRequest(document), platform, { tenant }).files,
        );
}

describe('the capabilities', () => {
  it('have one root, and kinds of letters that no two share', () => {
    expect(capabilities.filter(each => each.root)).toHaveLength(1);
    for (const { kind } of capabilities) {
      expect(kind).toMatch(/^[A-Z][A-Za-z]*$/);
    }
    const names = capabilities.map(({ kind }) => kind.toLowerCase());
    expect(new Set(names).size).toBe(names.length);
  });
});

describe.each(capabilities.map(each => [each.kind, each] as const))(
  'the capability %s',
  (kind, capability) => {
    it('has an example that is a request', () => {
      const { name, spec } = capability.example;
      const metadata = capability.root
        ? { name }
        : { name, tenant: 'payments' };
      expect(
        parseRequest({ apiVersion: requestApiVersion, kind, metadata, spec }),
      ).toMatchObject({ kind, metadata });
    });

    it('renders only the kinds of objects that it says it owns', () => {
      const owned = new Set(
        capability.objectsOwned.map(each => `${each.group} ${each.kind}`),
      );
      const objects = rendered(capability).flatMap(file => file.objects);
      expect(objects).not.toHaveLength(0);
      for (const object of objects) {
        const [group] = object.apiVersion.includes('/')
          ? object.apiVersion.split('/')
          : [''];
        expect(owned).toContain(`${group} ${object.kind}`);
      }
    });

    it('renders into the tree that it says', () => {
      const trees = rendered(capability)
        .filter(file => file.objects.length > 0)
        .map(file => file.tree);
      expect(new Set(trees)).toEqual(
        new Set([capability.layer === 'platform' ? 'platform' : 'tenants']),
      );
    });

    it('has a section in docs/requests.md, with an example that is a request', () => {
      const section = sectionOf(kind);
      expect(section).toContain(`schemas/${kind.toLowerCase()}.json`);
      const [, example = ''] = /```yaml\n([\s\S]*?)```/.exec(section) ?? [];
      expect(parseRequest(readYaml(example)[0])).toMatchObject({ kind });
    });

    it('has its template, which all.yaml names', () => {
      const template = templateOf(capability);
      if (template === undefined) {
        return;
      }
      const path = `${template.replace(/^kubernetes-/, '')}/template.yaml`;
      const file = join(root, 'templates', path);
      expect(existsSync(file)).toBe(true);
      expect(readFileSync(file, 'utf8')).toContain(`\n  name: ${template}\n`);
      expect(readFileSync(join(root, 'templates/all.yaml'), 'utf8')).toContain(
        `- ./${path}\n`,
      );
    });
  },
);
