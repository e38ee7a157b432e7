import { adopt, parsePlatform, readYaml } from '@groundwork/engine';
import { smallPlatform } from '@groundwork/engine/testUtils';
import { adoptReport } from './adoptReport';

describe('the report of an adoption', () => {
  it('prints what most namespaces have alike as the configuration takes it', () => {
    const names = Array.from({ length: 12 }, (_, i) => `team${i}`);
    const { files: _files, ...adoption } = adopt({
      platform: parsePlatform(smallPlatform()),
      rules: [{ namespace: '*', owner: 'group:default/${{ namespace }}' }],
      objects: ['dev', 'prod'].flatMap(environment =>
        names.flatMap(namespace =>
          [`${namespace}-own`, 'default', environment].map(name => ({
            environment,
            object: {
              apiVersion: 'networking.k8s.io/v1',
              kind: 'NetworkPolicy',
              metadata: { name, namespace },
              spec: { podSelector: {}, policyTypes: ['Ingress'] },
            },
          })),
        ),
      ),
    });
    const lines = adoptReport({ ...adoption, files: [], notRead: [] }).split(
      '\n',
    );
    const from = lines.findIndex(line => /manifests\.objects/.test(line));
    const rest = lines.slice(from + 1);
    const [objects] = readYaml(
      rest
        .slice(
          0,
          rest.findIndex(line => !line.startsWith('  ')),
        )
        .join('\n'),
    );
    const { manifests } = parsePlatform({
      ...smallPlatform(),
      manifests: { objects: objects as [] },
    });
    expect(
      manifests.objects.map(({ environments, object }) => [
        environments,
        object.metadata,
      ]),
    ).toEqual([
      [['dev', 'prod'], { name: '${{ namespace }}-own' }],
      [['dev', 'prod'], { name: 'default' }],
      [['dev'], { name: 'dev' }],
      [['prod'], { name: 'prod' }],
    ]);
  });
});
