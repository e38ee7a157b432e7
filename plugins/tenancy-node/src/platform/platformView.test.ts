import { defaultKinds, parsePlatform, withKinds } from '@groundwork/engine';
import { smallPlatform } from '@groundwork/engine/testUtils';
import { platformView } from './platformView';

describe('platformView', () => {
  it('tells what kinds of extensions are called', () => {
    const kinds = withKinds(defaultKinds, [
      {
        group: 'acme.example',
        kind: 'Fleet',
        plural: 'fleets',
        versions: ['v1'],
        namespaced: true,
        writer: 'platform',
        reach: 'namespace',
        schema: 'cluster',
        label: { one: 'fleet of pods', many: 'fleets of pods' },
      },
    ]);

    expect(platformView(parsePlatform(smallPlatform())).kinds).toEqual([]);
    expect(
      platformView(parsePlatform(smallPlatform(), { kinds })).kinds,
    ).toEqual([
      { group: 'acme.example', kind: 'Fleet', label: 'fleet of pods' },
    ]);
  });
});
