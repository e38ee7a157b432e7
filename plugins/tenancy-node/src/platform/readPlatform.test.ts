import { ConfigReader } from '@backstage/config';
import {
  type PlatformInput,
  platformSchema,
  platformSection,
} from '@groundwork/engine';
import fs from 'node:fs';
import path from 'node:path';
import type { Config } from '../../config';
import { clustersOf, hasPlatform, readPlatform } from './readPlatform';

const amounts = { cpu: '1', memory: '1Gi', ephemeralStorage: '1Gi' };
const tenancy = {
  repository: { url: 'https://github.com/acme/estate' },
  groups: { template: 'oidc:${{ group }}' },
  tiers: {
    small: {
      quota: { requests: amounts, limits: amounts, storage: '1Gi', pods: 10 },
      container: { defaultRequest: amounts, default: amounts, max: amounts },
    },
  },
  environments: [
    {
      name: 'dev',
      cluster: 'spoke',
      argocd: { cluster: 'hub', destination: { name: 'spoke' } },
    },
  ],
};

type Tenancy = NonNullable<Config['tenancy']>;
type Described = NonNullable<Tenancy['environments']>[number];
type Known = PlatformInput['environments'][number];

/** Each key stands here that a schema knows and config.d.ts does not: then this file does not compile. */
const undescribed: Record<
  | Exclude<keyof PlatformInput, keyof Tenancy>
  | Exclude<keyof Known, keyof Described>
  | Exclude<keyof Known['argocd'], keyof NonNullable<Described['argocd']>>,
  never
> = {};

describe('readPlatform', () => {
  it('reads the platform, and passes over what is about the plugins', () => {
    const platform = readPlatform(
      new ConfigReader({
        tenancy: {
          ...tenancy,
          kubeconfig: { path: '/kubeconfig' },
          git: { pollInterval: '2s' },
          watch: { maxObjects: 10 },
          catalog: { schedule: { frequency: '2s', timeout: '1m' } },
        },
      }),
    );

    expect(platform.prefix).toBe('tenancy.groundwork.dev');
    expect(clustersOf(platform)).toEqual(['hub', 'spoke']);
  });

  it('has all of its keys described in config.d.ts', () => {
    expect(undescribed).toEqual({});
  });

  it('passes over each key that a config.d.ts has beside those of the platform', () => {
    const plugins = path.resolve(__dirname, '../../..');
    const described = fs
      .readdirSync(plugins)
      .map(plugin => path.join(plugins, plugin, 'config.d.ts'))
      .filter(file => fs.existsSync(file))
      .flatMap(file => [
        ...fs.readFileSync(file, 'utf8').matchAll(/^ {4}(\w+)\?:/gm),
      ])
      .map(([, key]) => key);
    const ours = described.filter(key => !(key in platformSchema.shape));

    expect(ours).toEqual(expect.arrayContaining(['git', 'notifications']));
    expect(
      platformSection(Object.fromEntries(ours.map(key => [key, {}]))),
    ).toEqual({});
  });

  it('says what is missing', () => {
    expect(() => readPlatform(new ConfigReader({}))).toThrow(
      'neither unmanaged, to look at what is there, nor repository',
    );
  });

  it.each([
    ['no section', undefined, false],
    ['an empty one', {}, false],
    ['admins alone', { admins: ['group:default/platform'] }, false],
    ['what only says how to read', { kubeconfig: { path: '/a' } }, false],
    ['what is unmanaged, and groups', { unmanaged: {}, groups: {} }, false],
    ['a name that is mistyped', { unmanged: {} }, false],
    ['tiers', { tiers: {} }, true],
    ['what is unmanaged, and tiers', { unmanaged: {}, tiers: {} }, true],
    ['what is about a platform alone', { prefix: 'example.com' }, true],
    ['no object', [], true],
  ])('tells whether %s is a platform', (_, given, is) => {
    expect(hasPlatform(new ConfigReader({ tenancy: given }))).toBe(is);
  });

  it('names a field that is wrong', () => {
    expect(() =>
      readPlatform(
        new ConfigReader({ tenancy: { ...tenancy, publish: 'email' } }),
      ),
    ).toThrow('publish');
  });
});
